"""Remembers the clocks of each concern: running, met, and those whose date is not yet certain."""

from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from domain.clocks import Clock
from storage import tables
from storage.statements import upsert

_CLOCK = tables.clock.c
_FIELDS = tuple(field.name for field in fields(Clock))
_PUT = upsert(tables.clock)
_OF = (
    select(tables.clock)
    .where(_CLOCK.concern == bindparam("concern"))
    .order_by(_CLOCK.started_at, _CLOCK.due_on, _CLOCK.rule)
)
_PROVISIONAL = (
    select(tables.clock)
    .where(_CLOCK.provisional, _CLOCK.met_at.is_(None), _CLOCK.due_on <= bindparam("until"))
    .order_by(_CLOCK.due_on, _CLOCK.concern, _CLOCK.rule)
)


class StoredClocks:
    """One row per concern and rule."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, concern: str, clock: Clock) -> None:
        """Insert or update, by concern and rule."""
        self._connection.execute(
            _PUT, {"concern": concern, **{name: getattr(clock, name) for name in _FIELDS}}
        )

    def of(self, concern: str) -> list[Clock]:
        """Earliest started first."""
        return [_clock(row) for row in self._connection.execute(_OF, {"concern": concern})]

    def provisional(self, until: date, limit: int) -> list[tuple[str, Clock]]:
        """(concern, clock): running clocks due by this day, counted past the calendar known then, soonest first."""
        rows = self._connection.execute(_PROVISIONAL.limit(limit), {"until": until})
        return [(row.concern, _clock(row)) for row in rows]


def _clock(row: Row[Any]) -> Clock:
    return Clock(
        row.rule, row.started_at, row.due_on, row.provisional, row.calendar, row.met_at, row.extended_by or 0
    )
