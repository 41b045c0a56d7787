"""Remembers what will be due; only rows that are due are read, however many wait."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, select, update

from domain.services.ports import Reminder
from storage import tables
from storage.columns import Moment
from storage.connection import is_shared
from storage.meaning import read_facts, write_facts
from storage.statements import firm, upsert

_REMINDER = tables.reminder.c
_WAITING = _REMINDER.fired_at.is_(None)

_PLAN = upsert(tables.reminder, only_if=_WAITING)
_DROP = delete(tables.reminder).where(_REMINDER.subject == bindparam("of"), _WAITING)
_FORGET = delete(tables.reminder).where(_REMINDER.subject == bindparam("of"))
_DUE = (
    select(tables.reminder)
    .where(_WAITING, _REMINDER.due_at <= bindparam("now", type_=Moment))
    .order_by(_REMINDER.due_at, _REMINDER.key)
    .limit(bindparam("most"))
)
_DUE_FIRM = firm(_DUE, skip=True)
_NEXT = select(func.min(_REMINDER.due_at)).where(_WAITING)


class StoredReminders:
    """One row per natural key, for as long as its subject is not forgotten."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._shared = is_shared(connection)

    def plan(self, reminder: Reminder) -> None:
        """Insert, or move when the same key is still waiting; a key already fired stays fired."""
        self.plan_all((reminder,))

    def plan_all(self, reminders: Iterable[Reminder]) -> None:
        """The same for many at once, which costs a fraction."""
        rows = [_values(reminder) for reminder in reminders]
        if rows:
            self._connection.execute(_PLAN, rows)

    def drop(self, subject: str) -> None:
        """Forget the waiting reminders of a subject."""
        self._connection.execute(_DROP, {"of": subject})

    def forget(self, subject: str) -> None:
        """Forget its reminders that came, too."""
        self._connection.execute(_FORGET, {"of": subject})

    def due(self, now: datetime, limit: int) -> list[Reminder]:
        """Waiting reminders whose time has come, longest due first; not those that are just being changed."""
        asked = _DUE_FIRM if self._shared else _DUE
        return [_reminder(row) for row in self._connection.execute(asked, {"now": now, "most": limit})]

    def fired(self, keys: Iterable[str], now: datetime) -> None:
        """Done with these for ever."""
        done = update(tables.reminder).where(_REMINDER.key.in_(list(keys)), _WAITING)
        self._connection.execute(done.values(fired_at=now))

    def postpone(self, key: str, until: datetime) -> None:
        """A waiting reminder comes later."""
        later = update(tables.reminder).where(_REMINDER.key == key, _WAITING)
        self._connection.execute(later.values(due_at=until))

    def next_due(self) -> datetime | None:
        """When the next waiting reminder is due."""
        soonest: datetime | None = self._connection.execute(_NEXT).scalar_one()
        return soonest


def _reminder(row: Row[Any]) -> Reminder:
    return Reminder(
        key=row.key,
        subject=row.subject,
        audience=row.audience,
        due_at=row.due_at,
        sentence=row.sentence,
        facts=read_facts(row.facts),
        concern=row.concern,
        urgent=row.urgent,
        expires_at=row.expires_at,
    )


def _values(reminder: Reminder) -> dict[str, object]:
    return {
        "key": reminder.key,
        "subject": reminder.subject,
        "audience": reminder.audience,
        "due_at": reminder.due_at,
        "sentence": reminder.sentence,
        "facts": write_facts(reminder.facts),
        "concern": reminder.concern,
        "urgent": reminder.urgent,
        "expires_at": reminder.expires_at,
        "fired_at": None,
    }
