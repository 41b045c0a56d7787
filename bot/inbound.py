"""The edge that knows Telegram's shapes: turns an update into what was heard."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from bot.addressing import is_addressed
from bot.shapes import Json, degrees, inside, number, text
from domain.concern import Pin
from domain.files import FileKind, FileNamed
from handlers.kit.talk import Event, Heard

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates that we ask Telegram for."""

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?:\s+(.*))?", re.DOTALL)
_FILES = {
    "voice": FileKind.VOICE,
    "audio": FileKind.DOCUMENT,
    "video": FileKind.VIDEO,
    "video_note": FileKind.VIDEO,
    "animation": FileKind.VIDEO,
    "document": FileKind.DOCUMENT,
}
_STRANGE = (
    *("sticker", "poll", "dice", "game", "story", "checklist", "invoice", "paid_media", "giveaway"),
    *("passport_data", "contact"),
)
_AWAY = frozenset({"left", "kicked"})
_LATEST = 253_402_300_799  # the last second of the year 9999


def read(update: object, now: datetime, bot_name: str) -> Heard | None:
    """What was heard, or None when it is nothing to us (a channel, another bot, a shape we do not know).

    `now`: the moment taken for what carries none. `bot_name`: commands to another bot are not ours.
    """
    if not isinstance(update, dict) or (key := number(update.get("update_id"))) is None:
        return None
    if message := inside(update, "message"):
        return _message(key, message, Event.MESSAGE, now, bot_name)
    if message := inside(update, "edited_message"):
        return _message(key, message, Event.EDIT, now, bot_name)
    if press := inside(update, "callback_query"):
        return _press(key, press, now)
    return _membership(key, inside(update, "my_chat_member"), now)


def _meeting(key: int, chat: Json, sender: Json, event: Event, at: datetime) -> Heard | None:
    """Who meets us where; None for channels and other bots."""
    place, person, kind = number(chat.get("id")), number(sender.get("id")), chat.get("type")
    if place is None or person is None or sender.get("is_bot") is True:
        return None
    if kind not in ("private", "group", "supergroup"):
        return None
    language = text(sender.get("language_code"), 35)
    return Heard(key, event, place, person, kind == "private", at, language)


def _message(key: int, message: Json, event: Event, now: datetime, bot_name: str) -> Heard | None:
    at = _moment(message.get("date"), now)
    heard = _meeting(key, inside(message, "chat"), inside(message, "from"), event, at)
    if heard is None:
        return None
    words = text(message.get("text")) or text(message.get("caption"))
    heard = replace(
        heard,
        message=number(message.get("message_id")),
        text=words,
        files=_files(message),
        pin=_pin(message) if event is Event.MESSAGE else None,
        phone=_own_number(message, heard.sender),
        album=text(message.get("media_group_id"), 64),
        reply_to=number(inside(message, "reply_to_message").get("message_id")),
        addressed=not heard.private and is_addressed(message, bot_name),
    )
    return _commanded(_named(heard, message), bot_name)


def _named(heard: Heard, message: Json) -> Heard:
    """With the name of a kind of message that we cannot use; what holds nothing at all is a service note."""
    if heard.text or heard.files or heard.phone:
        return heard
    if heard.pin:
        venue = inside(message, "venue")
        lines = (text(venue.get("title"), 300), text(venue.get("address"), 300))
        return replace(heard, text=" ".join(filter(None, lines)))
    strange = next((name for name in _STRANGE if message.get(name)), "")
    if strange:
        return replace(heard, strange=strange)
    return replace(heard, event=Event.OTHER)


def _commanded(heard: Heard, bot_name: str) -> Heard | None:
    found = _COMMAND.fullmatch(heard.text) if heard.event is Event.MESSAGE and not heard.files else None
    if found is None:
        return heard
    name, addressee, argument = found.groups()
    if addressee and addressee.lower() != bot_name.lower():
        return None
    addressed = heard.addressed or bool(addressee)
    return replace(heard, command=name.lower(), argument=(argument or "").strip(), addressed=addressed)


def _press(key: int, press: Json, now: datetime) -> Heard | None:
    message = inside(press, "message")
    heard = _meeting(key, inside(message, "chat"), inside(press, "from"), Event.PRESS, now)
    if heard is None:
        return None
    original = inside(message, "reply_to_message")
    return replace(
        heard,
        message=number(message.get("message_id")),
        press=text(press.get("data"), 64),
        press_id=text(press.get("id"), 64),
        original=text(original.get("text")) or text(original.get("caption")),
        original_message=number(original.get("message_id")),
        original_at=_moment(original.get("date"), now) if original else None,
        original_files=_files(original),
        original_pin=_pin(original),
        original_album=bool(original.get("media_group_id")),
    )


def _membership(key: int, change: Json, now: datetime) -> Heard | None:
    at = _moment(change.get("date"), now)
    heard = _meeting(key, inside(change, "chat"), inside(change, "from"), Event.OTHER, at)
    if heard is None:
        return None
    before = text(inside(change, "old_chat_member").get("status"))
    after = text(inside(change, "new_chat_member").get("status"))
    if not before or not after:
        return heard
    return replace(heard, event=_change(heard.private, before in _AWAY, after in _AWAY))


def _change(private: bool, was_away: bool, is_away: bool) -> Event:
    if was_away == is_away:
        return Event.OTHER
    if private:
        return Event.BLOCKED if is_away else Event.UNBLOCKED
    return Event.OTHER if is_away else Event.JOINED_GROUP


def _files(message: Json) -> tuple[FileNamed, ...]:
    """The one file of a message; of a photo the largest size (an animation also comes as a document)."""
    sizes = message.get("photo")
    pictures = [size for size in sizes if isinstance(size, dict)] if isinstance(sizes, list) else []
    if pictures:
        largest = max(pictures, key=lambda size: number(size.get("width")) or 0)
        return _file(largest, FileKind.PHOTO)
    name = next((name for name in _FILES if inside(message, name)), "")
    return _file(inside(message, name), _FILES[name]) if name else ()


def _file(told: Json, kind: FileKind) -> tuple[FileNamed, ...]:
    handle = text(told.get("file_id"), 512)
    if not handle:
        return ()
    size = max(0, number(told.get("file_size")) or 0)
    return (
        FileNamed(handle, kind, size, text(told.get("mime_type"), 127), text(told.get("file_name"), 255)),
    )


def _pin(message: Json) -> Pin | None:
    place = inside(message, "location")
    latitude, longitude = degrees(place.get("latitude"), 90), degrees(place.get("longitude"), 180)
    return None if latitude is None or longitude is None else Pin(latitude, longitude)


def _own_number(message: Json, sender: int) -> str:
    contact = inside(message, "contact")
    own = number(contact.get("user_id")) == sender
    return text(contact.get("phone_number"), 32) if own else ""


def _moment(seconds: object, now: datetime) -> datetime:
    told = number(seconds)
    return datetime.fromtimestamp(told, UTC) if told and 0 < told <= _LATEST else now
