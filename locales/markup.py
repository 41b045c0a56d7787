"""Takes formatted text apart: removes its tags, or cuts it into parts that Telegram accepts."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

TELEGRAM_LIMIT = 4096

TOKEN = re.compile(r"<[^>]*>|&[^;\s&<]+;|.", re.DOTALL)
TOKEN_OR_TEXT = re.compile(r"<[^>]*>|[^<]+|<", re.DOTALL)
TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z-]*)[^>]*>")

Chunk = list[str]


def untagged(html: str) -> str:
    """What a reader sees: no tags, entities as plain characters."""
    return unescape(TAG.sub("", html))


def units(text: str) -> int:
    """Length of plain text as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pieces(html: str, limit: int = TELEGRAM_LIMIT) -> tuple[str, ...]:
    """Well-formed parts of at most `limit` visible UTF-16 units, cut at line ends where possible.

    Tags still open at a cut are closed there and opened again; parts without anything to see are left out.
    """
    if len(html) * 2 <= limit:  # fits, however it is counted
        whole = _closed([list(TOKEN_OR_TEXT.findall(html))]) if "<" in html else (html.strip("\n"),)
        return tuple(part for part in whole if untagged(part).strip())
    parts = _closed(_filled(_chunks(html, limit), limit))
    return tuple(part for part in parts if untagged(part).strip())


def _size(token: str) -> int:
    return 0 if TAG.fullmatch(token) else units(unescape(token))


def _chunks(html: str, limit: int) -> Iterator[tuple[Chunk, int]]:
    """Lines with their sizes; a line longer than the limit comes in several."""
    chunk: Chunk = []
    size = 0
    for token in TOKEN.findall(html):
        if size + _size(token) > limit:
            yield chunk, size
            chunk, size = [], 0
        chunk.append(token)
        size += _size(token)
        if token == "\n":
            yield chunk, size
            chunk, size = [], 0
    yield chunk, size


def _filled(chunks: Iterable[tuple[Chunk, int]], limit: int) -> Iterator[Chunk]:
    """As many chunks together as fit the limit."""
    part: Chunk = []
    filled = 0
    for chunk, size in chunks:
        if filled + size > limit:
            yield part
            part, filled = [], 0
        part = part + chunk
        filled += size
    yield part


def _closed(parts: Iterable[Chunk]) -> Iterator[str]:
    """Each part with the tags of earlier parts opened before it and its own open tags closed after it."""
    opened: list[tuple[str, str]] = []
    for part in parts:
        before = "".join(tag for tag, _ in opened)
        for token in part:
            _follow(opened, token)
        after = "".join(f"</{name}>" for _, name in reversed(opened))
        yield before + "".join(part).strip("\n") + after


def _follow(opened: list[tuple[str, str]], token: str) -> None:
    found = TAG.fullmatch(token)
    if not found:
        return
    if found["close"]:
        opened.pop()
    else:
        opened.append((token, found["name"]))
