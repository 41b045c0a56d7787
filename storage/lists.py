"""Lists in statements that come again and again: of a few lengths only, so that each is prepared once.

A list of any length would be put together anew for each use (storage/direct.py), at five times the cost.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, bindparam


def length_for(values: Sequence[object]) -> int:
    """The length of the statement's list for these values: the next power of two."""
    return 1 << max(0, len(values) - 1).bit_length()


def among(column: Column[Any], name: str, length: int) -> ColumnElement[bool]:
    """That a column holds one of the values of a list of this length."""
    return column.in_([bindparam(f"{name}{place}", type_=column.type) for place in range(length)])


def spread(name: str, values: Sequence[object]) -> dict[str, object]:
    """The values of such a list, at least one; the places left over repeat the last."""
    filled = [*values, *[values[-1]] * (length_for(values) - len(values))]
    return {f"{name}{place}": value for place, value in enumerate(filled)}
