"""Remembers which occurrences of a duty were done, by whom and for which unit."""

from datetime import date, datetime

from sqlalchemy import Connection, Date, bindparam, select

from storage import tables
from storage.statements import insert_unless

_MARK = tables.duty_mark.c
_ADD = insert_unless(_MARK.rule, _MARK.day, _MARK.person, _MARK.mark)
_OF_DAY = (_MARK.rule == bindparam("of_rule"), _MARK.day == bindparam("on", type_=Date))
_GIVEN = select(_MARK.mark).where(*_OF_DAY, _MARK.person == bindparam("by"))
_MARKS = (
    select(_MARK.person, _MARK.unit, _MARK.mark).where(*_OF_DAY).order_by(_MARK.at, _MARK.person, _MARK.mark)
)


class StoredDuties:
    """One row per rule, day, person and mark."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def mark(self, rule: str, day: date, person: str, unit: str, mark: str, now: datetime) -> bool:
        """False when this person has given this mark for this occurrence before."""
        values = {"rule": rule, "day": day, "person": person, "mark": mark, "unit": unit, "at": now}
        return self._connection.execute(_ADD, values).rowcount == 1

    def given(self, rule: str, day: date, person: str) -> set[str]:
        """The marks of one person."""
        rows = self._connection.execute(_GIVEN, {"of_rule": rule, "on": day, "by": person})
        return {row.mark for row in rows}

    def marks(self, rule: str, day: date) -> list[tuple[str, str, str]]:
        """(person, unit, mark), in the order given."""
        rows = self._connection.execute(_MARKS, {"of_rule": rule, "on": day})
        return [(row.person, row.unit, row.mark) for row in rows]
