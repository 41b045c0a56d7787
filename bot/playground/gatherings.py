"""What people do with groups and channels: found them, let others in, rename them, pin, turn them into supergroups."""

from bot.playground.hearing import inside, note_of, to_bot
from bot.playground.messages import Message
from bot.playground.people import Chat, Json, Person
from bot.playground.refusal import Unclear
from bot.playground.settling import member
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
    change_member(world, people[0], chat, "left", "administrator" if chat.bot_admin else "member")
    if kind != "channel":
        note_of(world, chat.id, people[0], "joined", {"new_chat_members": [world.bot.user()]})
    return chat


def change_member(world: World, person: Person, chat: Chat, old: str, new: str) -> None:
    """The bot has become something else in this chat."""
    bot = world.bot.user()
    content = {
        "chat": world.chat_face(chat.id),
        "from": person.user(),
        "date": world.clock.unix(),
        "old_chat_member": member(bot, old),
        "new_chat_member": member(bot, new),
    }
    world.updates.add("my_chat_member", f"member:{chat.id}", chat.id, content)


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
    people = [world.person(number) for number in others]
    chat.members.extend(one.id for one in people if one.id not in chat.members)
    world.tell("chat", chat=chat.page_view())
    users = [one.user() for one in people]
    return note_of(world, chat.id, person, "new_chat_members", {"new_chat_members": users})


def go(world: World, person: Person, chat: Chat) -> Message:
    """Leave the group."""
    inside(world, person, chat.id)
    chat.members.remove(person.id)
    world.tell("chat", chat=chat.page_view())
    return note_of(world, chat.id, person, "left_chat_member", {"left_chat_member": person.user()})


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
    """Throw the bot out of the group, or put it in again."""
    inside(world, person, chat.id)
    usual = "administrator" if chat.bot_admin else "member"
    chat.bot_inside = not chat.bot_inside
    change_member(world, person, chat, *(("kicked", usual) if chat.bot_inside else (usual, "kicked")))


def publish(world: World, chat: Chat, content: tuple[str, Json]) -> Message:
    """A post of a channel, in the channel's own name."""
    message = world.post(chat.id, chat.id, *content)
    to_bot(world, message, "channel_post")
    return message
