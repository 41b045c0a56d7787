"""Remembers who could not be told what, until somebody has told them."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select, update

from domain.people import Role
from domain.unreached import Matter, Unreached
from storage import tables
from storage.statements import insert_unless

_ROW = tables.unreached.c
_ADD = insert_unless(_ROW.key)
_OPEN = select(tables.unreached).where(_ROW.told_by == "")
_WAITING = _OPEN.order_by(_ROW.by.is_(None), _ROW.by, _ROW.at, _ROW.id)
_OF_PERSON = _OPEN.where(_ROW.person == bindparam("of")).order_by(_ROW.at, _ROW.id)


class StoredUnreached:
    """One row for each message that did not reach its person."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, row: Unreached) -> bool:
        """False when there is one with this key already."""
        values = {
            "key": row.key,
            "person": row.person,
            "role": row.role,
            "unit": row.unit,
            "concern": row.concern,
            "matter": row.matter,
            "by": row.by,
            "at": row.at,
            "on_delivery": row.on_delivery,
            "told_by": row.told_by,
        }
        return self._connection.execute(_ADD, values).rowcount == 1

    def get(self, row: int) -> Unreached | None:
        """The row, also one whose person was told since."""
        return next(iter(self._found(select(tables.unreached).where(_ROW.id == row))), None)

    def waiting(self, offset: int, limit: int) -> list[Unreached]:
        """Those whom nobody has told since: with the nearest last day first, then the oldest."""
        return self._found(_WAITING.offset(offset).limit(limit))

    def of_person(self, person: str) -> list[Unreached]:
        """The same of one person, oldest first."""
        return self._found(_OF_PERSON, of=person)

    def told(self, row: int, by: str, now: datetime) -> bool:
        """False when somebody had told them before."""
        change = update(tables.unreached).where(_ROW.id == row, _ROW.told_by == "")
        return self._connection.execute(change.values(told_by=by, told_at=now)).rowcount == 1

    def _found(self, statement: Select[Any], **values: object) -> list[Unreached]:
        return [_unreached(row) for row in self._connection.execute(statement, values)]


def _unreached(row: Row[Any]) -> Unreached:
    return Unreached(
        key=row.key,
        person=row.person,
        role=Role(row.role),
        unit=row.unit,
        concern=row.concern,
        matter=Matter(row.matter),
        by=row.by,
        at=row.at,
        on_delivery=row.on_delivery,
        told_by=row.told_by,
        id=row.id,
    )
