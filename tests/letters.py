"""The Chinese letters of this machine, with which charts are drawn."""

from pathlib import Path

from domain.errors import Refusal
from handlers.kit import fonts

ADVICE = "no Chinese letters: on Debian and Ubuntu, install fonts-noto-cjk"


def find() -> Path | None:
    """The file of letters that a chart would use, or None."""
    try:
        return Path(fonts.chinese_font()[0])
    except Refusal:
        return None
