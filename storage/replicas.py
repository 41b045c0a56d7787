"""Remembers which processes serve this database, by their signs of life."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from domain.services.replica_ports import Replica
from storage import tables
from storage.columns import Moment
from storage.statements import upsert

_REPLICA = tables.replica.c
_SEEN = upsert(tables.replica)
_LIVING = (
    select(tables.replica)
    .where(_REPLICA.seen_at >= bindparam("since", type_=Moment))
    .order_by(_REPLICA.since, _REPLICA.id)
)


class StoredReplicas:
    """One row for each process."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def seen(self, replica: Replica) -> None:
        """A sign of life: insert or update."""
        self._connection.execute(_SEEN, asdict(replica))

    def living(self, since: datetime) -> list[Replica]:
        """Those that gave a sign since then, the oldest first."""
        rows = self._connection.execute(_LIVING, {"since": since})
        return [Replica(row.id, row.since, row.seen_at, row.webhook) for row in rows]

    def gone(self, replica: str) -> None:
        """It has ended and says so."""
        self._connection.execute(delete(tables.replica).where(_REPLICA.id == replica))

    def forget_before(self, before: datetime) -> int:
        """Forget those that gave no sign since then; how many."""
        return self._connection.execute(delete(tables.replica).where(_REPLICA.seen_at < before)).rowcount
