"""The bot's methods that put a new message into a chat."""

from typing import Any

from bot.playground.contents import venue
from bot.playground.keyboards import markup_of
from bot.playground.messages import Message
from bot.playground.people import Chat, Json
from bot.playground.polls import new_poll
from bot.playground.refusal import Refused, bad
from bot.playground.requests import Asked
from bot.playground.texts import caption_of, text_of
from bot.playground.world import World

DICE = "\N{GAME DIE}"
PHOTO_LIMIT = 10 * 1024 * 1024


def room(world: World, params: Json) -> Chat:
    """The chat that a request means, if the bot may write there."""
    chat = _find(world, params["chat_id"])
    if chat.moved_to:
        words = "Bad Request: group chat was upgraded to a supergroup chat"
        raise Refused(words, 400, migrate_to_chat_id=chat.moved_to)
    if chat.type != "private":
        if not chat.bot_inside:
            raise Refused(f"Forbidden: bot is not a member of the {chat.type} chat", 403)
        return chat
    person = world.people[chat.id]
    if person.blocked:
        raise Refused("Forbidden: bot was blocked by the user", 403)
    if not person.started:
        raise Refused("Forbidden: bot can't initiate conversation with a user", 403)
    return chat


def known_chat(world: World, params: Json) -> Chat:
    """The chat that a request means, if the bot has ever met it."""
    chat = _find(world, params["chat_id"])
    if chat.type == "private" and not world.people[chat.id].started:
        raise bad("chat not found")
    return chat


def _find(world: World, value: int | str) -> Chat:
    try:
        number = int(value)
    except ValueError as error:
        raise bad("chat not found") from error
    if number == world.bot.id:
        raise Refused("Forbidden: the bot can't send messages to the bot", 403)
    if number not in world.chats:
        raise bad("chat not found")
    return world.chats[number]


def topic_of(chat: Chat, params: Json, replied: Message | None = None) -> int | None:
    """The topic of a forum that the message goes to; a reply goes where the message stands that it answers."""
    asked = params.get("message_thread_id")
    if asked is None:
        return replied.thread if replied else None
    topic = chat.topics.get(asked)
    if topic is None:
        raise bad("message thread not found")
    if topic.closed and not chat.bot_admin:
        raise bad("TOPIC_CLOSED")
    return topic.id


def reply_to(world: World, chat: Chat, params: Json) -> int | None:
    """The message that the new one answers, or None if it is gone and that was allowed for."""
    asked = params.get("reply_parameters")
    if not asked:
        return None
    if asked.get("chat_id", chat.id) != chat.id:
        raise bad("the playground replies in the same chat only")
    if world.message(chat.id, asked["message_id"]):
        return int(asked["message_id"])
    if asked.get("allow_sending_without_reply"):
        return None
    raise bad("message to be replied not found")


def _post(world: World, params: Json, kind: str, content: Json) -> Message:
    chat = room(world, params)
    replied = reply_to(world, chat, params)
    thread = topic_of(chat, params, world.message(chat.id, replied))
    markup = markup_of(params, chat.type == "private")
    beside = {"reply_to": replied, "reply_markup": markup, "thread": thread}
    return world.post(chat.id, world.bot.id, kind, content, **beside)


def send_message(world: World, asked: Asked) -> Json:
    """sendMessage."""
    room(world, asked.params)
    return world.face(_post(world, asked.params, "text", text_of(asked.params)))


def send_location(world: World, asked: Asked) -> Json:
    """sendLocation."""
    return world.face(_post(world, asked.params, "location", {"location": _point(asked.params)}))


def _point(params: Json) -> Json:
    place = {name: float(params[name]) for name in ("latitude", "longitude")}
    if abs(place["latitude"]) > 90 or abs(place["longitude"]) > 180:
        raise bad("wrong coordinates specified")
    return place


def send_venue(world: World, asked: Asked) -> Json:
    """sendVenue."""
    return world.face(_post(world, asked.params, "venue", venue(asked.params | _point(asked.params))))


def send_contact(world: World, asked: Asked) -> Json:
    """sendContact."""
    names = ("phone_number", "first_name", "last_name")
    contact = {name: asked.params[name] for name in names if name in asked.params}
    return world.face(_post(world, asked.params, "contact", {"contact": contact}))


def send_dice(world: World, asked: Asked) -> Json:
    """sendDice: it always falls on four."""
    dice = {"emoji": asked.params.get("emoji") or DICE, "value": 4}
    return world.face(_post(world, asked.params, "dice", {"dice": dice}))


def send_poll(world: World, asked: Asked) -> Json:
    """sendPoll: a question with 2 to 12 options; a quiz names the right ones."""
    room(world, asked.params)
    texts = [str(option["text"]) for option in asked.params["options"]]
    if not 2 <= len(texts) <= 12:
        raise bad("poll must have 2-12 answer options")
    if asked.params.get("type") == "quiz" and not asked.params.get("correct_option_ids"):
        raise bad("QUIZ_CORRECT_ANSWERS_EMPTY")
    content = {"poll": new_poll(world, asked.params | {"options": texts})}
    return world.face(_post(world, asked.params, "poll", content))


def send_file(kind: str) -> Any:
    """sendPhoto, sendVoice, sendVideo, sendDocument, ..."""

    def send(world: World, asked: Asked) -> Json:
        room(world, asked.params)
        content = stored(world, asked, kind, asked.params[kind]) | caption_of(asked.params)
        return world.face(_post(world, asked.params, kind, content))

    return send


def stored(world: World, asked: Asked, kind: str, value: str) -> Json:
    """What a message says about a file that was uploaded just now or is known by its id."""
    upload = asked.file(value)
    if upload is None:
        if "://" in value:
            raise bad("failed to get HTTP URL content")
        return world.files.again(value, kind)
    if not upload.data:
        raise bad("file must be non-empty")
    if kind == "photo" and len(upload.data) > PHOTO_LIMIT:
        raise bad("file is too big")
    return world.files.keep(kind, upload.name, upload.type, upload.data)


def send_media_group(world: World, asked: Asked) -> list[Json]:
    """sendMediaGroup: 2 to 10 photos and videos, or documents, in one album."""
    chat = room(world, asked.params)
    parts: list[Json] = asked.params["media"]
    if not 2 <= len(parts) <= 10:
        raise bad("media group must include 2-10 items" if parts else "media must be non-empty")
    kinds = {part["type"] for part in parts}
    if not kinds <= {"photo", "video"} and kinds != {"document"}:
        raise bad("media of these types can't be mixed in an album")
    contents = [stored(world, asked, part["type"], part["media"]) | caption_of(part) for part in parts]
    replied = reply_to(world, chat, asked.params)
    thread = topic_of(chat, asked.params, world.message(chat.id, replied))
    beside = {"reply_to": replied, "media_group_id": f"bot-{world.last_message + 1}", "thread": thread}
    return [
        world.face(world.post(chat.id, world.bot.id, part["type"], content, **beside))
        for part, content in zip(parts, contents, strict=True)
    ]


def send_chat_action(world: World, asked: Asked) -> bool:
    """sendChatAction: the page shows it for a moment."""
    if asked.params["action"] not in ACTIONS:
        raise bad("wrong parameter action in request")
    chat = room(world, asked.params)
    topic_of(chat, asked.params)
    world.tell("typing", chat=chat.id, action=asked.params["action"])
    return True


ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)
