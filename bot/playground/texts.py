"""Turns the words of a request into what stands in the chat: parsed, trimmed, and not longer than allowed."""

from typing import Any

from bot.playground.entities import in_order, read_html, trimmed
from bot.playground.marks import found, utf16
from bot.playground.people import Json
from bot.playground.refusal import bad

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
SOURCE_LIMIT = 100_000
FIXED = ("code", "pre", "text_link")


def text_of(params: Json) -> Json:
    """The `text` and `entities` of a sent or edited message."""
    if not params.get("text"):
        raise bad("message text is empty")
    text, entities = _formatted(params["text"], params.get("parse_mode"), params.get("entities"))
    if not text:
        raise bad("text must be non-empty")
    if utf16(text) > TEXT_LIMIT:
        raise bad("message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def caption_of(params: Json) -> Json:
    """The `caption` and `caption_entities` of a file, or nothing."""
    source = params.get("caption") or ""
    text, entities = _formatted(source, params.get("parse_mode"), params.get("caption_entities"))
    if utf16(text) > CAPTION_LIMIT:
        raise bad("message caption is too long")
    if not text:
        return {}
    return {"caption": text} | ({"caption_entities": entities} if entities else {})


def _formatted(source: str, mode: str | None, given: list[Any] | None) -> tuple[str, list[Json]]:
    if len(source) > SOURCE_LIMIT:
        raise bad("message is too long")
    if mode and mode.lower() in ("markdown", "markdownv2"):
        raise bad("the playground does not know this parse_mode yet")
    if mode and mode.lower() != "html":
        raise bad("unsupported parse_mode")
    text, entities = read_html(source) if mode else (source, given or [])
    text, entities = trimmed(text, entities)
    return text, in_order(entities + _free(found(text), entities))


def _free(marks: list[Json], entities: list[Json]) -> list[Json]:
    """The marks that lie in no code and no link."""
    taken = [one for one in entities if one["type"] in FIXED]
    return [mark for mark in marks if not any(_meet(mark, one) for one in taken)]


def _meet(one: Json, other: Json) -> bool:
    first, second = sorted((one, other), key=lambda mark: mark["offset"])
    return bool(first["offset"] + first["length"] > second["offset"])
