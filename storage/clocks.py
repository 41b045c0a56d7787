"""Remembers the clocks of each concern: running, met, and those whose date is not yet certain."""

from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, or_, select

from domain.clocks import Clock
from storage import tables
from storage.connection import is_shared
from storage.statements import firm, upsert
from storage.worklist import reckon

_CLOCK = tables.clock.c
_FIELDS = tuple(field.name for field in fields(Clock))
_PUT = upsert(tables.clock)
_OF = (
    select(tables.clock)
    .where(_CLOCK.concern == bindparam("concern"))
    .order_by(_CLOCK.started_at, _CLOCK.due_on, _CLOCK.rule)
)
_AFTER = or_(
    _CLOCK.concern > bindparam("after"),
    and_(_CLOCK.concern == bindparam("after"), _CLOCK.rule > bindparam("rule")),
)
_RUNNING = (
    select(tables.clock)
    .where(_CLOCK.met_at.is_(None), _CLOCK.concern >= bindparam("after"), _AFTER)
    .order_by(_CLOCK.concern, _CLOCK.rule)
    .limit(bindparam("most"))
)
_PROVISIONAL = (
    select(tables.clock)
    .where(_CLOCK.provisional, _CLOCK.met_at.is_(None), _CLOCK.due_on <= bindparam("until"))
    .order_by(_CLOCK.due_on, _CLOCK.concern, _CLOCK.rule)
)
_PROVISIONAL_FIRM = firm(_PROVISIONAL, skip=True)


class StoredClocks:
    """One row per concern and rule. `residents_clocks`: rules whose time is the resident's own."""

    def __init__(self, connection: Connection, residents_clocks: frozenset[str]) -> None:
        self._connection = connection
        self._residents_clocks = residents_clocks
        self._shared = is_shared(connection)

    def put(self, concern: str, clock: Clock) -> None:
        """Insert or update, by concern and rule."""
        self._connection.execute(
            _PUT, {"concern": concern, **{name: getattr(clock, name) for name in _FIELDS}}
        )
        reckon(self._connection, concern, self._residents_clocks)

    def of(self, concern: str) -> list[Clock]:
        """Earliest started first."""
        return [_clock(row) for row in self._connection.execute(_OF, {"concern": concern})]

    def running(self, after: tuple[str, str], limit: int) -> list[tuple[str, Clock]]:
        """(concern, clock) that are not met, by concern and rule, those after this pair."""
        rows = self._connection.execute(_RUNNING, {"after": after[0], "rule": after[1], "most": limit})
        return [(row.concern, _clock(row)) for row in rows]

    def provisional(self, until: date, limit: int) -> list[tuple[str, Clock]]:
        """(concern, clock): running clocks due by this day, counted past the calendar known then, soonest first."""
        asked = _PROVISIONAL_FIRM if self._shared else _PROVISIONAL
        rows = self._connection.execute(asked.limit(limit), {"until": until})
        return [(row.concern, _clock(row)) for row in rows]


def _clock(row: Row[Any]) -> Clock:
    return Clock(
        rule=row.rule,
        started_at=row.started_at,
        due_on=row.due_on,
        provisional=row.provisional,
        calendar=row.calendar,
        met_at=row.met_at,
        extended_by=row.extended_by or 0,
        written=row.written or 0,
        due_at=row.due_at,
        paused_on=row.paused_on,
        paused_days=row.paused_days or 0,
        moved_to=row.moved_to,
    )
