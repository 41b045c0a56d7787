"""Remembers who does a duty where, and the wishes to swap."""

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, Row, bindparam, delete, select

from domain.roster import RosterLine, Swap, SwapEnd
from storage import tables
from storage.statements import to_change, upsert

_LINE, _SWAP = tables.duty_roster.c, tables.duty_swap.c
_PUT = upsert(tables.duty_roster)
_PUT_SWAP = upsert(tables.duty_swap)
_IN_ORDER = select(tables.duty_roster).order_by(_LINE.day, _LINE.person)
_RULE, _DAY = _LINE.rule == bindparam("of_rule"), bindparam("on", type_=Date)
_GET = _IN_ORDER.where(_RULE, _LINE.day == _DAY, _LINE.person == bindparam("whose"))
_AT_PLACE = _IN_ORDER.where(
    _RULE, _LINE.day == _DAY, _LINE.unit == bindparam("in_unit"), _LINE.place == bindparam("at_place")
)
_OF_RULE = _IN_ORDER.where(_RULE, _LINE.day >= _DAY, _LINE.day <= bindparam("until", type_=Date))


class StoredRosters:
    """One row per rule, day and person; wishes that are over stay."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, line: RosterLine) -> None:
        """Insert or update, by rule, day and person."""
        self._connection.execute(_PUT, asdict(line))

    def of(self, rule: str, day: date) -> list[RosterLine]:
        """All of one duty day."""
        return self.of_rule(rule, day, day)

    def get(self, rule: str, day: date, person: str) -> RosterLine | None:
        """That of one person on one duty day."""
        facts = {"of_rule": rule, "on": day, "whose": person}
        row = self._connection.execute(to_change(self._connection, _GET), facts).one_or_none()
        return None if row is None else _line(row)

    def at_place(self, rule: str, day: date, unit: str, place: str) -> list[RosterLine]:
        """Those of a unit who chose this place."""
        facts = {"of_rule": rule, "on": day, "in_unit": unit, "at_place": place}
        return [_line(row) for row in self._connection.execute(_AT_PLACE, facts)]

    def of_rule(self, rule: str, first: date, last: date) -> list[RosterLine]:
        """All lines of these days, by day."""
        facts = {"of_rule": rule, "on": first, "until": last}
        return [_line(row) for row in self._connection.execute(_OF_RULE, facts)]

    def drop(self, line: RosterLine) -> None:
        """The person is on the roster of that day no more."""
        whose = (_LINE.rule == line.rule, _LINE.day == line.day, _LINE.person == line.person)
        self._connection.execute(delete(tables.duty_roster).where(*whose))

    def put_swap(self, swap: Swap) -> None:
        """Insert or update."""
        self._connection.execute(_PUT_SWAP, asdict(swap))

    def swap(self, swap: str) -> Swap | None:
        """The wish, also one that is over."""
        one = to_change(self._connection, select(tables.duty_swap).where(_SWAP.id == swap))
        row = self._connection.execute(one).one_or_none()
        return None if row is None else _swap(row)

    def open_swaps(self, rule: str) -> list[Swap]:
        """Wishes that nobody has answered, oldest first."""
        waiting = select(tables.duty_swap).where(_SWAP.rule == rule, _SWAP.ended_at.is_(None))
        return [_swap(row) for row in self._connection.execute(waiting.order_by(_SWAP.asked_at, _SWAP.id))]


def _line(row: Row[Any]) -> RosterLine:
    return RosterLine(row.rule, row.day, row.person, row.unit, row.place, row.taker, row.away)


def _swap(row: Row[Any]) -> Swap:
    end = SwapEnd(row.end) if row.end else None
    return Swap(
        row.id, row.rule, row.day, row.asker, row.other_day, row.other, row.asked_at, row.ended_at, end
    )
