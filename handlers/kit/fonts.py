"""Finds letters for Chinese text on this machine; none are shipped, for a free set weighs more than all the rest."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from domain.errors import Refusal

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
    "~/.local/share/fonts",
    "~/.fonts",
)
KNOWN: dict[str, int] = {
    "NotoSansCJK-Regular.ttc": 2,
    "NotoSansCJKsc-Regular.otf": 0,
    "NotoSansSC-Regular.otf": 0,
    "NotoSansSC-Regular.ttf": 0,
    "SourceHanSansSC-Regular.otf": 0,
    "SourceHanSansCN-Regular.otf": 0,
    "wqy-microhei.ttc": 0,
    "wqy-zenhei.ttc": 0,
    "DroidSansFallbackFull.ttf": 0,
    "PingFang.ttc": 2,
    "msyh.ttc": 0,
}
"""File → which of its faces writes simplified Chinese; the first that is found is taken."""


def chinese_font() -> tuple[str, int]:
    """(file, face). Refusal chart.no_font: there is none on this machine."""
    found = _found()
    if found is None:
        raise Refusal("chart.no_font")
    return found


@cache
def _found() -> tuple[str, int] | None:
    files = {path.name: path for path in _files()}
    return next(((str(files[name]), face) for name, face in KNOWN.items() if name in files), None)


def _files() -> Iterator[Path]:
    for folder in FOLDERS:
        for here, _, names in os.walk(Path(folder).expanduser()):
            yield from (Path(here) / name for name in names if name in KNOWN)
