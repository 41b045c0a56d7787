"""Remembers every step in the life of a concern, in order; rows are appended and never changed."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select

from domain.concern import Act, HistoryRow
from storage import tables

_HISTORY = tables.history.c
_OF = select(tables.history).where(_HISTORY.concern == bindparam("concern"))
_OLDEST_FIRST = _OF.order_by(_HISTORY.sequence)
_LAST = _OF.order_by(_HISTORY.sequence.desc()).limit(1)
_APPEND = insert(tables.history)


class StoredHistory:
    """Hash-chained rows; two rows of one number cannot be."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self, concern: str) -> HistoryRow | None:
        """The newest row, to chain the next one to."""
        row = self._connection.execute(_LAST, {"concern": concern}).one_or_none()
        return None if row is None else _history_row(row)

    def append(self, row: HistoryRow) -> None:
        """Add the next row."""
        self._connection.execute(_APPEND, asdict(row))

    def of(self, concern: str) -> list[HistoryRow]:
        """Oldest first."""
        return [_history_row(row) for row in self._connection.execute(_OLDEST_FIRST, {"concern": concern})]


def _history_row(row: Row[Any]) -> HistoryRow:
    values = row._asdict()
    return HistoryRow(**{**values, "act": Act(row.act)})
