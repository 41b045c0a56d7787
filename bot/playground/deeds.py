"""What a person does with the phone: writes, edits, presses buttons, blocks the bot, opens a link."""

import itertools

from bot.playground.contents import caption, contents_of
from bot.playground.marks import found, marked
from bot.playground.messages import FILES, Message
from bot.playground.people import Chat, Json, Person
from bot.playground.refusal import Unclear
from bot.playground.settling import member
from bot.playground.world import Tap, World

_albums = itertools.count(1)
_taps = itertools.count(7_000_001)


def start(world: World, person: Person, payload: str | None) -> Message:
    """Tap START or a deep link; unblocks the bot first where it was blocked."""
    unblock(world, person)
    return write(world, person, world.chat(person.id), {"text": f"/start {payload or ''}".strip()})[0]


def block(world: World, person: Person) -> None:
    """Block the bot."""
    if not person.blocked:
        person.blocked = True
        _membership(world, person, world.chat(person.id), "member", "kicked")
        world.tell("person", person=person.page_view())


def unblock(world: World, person: Person) -> None:
    """Unblock the bot."""
    if person.blocked:
        person.blocked = False
        _membership(world, person, world.chat(person.id), "kicked", "member")
        world.tell("person", person=person.page_view())


def found_group(world: World, title: str, members: list[int]) -> Chat:
    """Make a group of people and the bot; the first of them adds the others."""
    people = [world.person(number) for number in members]
    if not people:
        raise Unclear("a group needs members")
    chat = world.add_group(title, members)
    _membership(world, people[0], chat, "left", "member")
    content = {"new_chat_members": [world.bot.user()]}
    _to_bot(world, world.post(chat.id, people[0].id, "joined", content))
    return chat


def _membership(world: World, person: Person, chat: Chat, old: str, new: str) -> None:
    bot = world.bot.user()
    content = {
        "chat": world.chat_face(chat.id),
        "from": person.user(),
        "date": world.clock.unix(),
        "old_chat_member": member(bot, old),
        "new_chat_member": member(bot, new),
    }
    world.updates.add("my_chat_member", f"chat:{chat.id}", chat.id, content)


def write(world: World, person: Person, chat: Chat, body: Json) -> list[Message]:
    """Send one thing; what is too long for one message goes out in several, as Telegram's apps do."""
    if person.id not in chat.members:
        raise Unclear("this person is not in this chat")
    if chat.type == "private" and person.blocked:
        raise Unclear("the bot is blocked: unblock it or press START")
    reply = body.get("reply_to")
    if reply is not None and world.message(chat.id, reply) is None:
        raise Unclear(f"no message {reply} in this chat", 404)
    contents = contents_of(world, person, body)
    album = f"{person.id}-{next(_albums)}" if "album" in body else None
    person.started = person.started or chat.type == "private"
    sent = [
        world.post(chat.id, person.id, kind, content, reply_to=reply, media_group_id=album)
        for kind, content in contents
    ]
    for message in sent:
        _to_bot(world, message)
    return sent


def edit(world: World, person: Person, message: Message, body: Json) -> Message:
    """Change the words of an own message."""
    if message.sender != person.id:
        raise Unclear("only own messages can be edited")
    if message.kind == "text":
        message.content = contents_of(world, person, {"text": body.get("text", "")})[0][1]
    elif message.kind in FILES:
        words = body.get("caption", body.get("text"))
        message.content = {message.kind: message.content[message.kind]} | caption({"caption": words})
    else:
        raise Unclear("this message has no words to edit")
    message.edit_date = world.clock.unix()
    world.changed(message)
    _to_bot(world, message, "edited_message")
    return message


def tap(world: World, person: Person, message: Message, body: Json) -> str:
    """Press an inline button, by its data or its place; returns the id of the callback query."""
    button = _button(message, body)
    if "callback_data" not in button:
        raise Unclear("this button opens an address; it sends nothing to the bot")
    if person.blocked:
        raise Unclear("the bot is blocked: unblock it or press START")
    pressed = Tap(str(next(_taps)), person.id, world.clock.unix())
    world.taps[pressed.id] = pressed
    content = {
        "id": pressed.id,
        "from": person.user(),
        "message": world.face(message),
        "chat_instance": str(4_000_000_000 + abs(message.chat)),
        "data": button["callback_data"],
    }
    world.note("tap", chat=message.chat, params={"data": button["callback_data"], "from": person.id})
    world.updates.add("callback_query", f"tap:{person.id}", message.chat, content)
    return pressed.id


def _button(message: Message, body: Json) -> Json:
    rows = message.inline_keyboard
    if "data" in body:
        same = [button for row in rows for button in row if button.get("callback_data") == body["data"]]
        if not same:
            raise Unclear(f"no button with data {body['data']!r} under this message", 404)
        return same[0]
    row, column = int(body.get("row", -1)), int(body.get("column", -1))
    if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
        raise Unclear("no button at this place under this message", 404)
    return rows[row][column]


def _to_bot(world: World, message: Message, kind: str = "message") -> None:
    """Make an update of it, unless the message is one of a group that the bot may not read."""
    if _reaches_bot(world, message):
        world.updates.add(kind, f"chat:{message.chat}", message.chat, world.face(message))


def _reaches_bot(world: World, message: Message) -> bool:
    """In groups a bot hears commands, its own name, answers to it, and that it was added."""
    chat = world.chat(message.chat)
    if chat.type == "private" or message.kind == "joined":
        return True
    if not chat.bot_inside:
        return False
    replied = world.message(chat.id, message.reply_to)
    entities = found(message.words)
    names = [name.lower() for name in marked(message.words, entities, "mention")]
    mine = f"@{world.bot.username.lower()}"
    commands = [word.lower().partition("@")[2] for word in marked(message.words, entities, "bot_command")]
    called = any(to in ("", mine[1:]) for to in commands)
    return bool(called or mine in names or (replied and replied.from_bot))
