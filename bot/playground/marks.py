"""Finds what stands out in plain words by itself: commands, names of accounts, addresses of pages."""

import re

from bot.playground.people import Json

_OUT = '\\s<>"\u00ab\u00bb\u2018-\u201f\u2039\u203a'
_NEVER_LAST = ".,:;!?('`"
_MARKS = re.compile(
    f"(?P<url>(?<!\\.)https?://[\\w-]+(?:\\.[\\w-]+)+(?::\\d+)?(?:[/?#][^{_OUT}]*)?)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<mention>(?<!\w)@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w))",
)


def utf16(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def found(text: str) -> list[Json]:
    """The entities that Telegram finds by itself. Chinese punctuation belongs to an address, as it does there."""
    return [
        {"type": kind, "offset": utf16(text[: mark.start()]), "length": utf16(_address(mark.group(), kind))}
        for mark in _MARKS.finditer(text)
        if (kind := mark.lastgroup)
    ]


def _address(words: str, kind: str) -> str:
    """An address without what stands after it: a bracket that was opened before it, marks that end a sentence."""
    if kind != "url":
        return words
    depth = 0
    for place, letter in enumerate(words):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth < 0:
            words = words[:place]
            break
    return words.rstrip(_NEVER_LAST)


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
