"""Remembers the rows of 附件2."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, or_, select

from domain.ledger import LedgerRow, Trait, Written
from storage import tables
from storage.statements import to_change, upsert

_ROW = tables.ledger_row.c
_PUT = upsert(tables.ledger_row)
_OLDEST_FIRST = select(tables.ledger_row).order_by(_ROW.entered_at, _ROW.id)
_STANDING = _OLDEST_FIRST.where(
    _ROW.entered_at < bindparam("until"),
    or_(_ROW.settled_on.is_(None), _ROW.settled_on >= bindparam("since")),
)
_ENTERED = _OLDEST_FIRST.where(_ROW.entered_at >= bindparam("since"), _ROW.entered_at < bindparam("until"))


class StoredLedger:
    """Rows, the settled ones too."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, row: LedgerRow) -> None:
        """Insert or update."""
        written = row.written
        codes = {"difficulties": ",".join(written.difficulties), "traits": ",".join(written.traits)}
        values = asdict(row)
        self._connection.execute(_PUT, {**values.pop("written"), **values, **codes})

    def get(self, row: str) -> LedgerRow | None:
        """The row of this id."""
        return self._first(_OLDEST_FIRST.where(_ROW.id == row))

    def of_concern(self, concern: str) -> LedgerRow | None:
        """The row about this concern."""
        return self._first(_OLDEST_FIRST.where(_ROW.concern == concern))

    def standing(self, since: date, until: datetime) -> list[LedgerRow]:
        """Rows entered before `until` and not settled before `since`, oldest first."""
        found = self._connection.execute(_STANDING, {"since": since, "until": until})
        return [_read(row) for row in found]

    def entered(self, since: datetime, until: datetime) -> list[LedgerRow]:
        """Rows entered in a time (its end not included), oldest first."""
        found = self._connection.execute(_ENTERED, {"since": since, "until": until})
        return [_read(row) for row in found]

    def _first(self, statement: Select[Any]) -> LedgerRow | None:
        row = self._connection.execute(to_change(self._connection, statement).limit(1)).one_or_none()
        return None if row is None else _read(row)


def _read(row: Row[Any]) -> LedgerRow:
    told = row._asdict()
    difficulties = tuple(code for code in row.difficulties.split(",") if code)
    traits = tuple(Trait(code) for code in row.traits.split(",") if code)
    written = {name: told.pop(name) for name in Written.__slots__}
    return LedgerRow(written=Written(**{**written, "difficulties": difficulties, "traits": traits}), **told)
