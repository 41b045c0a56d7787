"""Reads HTML as Telegram does: the plain text, what is bold or linked in it, and Telegram's refusals.

Byte offsets in the refusals count the UTF-8 bytes of what was sent; lengths of entities count UTF-16 units.
"""

import re
from dataclasses import dataclass
from typing import NoReturn

from bot.playground.addresses import address_of
from bot.playground.marks import utf16
from bot.playground.people import Json
from bot.playground.refusal import bad

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_HALF_LETTER = (
    "Text contains invalid Unicode characters after decoding HTML entities, "
    "check for unmatched surrogate code units"
)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_REFERENCE = re.compile(
    r"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<number>[0-9]+)|(?P<name>lt|gt|amp|quot)(?![A-Za-z]));?"
)
_ATTRIBUTE = re.compile(
    r"\s*(?P<name>[^\s=>\"'/]+)"
    r"(?:\s*=\s*(?:\"(?P<double>[^\"]*)(?:\"|$)|'(?P<single>[^']*)(?:'|$)|(?P<bare>[\w.-]*)(?=[\s>])))?\s*"
)


def unescaped(text: str) -> str:
    """A text with its references (&amp; &lt; &gt; &quot; and numbers) replaced; others stay as they are."""
    return _REFERENCE.sub(_letter, text)


def _letter(reference: re.Match[str]) -> str:
    if reference["name"]:
        return _NAMED[reference["name"]]
    code = int(reference["hex"], 16) if reference["hex"] else int(reference["number"])
    if 0xD800 <= code < 0xE000:
        raise bad(f"can't parse entities: {_HALF_LETTER}")
    return chr(code) if 0 < code < 0x10FFFF else reference.group()


@dataclass
class _Open:
    tag: str
    at: int
    attributes: dict[str, str]


class _Reader:
    """Goes through the HTML once, from tag to tag."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = ""
        self.entities: list[Json] = []
        self._open: list[_Open] = []

    def read(self) -> None:
        """Fill `text` and `entities`, or refuse."""
        place = 0
        while (tag := self.source.find("<", place)) >= 0:
            self.text += unescaped(self.source[place:tag])
            place = self._end(tag) if self.source.startswith("</", tag) else self._start(tag)
        self.text += unescaped(self.source[place:])
        if self._open:
            self._refuse(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')

    def _start(self, tag: int) -> int:
        name = re.compile(r"[^\s>]*").match(self.source, tag + 1)
        assert name is not None
        place = name.end()
        if place == len(self.source):
            self._refuse(f"Unclosed start tag at byte offset {self._byte(tag)}")
        word = name.group().lower()
        if word not in TYPES:
            self._refuse(f'Unsupported start tag "{word}" at byte offset {self._byte(tag)}')
        attributes, place = self._attributes(word, tag, place)
        if word == "span" and attributes.get("class") != "tg-spoiler":
            self._refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(tag)}')
        self._open.append(_Open(word, utf16(self.text), attributes))
        return place

    def _attributes(self, word: str, tag: int, place: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        place = self._spaces(place)
        while place < len(self.source) and self.source[place] != ">":
            one = _ATTRIBUTE.match(self.source, place)
            if one is None:
                self._refuse(f'Empty attribute name in the tag "{word}" at byte offset {self._byte(tag)}')
            value = next((one[kind] for kind in ("double", "single", "bare") if one[kind] is not None), "")
            attributes[one["name"].lower()] = unescaped(value)
            place = one.end()
            if self.source[place : place + 1] == "=":
                self._refuse(f"Unexpected end of name token at byte offset {self._byte(place)}")
            if place == len(self.source) and one.end("name") == place:
                self._refuse(f'Unclosed start tag "{word}" at byte offset {self._byte(tag)}')
        if place == len(self.source) and self.source[-1].isspace():
            self._refuse(f'Empty attribute name in the tag "{word}" at byte offset {self._byte(tag)}')
        if place == len(self.source):
            self._refuse(f"Unclosed start tag at byte offset {self._byte(tag)}")
        return attributes, place + 1

    def _end(self, tag: int) -> int:
        if not self._open:
            self._refuse(f"Unexpected end tag at byte offset {self._byte(tag)}")
        name = re.compile(r"[^\s>]*").match(self.source, tag + 2)
        assert name is not None
        place = self._spaces(name.end())
        if self.source[place : place + 1] != ">":
            self._refuse(f"Unclosed end tag at byte offset {self._byte(tag)}")
        word, opened = name.group().lower(), self._open.pop()
        if word and word != opened.tag:
            both = f'expected "</{opened.tag}>", found "</{word}>"'
            self._refuse(f"Unmatched end tag at byte offset {self._byte(tag)}, {both}")
        self._mark(opened)
        return place + 1

    def _mark(self, opened: _Open) -> None:
        length = utf16(self.text) - opened.at
        entity: Json = {"type": TYPES[opened.tag], "offset": opened.at, "length": length}
        if opened.tag == "a":
            inside = self.text.encode("utf-16-le", "surrogatepass")[2 * opened.at :]
            written = opened.attributes.get("href") or inside.decode("utf-16-le", "surrogatepass")
            entity["url"] = address_of(written)
            length = length if entity["url"] else 0
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
            if not entity["custom_emoji_id"].isdecimal():
                self._refuse("Invalid custom emoji identifier specified")
        elif opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        if length:
            self.entities.append(entity)

    def _spaces(self, place: int) -> int:
        while self.source[place : place + 1].isspace():
            place += 1
        return place

    def _byte(self, place: int) -> int:
        return len(self.source[:place].encode("utf-8", "surrogatepass"))

    def _refuse(self, words: str) -> NoReturn:
        raise bad(f"can't parse entities: {words}")


def read_html(source: str) -> tuple[str, list[Json]]:
    """The text and entities of an HTML source."""
    reader = _Reader(source)
    reader.read()
    return reader.text, in_order(reader.entities)


def in_order(entities: list[Json]) -> list[Json]:
    """Entities as Telegram sorts them: by their start, outer before inner."""
    return sorted(entities, key=lambda one: (one["offset"], -one["length"]))


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """A text without the white space at its ends, its entities moved and clipped to fit."""
    clean = _CONTROL.sub(" ", text.replace("\r", ""))
    inner = clean.lstrip()
    cut = utf16(clean) - utf16(inner)
    inner = inner.rstrip()
    end = utf16(inner)
    kept = []
    for entity in entities:
        first = max(0, entity["offset"] - cut)
        last = min(end, entity["offset"] + entity["length"] - cut)
        if last > first:
            kept.append(entity | {"offset": first, "length": last - first})
    return inner, kept
