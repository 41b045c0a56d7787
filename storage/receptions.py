"""Remembers reception days and who has booked which place; what a booking says is sealed."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, time
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from domain.reception import Booking, Ending, Outcome, Reception
from storage import tables
from storage.statements import to_change, upsert
from storage.vault import Vault

_DAY, _BOOKED = tables.reception.c, tables.booking.c
_PUT = upsert(tables.reception)
_GET = select(tables.reception).where(_DAY.id == bindparam("of"))
_BETWEEN = (
    select(tables.reception)
    .where(_DAY.day >= bindparam("first"), _DAY.day <= bindparam("last"), _DAY.called_off_at.is_(None))
    .order_by(_DAY.day, _DAY.start, _DAY.id)
)
_HOLD = update(tables.reception).where(_DAY.id == bindparam("of")).values(made_by=_DAY.made_by)
_BOOK = insert(tables.booking).inline().on_conflict_do_nothing().execution_options(preserve_rowcount=True)
"""Whichever of the two things is taken, the number or the person's own place: no row then."""
_PUT_BOOKING = upsert(tables.booking)
_RECORD = (
    update(tables.booking)
    .where(_BOOKED.id == bindparam("of"), _BOOKED.outcome.is_(None), _BOOKED.ended_at.is_(None))
    .values(outcome=bindparam("what"))
)
_BOOKING = select(tables.booking).where(_BOOKED.id == bindparam("of"))
_BOOKINGS = (
    select(tables.booking)
    .where(_BOOKED.reception == bindparam("of"), _BOOKED.ended_at.is_(None))
    .order_by(_BOOKED.number)
)
_TAKEN = (
    select(_BOOKED.reception, func.count().label("n"))
    .where(_BOOKED.reception.in_(bindparam("some", expanding=True)), _BOOKED.ended_at.is_(None))
    .group_by(_BOOKED.reception)
)
_OF_PERSON = (
    select(tables.booking)
    .where(_BOOKED.person == bindparam("of"), _BOOKED.ended_at.is_(None))
    .order_by(_BOOKED.made_at.desc(), _BOOKED.id)
    .limit(bindparam("most"))
)
_OLD = (
    select(_BOOKED.id).join(tables.reception).where(_DAY.day < bindparam("before")).limit(bindparam("most"))
)
_FORGET = delete(tables.booking).where(_BOOKED.id.in_(bindparam("some", expanding=True)))
_SEALED = ("matter", "called", "said")


class StoredReceptions:
    """Reception days, those called off too, and their bookings, those ended too."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def put(self, reception: Reception) -> None:
        """Insert or update."""
        self._connection.execute(_PUT, asdict(reception) | {"start": reception.start.isoformat()})

    def get(self, reception: str) -> Reception | None:
        """The day, also one called off."""
        row = self._connection.execute(to_change(self._connection, _GET), {"of": reception}).one_or_none()
        return None if row is None else _reception(row)

    def between(self, first: date, last: date) -> list[Reception]:
        """Those that stand, from one day to the other, soonest first."""
        return [_reception(row) for row in self._connection.execute(_BETWEEN, {"first": first, "last": last})]

    def hold(self, reception: str) -> None:
        """Nobody else changes this day, or books on it, before this transaction has ended."""
        self._connection.execute(_HOLD, {"of": reception})

    def book(self, booking: Booking) -> bool:
        """False when the number is taken, or this person has a place there; nothing is stored then."""
        return self._connection.execute(_BOOK, self._values(booking)).rowcount == 1

    def put_booking(self, booking: Booking) -> None:
        """Update."""
        self._connection.execute(_PUT_BOOKING, self._values(booking))

    def record(self, booking: Booking) -> bool:
        """False when there is an outcome already, or it ended."""
        first = self._connection.execute(_RECORD, {"of": booking.id, "what": booking.outcome}).rowcount == 1
        if first:
            self.put_booking(booking)
        return first

    def booking(self, booking: str) -> Booking | None:
        """The booking, also one that ended."""
        row = self._connection.execute(to_change(self._connection, _BOOKING), {"of": booking}).one_or_none()
        return None if row is None else self._booking(row)

    def bookings(self, reception: str) -> list[Booking]:
        """Those that hold, by number."""
        return [self._booking(row) for row in self._connection.execute(_BOOKINGS, {"of": reception})]

    def taken(self, receptions: Sequence[str]) -> dict[str, int]:
        """How many places of each are taken."""
        rows = self._connection.execute(_TAKEN, {"some": list(receptions)})
        return {row.reception: row.n for row in rows}

    def bookings_of(self, person: str, limit: int) -> list[Booking]:
        """The resident's own that hold, newest first."""
        rows = self._connection.execute(_OF_PERSON, {"of": person, "most": limit})
        return [self._booking(row) for row in rows]

    def forget_bookings(self, before: date, limit: int) -> list[str]:
        """Forget who had booked what on days before this one, at most so many; their ids."""
        old = [row.id for row in self._connection.execute(_OLD, {"before": before, "most": limit})]
        if old:
            self._connection.execute(_FORGET, {"some": old})
        return old

    def _values(self, booking: Booking) -> dict[str, object]:
        plain = asdict(booking)
        sealed = {name: self._vault.seal(plain[name], "booking", name, booking.id) for name in _SEALED}
        return plain | sealed

    def _booking(self, row: Row[Any]) -> Booking:
        said = {name: self._vault.unseal(getattr(row, name), "booking", name, row.id) for name in _SEALED}
        return Booking(
            id=row.id,
            reception=row.reception,
            number=row.number,
            person=row.person,
            concern=row.concern,
            made_at=row.made_at,
            ended_at=row.ended_at,
            ending=Ending(row.ending) if row.ending else None,
            outcome=Outcome(row.outcome) if row.outcome else None,
            **said,
        )


def _reception(row: Row[Any]) -> Reception:
    return Reception(
        id=row.id,
        leader=row.leader,
        title=row.title,
        day=row.day,
        start=time.fromisoformat(row.start),
        venue=row.venue,
        places=row.places,
        minutes=row.minutes,
        made_at=row.made_at,
        made_by=row.made_by,
        called_off_at=row.called_off_at,
    )
