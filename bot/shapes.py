"""Reads fields out of JSON of any shape without ever stumbling over it."""

from math import isfinite
from typing import Any

Json = dict[str, Any]

_WHOLE = 2**63 - 1


def inside(value: object, *names: str) -> Json:
    """The object found by following the names; an empty one where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def text(value: object, most: int = 100_000) -> str:
    """The text without NUL and halves of surrogate pairs, which no database takes; "" for anything else."""
    if not isinstance(value, str):
        return ""
    return value[:most].replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def number(value: object) -> int | None:
    """A whole number that fits 64 bits."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and isinstance(value, int) and -_WHOLE <= value <= _WHOLE else None


def degrees(value: object, most: float) -> float | None:
    """A finite number between -most and most."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) <= most and isfinite(value) else None
