"""What a person does with the phone: writes, edits, presses buttons, blocks the bot, opens a link."""

from bot.playground.contents import caption, contents_of, without_caption
from bot.playground.gatherings import publish
from bot.playground.hearing import inside, to_bot
from bot.playground.membership import tell_bot_moved
from bot.playground.messages import FILES, Message
from bot.playground.people import Chat, Json, Person
from bot.playground.refusal import Unclear
from bot.playground.world import Tap, World

FIRST_TAP = 7_000_001


def start(world: World, person: Person, payload: str | None) -> Message:
    """Tap START or a deep link; unblocks the bot first where it was blocked."""
    unblock(world, person)
    return write(world, person, world.chat(person.id), {"text": f"/start {payload or ''}".strip()})[0]


def block(world: World, person: Person) -> None:
    """Block the bot."""
    if not person.blocked:
        person.blocked = True
        tell_bot_moved(world, person, world.chat(person.id), "member", "kicked")
        world.tell("person", person=person.page_view())


def unblock(world: World, person: Person) -> None:
    """Unblock the bot."""
    if person.blocked:
        person.blocked = False
        tell_bot_moved(world, person, world.chat(person.id), "kicked", "member")
        world.tell("person", person=person.page_view())


def write(world: World, person: Person, chat: Chat, body: Json) -> list[Message]:
    """Send one thing; what is too long for one message goes out in several, as Telegram's apps do."""
    inside(world, person, chat.id)
    if chat.type == "private" and person.blocked:
        raise Unclear("the bot is blocked: unblock it or press START")
    reply = body.get("reply_to")
    if reply is not None and world.message(chat.id, reply) is None:
        raise Unclear(f"no message {reply} in this chat", 404)
    thread = _topic(chat, body.get("thread"))
    contents = contents_of(world, person, body)
    if chat.type == "channel":
        return [publish(world, chat, content) for content in contents]
    album = f"{person.id}-{world.last_message + 1}" if "album" in body else None
    person.started = person.started or chat.type == "private"
    sent = [
        world.post(chat.id, person.id, kind, content, reply_to=reply, media_group_id=album, thread=thread)
        for kind, content in contents
    ]
    for message in sent:
        to_bot(world, message)
    return sent


def _topic(chat: Chat, number: int | None) -> int | None:
    if number is not None and (number not in chat.topics or chat.topics[number].closed):
        raise Unclear(f"no open topic {number} in this chat", 404)
    return number


def edit(world: World, person: Person, message: Message, body: Json) -> Message:
    """Change the words of an own message."""
    posted = message.sender == message.chat and person.id in world.chat(message.chat).members
    if (message.sender != person.id and not posted) or "forward_origin" in message.content:
        raise Unclear("only own messages can be edited")
    if message.kind == "text":
        message.content = contents_of(world, person, {"text": body.get("text", "")})[0][1]
    elif message.kind in FILES:
        words = body.get("caption", body.get("text"))
        message.content = without_caption(message.content) | caption({"caption": words})
    else:
        raise Unclear("this message has no words to edit")
    message.edit_date = world.clock.unix()
    world.changed(message)
    to_bot(world, message, "edited_channel_post" if message.chat == message.sender < 0 else "edited_message")
    return message


def tap(world: World, person: Person, message: Message, body: Json) -> str:
    """Press an inline button, by its data or its place; returns the id of the callback query."""
    button = _button(message, body)
    if "callback_data" not in button:
        raise Unclear("this button opens an address; it sends nothing to the bot")
    if person.blocked:
        raise Unclear("the bot is blocked: unblock it or press START")
    pressed = Tap(str(FIRST_TAP + len(world.taps)), person.id, world.clock.unix())
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
