"""How the service does by what waits in its memory: is the database there, does anything come too late."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from domain.services.ports import UnitOfWork
from storage.engine import Database
from storage.trouble import Unavailable

PATIENCE = 2.0
LATE = 600.0
"""Seconds for which a message that could go, or a reminder that is due, may wait before something is wrong."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """`messages_late`, `reminders_late`: seconds for which the oldest of them has waited in vain."""

    database: bool
    messages_late: float = 0.0
    reminders_late: float = 0.0

    @property
    def well(self) -> bool:
        """Whether the service does what it is there for."""
        return self.database and max(self.messages_late, self.reminders_late) < LATE

    def told(self) -> dict[str, object]:
        """As /healthz says it; whole seconds, nothing about anybody."""
        return {
            "database": self.database,
            "messages_late": round(self.messages_late),
            "reminders_late": round(self.reminders_late),
        }


async def feel(database: Database[UnitOfWork], now: datetime) -> Pulse:
    """Look into the memory, two seconds at most."""
    try:
        async with asyncio.timeout(PATIENCE):
            message, reminder = await database.read(
                lambda uow: (uow.outbox.overdue(now), uow.reminders.next_due())
            )
    except (Unavailable, TimeoutError):
        return Pulse(False)
    return Pulse(True, _late(message, now), _late(reminder, now))


def _late(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0
