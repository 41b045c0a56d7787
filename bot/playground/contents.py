"""What goes into a message that a person sends: words, pictures, voice, a place, a number, a poll."""

import base64
import binascii
from typing import Any

from bot.playground.marks import cut, found, utf16
from bot.playground.messages import FILES
from bot.playground.oddities import beside, oddity
from bot.playground.people import Json, Person
from bot.playground.polls import new_poll
from bot.playground.refusal import Refused, Unclear
from bot.playground.samples import Sample, sample
from bot.playground.texts import CAPTION_LIMIT, TEXT_LIMIT
from bot.playground.world import World


def contents_of(world: World, person: Person, body: Json) -> list[tuple[str, Json]]:
    """The kind and content of each message that sending this body makes."""
    more = beside(body)
    return [(kind, content | more) for kind, content in _contents(world, person, body)]


def _contents(world: World, person: Person, body: Json) -> list[tuple[str, Json]]:
    if "text" in body:
        pieces = [piece for piece in cut(str(body["text"]).strip(), TEXT_LIMIT) if piece]
        if not pieces:
            raise Unclear("an empty text cannot be sent")
        return [("text", _marked("text", "entities", piece)) for piece in pieces]
    if "album" in body:
        if not 2 <= len(body["album"]) <= 10:
            raise Unclear("an album has 2 to 10 pictures")
        parts = [_file(world, _kind(file), file) for file in body["album"]]
        parts[0][1].update(caption(body))
        return parts
    for kind in FILES:
        if kind in body:
            name, content = _file(world, kind, body[kind])
            return [(name, content | caption(body))]
    return [_thing(world, person, body)]


def _thing(world: World, person: Person, body: Json) -> tuple[str, Json]:
    if "location" in body:
        return "location", {"location": _point(body["location"])}
    if "venue" in body:
        return "venue", venue(body["venue"])
    if "dice" in body:
        return "dice", {"dice": {"emoji": str(body["dice"]), "value": 4}}
    if "contact" in body:
        return "contact", {"contact": _contact(person, body["contact"])}
    if "sticker" in body:
        return "sticker", {"sticker": _sticker(str(body["sticker"]))}
    if "poll" in body:
        return "poll", {"poll": new_poll(world, body["poll"])}
    if "odd" in body:
        return str(body["odd"]), oddity(str(body["odd"]))
    raise Unclear("nothing to send: give text, photo, album, voice, video, document, location, contact, ...")


def _point(place: Json) -> Json:
    return {name: float(place[name]) for name in ("latitude", "longitude")}


def venue(asked: Json) -> Json:
    """A place with a name; Telegram tells its point once more beside it."""
    place = _point(asked)
    names = {name: str(asked.get(name, "")) for name in ("title", "address")}
    return {"venue": {"location": place} | names, "location": place}


def _marked(name: str, beside: str, words: str) -> Json:
    marks = found(words)
    return {name: words} | ({beside: marks} if marks else {})


def caption(body: Json) -> Json:
    """The caption that a body brings, or nothing; Unclear if it is too long."""
    words = str(body.get("caption") or "").strip()
    if utf16(words) > CAPTION_LIMIT:
        raise Unclear("a caption has at most 1024 characters")
    return _marked("caption", "caption_entities", words) if words else {}


def without_caption(content: Json) -> Json:
    """A file's content without the words under it."""
    return {name: value for name, value in content.items() if not name.startswith("caption")}


def _kind(file: Json) -> str:
    return "video" if str(file.get("sample") or file.get("type", "")).startswith("video") else "photo"


def _file(world: World, kind: str, file: Json) -> tuple[str, Json]:
    chosen = _chosen(file)
    try:
        return kind, world.files.keep(kind, chosen.name, chosen.type, chosen.data)
    except Refused as refusal:
        raise Unclear(f"this file cannot be sent as {kind}: {refusal.words}") from refusal


def _chosen(file: Any) -> Sample:
    if not isinstance(file, dict):
        raise Unclear("a file is {name, type, data} or {sample}")
    if "sample" in file:
        return sample(file["sample"], file.get("size"), int(file.get("number", 0)))
    try:
        data = base64.b64decode(file["data"], validate=True)
    except (KeyError, binascii.Error) as error:
        raise Unclear("a file is {name, type, data} with data in base64") from error
    return Sample(str(file.get("name") or "file"), str(file.get("type") or "application/octet-stream"), data)


def _contact(person: Person, asked: Any) -> Json:
    if isinstance(asked, dict):
        return {"phone_number": str(asked["phone_number"]), "first_name": str(asked["first_name"])}
    return {
        "phone_number": f"+86000{person.id:08d}",
        "first_name": person.first_name,
        "user_id": person.id,
    }


def _sticker(emoji: str) -> Json:
    names = {"file_id": "CAAC-sticker-1", "file_unique_id": "sticker-1", "type": "regular"}
    return names | {"width": 512, "height": 512, "is_animated": False, "is_video": False, "emoji": emoji}
