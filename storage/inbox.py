"""Remembers which updates were seen, so that none is done twice, and keeps those our own code failed on."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from domain.services.message_ports import Quarantined
from storage import tables
from storage.statements import insert_unless, upsert
from storage.vault import Vault

_SEEN = insert_unless(tables.inbox.c.update)
_KEEP = upsert(tables.quarantine)
_QUARANTINED = select(tables.quarantine).order_by(tables.quarantine.c.at, tables.quarantine.c.update)


class StoredInbox:
    """A set of update ids, kept for some days: never "greater than", Telegram's ids may start anew."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def first_time(self, update: int, now: datetime) -> bool:
        """Record the update; False when it was seen before."""
        return self._connection.execute(_SEEN, {"update": update, "seen_at": now}).rowcount == 1

    def quarantine(self, update: int, payload: str, fault: str, now: datetime) -> None:
        """Keep an update that our code failed on, sealed."""
        row = str(update)
        values = {
            "update": update,
            "payload": self._vault.seal(payload, "quarantine", "payload", row),
            "fault": self._vault.seal(fault, "quarantine", "fault", row),
            "at": now,
        }
        self._connection.execute(_KEEP, values)

    def quarantined(self) -> list[Quarantined]:
        """Oldest first."""
        return [self._quarantined(row) for row in self._connection.execute(_QUARANTINED)]

    def release(self, update: int) -> bool:
        """Take an update out of quarantine; False when it is not there."""
        gone = delete(tables.quarantine).where(tables.quarantine.c.update == update)
        return self._connection.execute(gone).rowcount == 1

    def forget_before(self, before: datetime) -> int:
        """Forget updates seen before then; how many."""
        return self._connection.execute(delete(tables.inbox).where(tables.inbox.c.seen_at < before)).rowcount

    def _quarantined(self, row: Row[Any]) -> Quarantined:
        of = str(row.update)
        payload = self._vault.unseal(row.payload, "quarantine", "payload", of)
        return Quarantined(
            row.update, payload, self._vault.unseal(row.fault, "quarantine", "fault", of), row.at
        )
