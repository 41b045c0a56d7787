"""What people do with groups and channels: found them, let others in, rename them, pin, turn them into supergroups."""

from bot.playground.hearing import inside, note_of, to_bot
from bot.playground.membership import status_of, tell_bot_moved, tell_member_moved
from bot.playground.messages import Message
from bot.playground.people import Chat, Json, Person
from bot.playground.refusal import Unclear
from bot.playground.world import World


def found_group(world: World, body: Json) -> Chat:
    """Make a group of people and the bot; the first of them adds the others.

    `kind`: group (usual), supergroup or channel; `is_forum` makes a supergroup with topics; `bot_admin`.
    """
    people = [world.person(number) for number in body.get("members") or []]
    if not people:
        raise Unclear("a group needs members")
    is_forum = bool(body.get("is_forum"))
    kind = str(body.get("kind") or ("supergroup" if is_forum else "group"))
    if kind not in ("group", "supergroup", "channel") or (is_forum and kind != "supergroup"):
        raise Unclear("kind is group, supergroup or channel; only a supergroup is a forum")
    chat = world.add_group(
        str(body.get("title") or "Group"), [person.id for person in people], kind, is_forum
    )
    chat.bot_admin = bool(body.get("bot_admin", kind == "channel"))
    tell_bot_moved(world, people[0], chat, "left", "administrator" if chat.bot_admin else "member")
    if kind != "channel":
        note_of(world, chat.id, people[0], "joined", {"new_chat_members": [world.bot.user()]})
    return chat


def migrate(world: World, person: Person, chat: Chat) -> Chat:
    """Turn a group into a supergroup: it gets another number, and the old one is of no use any more."""
    inside(world, person, chat.id)
    if chat.type != "group" or chat.moved_to:
        raise Unclear("only a group can become a supergroup, once")
    people, chat.members = chat.members, []
    grown = world.add_group(chat.title, people, "supergroup")
    grown.bot_inside, grown.bot_admin, chat.moved_to = chat.bot_inside, chat.bot_admin, grown.id
    world.tell("chat", chat=chat.page_view())
    note_of(world, chat.id, person, "migrate_to_chat_id", {"migrate_to_chat_id": grown.id})
    note_of(world, grown.id, person, "migrate_from_chat_id", {"migrate_from_chat_id": chat.id})
    return grown


def let_in(world: World, person: Person, chat: Chat, others: list[int]) -> Message:
    """Let others into the group, or join it."""
    people = [world.person(number) for number in dict.fromkeys(others)]
    if people != [person]:
        inside(world, person, chat.id)
    if already := next((one for one in people if one.id in chat.members), None):
        raise Unclear(f"person {already.id} is in this chat already")
    if people == [person] and person.id in chat.barred:
        raise Unclear("who was removed can only be let in again by somebody inside")
    return come_in(world, person, chat, people)


def come_in(world: World, by: Person, chat: Chat, people: list[Person], **more: object) -> Message:
    """These people are in the group now, by somebody's hand or their own."""
    for person in people:
        before = status_of(chat, person.id)
        chat.members.append(person.id)
        chat.barred = [one for one in chat.barred if one != person.id]
        tell_member_moved(world, by, chat, person, before, **more)
    world.tell("chat", chat=chat.page_view())
    return note_of(
        world, chat.id, by, "new_chat_members", {"new_chat_members": [one.user() for one in people]}
    )


def go(world: World, person: Person, chat: Chat) -> Message:
    """Leave the group."""
    return _out(world, person, chat, person)


def remove(world: World, person: Person, chat: Chat, other: int) -> Message:
    """Send somebody out, as the founder may; a supergroup and a channel do not let them in again by themselves."""
    inside(world, person, chat.id)
    if chat.members[0] != person.id or other == person.id:
        raise Unclear("the founder can send others out; whoever wants to go, leaves")
    inside(world, world.person(other), chat.id)
    if chat.type != "group":
        chat.barred.append(other)
    return _out(world, person, chat, world.person(other))


def _out(world: World, by: Person, chat: Chat, person: Person) -> Message:
    inside(world, person, chat.id)
    chat.members.remove(person.id)
    tell_member_moved(world, by, chat, person, "member")
    world.tell("chat", chat=chat.page_view())
    return note_of(world, chat.id, by, "left_chat_member", {"left_chat_member": person.user()})


def rename(world: World, person: Person, chat: Chat, title: str) -> Message:
    """Give the group another name."""
    inside(world, person, chat.id)
    chat.title = title
    world.tell("chat", chat=chat.page_view())
    return note_of(world, chat.id, person, "new_chat_title", {"new_chat_title": title})


def pin(world: World, person: Person, message: Message) -> Message:
    """Pin a message on top of its chat."""
    inside(world, person, message.chat)
    pinned = {"pinned_message": world.face(message, with_reply=False)}
    return note_of(world, message.chat, person, "pinned_message", pinned, message.thread)


def remove_bot(world: World, person: Person, chat: Chat) -> None:
    """Throw the bot out of the group, or put it in again. Of its leaving a bot hears no message, only the change."""
    inside(world, person, chat.id)
    usual = "administrator" if chat.bot_admin else "member"
    chat.bot_inside = not chat.bot_inside
    steps = ("kicked", usual) if chat.bot_inside else (usual, "kicked")
    tell_bot_moved(world, person, chat, *steps)
    if chat.type != "channel":
        bot = world.bot.user()
        kind = "joined" if chat.bot_inside else "left_chat_member"
        note_of(world, chat.id, person, kind, {"new_chat_members": [bot]} if chat.bot_inside else {kind: bot})
    world.tell("chat", chat=chat.page_view())


def publish(world: World, chat: Chat, content: tuple[str, Json]) -> Message:
    """A post of a channel, in the channel's own name."""
    message = world.post(chat.id, chat.id, *content)
    to_bot(world, message, "channel_post")
    return message
