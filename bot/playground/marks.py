"""Finds what stands out in plain words by itself: commands, names of accounts, addresses of pages."""

import re

from bot.playground.people import Json

_OUT = '\\s<>"\u201c\u201d\u3000-\u303f\uff00-\uffef'
_NOT_LAST = ".,:;!?)'"
_MARKS = re.compile(
    f"(?P<url>https?://[^{_OUT}]*[^{_OUT}{_NOT_LAST}])"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@]))"
    r"|(?P<mention>(?<!\w)@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w))",
)


def utf16(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def found(text: str) -> list[Json]:
    """The entities that Telegram finds by itself."""
    return [
        {"type": mark.lastgroup, "offset": utf16(text[: mark.start()]), "length": utf16(mark.group())}
        for mark in _MARKS.finditer(text)
    ]


def marked(text: str, entities: list[Json], type_: str) -> list[str]:
    """The pieces of text that entities of a type cover."""
    units = text.encode("utf-16-le", "surrogatepass")
    return [
        units[2 * mark["offset"] : 2 * (mark["offset"] + mark["length"])].decode("utf-16-le", "surrogatepass")
        for mark in entities
        if mark["type"] == type_
    ]


def cut(text: str, limit: int) -> list[str]:
    """A text in pieces of at most `limit` UTF-16 units, as Telegram's apps send what is too long."""
    pieces = [""]
    room = limit
    for letter in text:
        room -= utf16(letter)
        if room < 0:
            pieces.append("")
            room = limit - utf16(letter)
        pieces[-1] += letter
    return pieces
