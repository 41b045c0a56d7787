"""The record of each concern: rows are appended, and each one seals the one before it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC
from hashlib import sha256
from json import dumps

from domain.concern import HistoryRow

BEGINNING = "0" * 64
"""What the first row of a concern names as its predecessor."""


def chained(row: HistoryRow, last: HistoryRow | None) -> HistoryRow:
    """The row as it follows the last one: numbered from 1, linked to it and sealed."""
    numbered = replace(
        row,
        sequence=last.sequence + 1 if last else 1,
        previous=last.hash if last else BEGINNING,
    )
    return replace(numbered, hash=seal(numbered))


def seal(row: HistoryRow) -> str:
    """SHA-256 (hex) over every field but the hash itself, the previous hash among them, in a fixed form."""
    fields = (
        row.concern,
        row.sequence,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.act,
        row.state_before,
        row.state_after,
        row.person,
        row.role,
        row.unit,
        row.words,
        row.previous,
    )
    return sha256(dumps(fields, separators=(",", ":")).encode("ascii")).hexdigest()


def verify_chain(rows: Iterable[HistoryRow]) -> int | None:
    """The sequence of the first row that was altered, added or follows a gap; None when the record is whole.

    Rows oldest first. Rows cut off at the end cannot be noticed from the rest: compare the count.
    """
    last: HistoryRow | None = None
    for row in rows:
        if chained(row, last) != row:
            return row.sequence
        last = row
    return None
