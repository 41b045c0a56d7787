"""Remembers replies until they leave, sealed: one for each concern at most."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, select

from domain.services.answer_ports import HeldReply
from storage import tables
from storage.columns import Moment
from storage.statements import insert_unless
from storage.vault import Vault

_HELD = tables.held_reply.c
_PUT = insert_unless(_HELD.concern)
_OF = select(tables.held_reply).where(_HELD.concern == bindparam("of"))
_TAKE = delete(tables.held_reply).where(_HELD.concern == bindparam("of"))
_DUE = (
    select(tables.held_reply)
    .where(_HELD.leaves_at <= bindparam("now", type_=Moment))
    .order_by(_HELD.leaves_at, _HELD.concern)
    .limit(bindparam("most"))
)
_NEXT = select(func.min(_HELD.leaves_at))


class StoredHeldReplies:
    """Held replies; what they say is readable with the key only."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def put(self, held: HeldReply) -> bool:
        """False when one waits already for this concern."""
        answers = json.dumps(dict(held.answers), ensure_ascii=False, separators=(",", ":"))
        values = {
            "concern": held.concern,
            "person": held.person,
            "written": self._vault.seal(held.written, "held_reply", "written", held.concern),
            "answers": self._vault.seal(answers, "held_reply", "answers", held.concern),
            "leaves_at": held.leaves_at,
        }
        return self._connection.execute(_PUT, values).rowcount == 1

    def of(self, concern: str) -> HeldReply | None:
        """The one that waits for this concern."""
        row = self._connection.execute(_OF, {"of": concern}).one_or_none()
        return None if row is None else self._held(row)

    def take(self, concern: str) -> bool:
        """Out of waiting, for whoever is first; False when it is gone already."""
        return self._connection.execute(_TAKE, {"of": concern}).rowcount == 1

    def due(self, now: datetime, limit: int) -> list[HeldReply]:
        """Those whose moment has come, the longest waiting first."""
        return [self._held(row) for row in self._connection.execute(_DUE, {"now": now, "most": limit})]

    def next_due(self) -> datetime | None:
        """When the next one leaves."""
        soonest: datetime | None = self._connection.execute(_NEXT).scalar_one()
        return soonest

    def _held(self, row: Row[Any]) -> HeldReply:
        written = self._vault.unseal(row.written, "held_reply", "written", row.concern)
        answers = json.loads(self._vault.unseal(row.answers, "held_reply", "answers", row.concern))
        return HeldReply(row.concern, row.person, written, answers, row.leaves_at)
