"""Remembers invitations: ways in that work once, each for a role in a unit; only digests of their tokens."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, insert, select, update

from domain.invitation import Invitation
from domain.people import Role
from storage import tables
from storage.columns import Moment
from storage.vault import Vault

_INVITATION = tables.invitation.c
_USABLE = and_(_INVITATION.used_by == "", _INVITATION.expires_at > bindparam("now", type_=Moment))
_WAITING = select(tables.invitation).where(_USABLE).order_by(_INVITATION.expires_at, _INVITATION.digest)
_GET = select(tables.invitation).where(_INVITATION.digest == bindparam("digest"))
_CHANGE = update(tables.invitation).where(_INVITATION.digest == bindparam("of"), _USABLE)


class StoredInvitations:
    """Single-use ways in; for whom each is stays sealed."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def put(self, invitation: Invitation) -> None:
        """Add an invitation."""
        self._connection.execute(
            insert(tables.invitation).values(
                digest=invitation.digest,
                role=invitation.role,
                unit=invitation.unit,
                expires_at=invitation.expires_at,
                used_by=invitation.used_by,
                name=self._vault.seal(invitation.name, "invitation", "name", invitation.digest.hex()),
                invited_by=invitation.invited_by,
            )
        )

    def waiting(self, now: datetime) -> list[Invitation]:
        """Those that can still be used, the first to expire first."""
        return [self._invitation(row) for row in self._connection.execute(_WAITING, {"now": now})]

    def withdraw(self, digest: bytes, now: datetime) -> bool:
        """It works no more; False when it was used or had expired."""
        return self._changed(digest, now, expires_at=now)

    def take(self, digest: bytes, person: str, now: datetime) -> Invitation | None:
        """The invitation, marked as used by this person; None when unknown, expired or used."""
        if not self._changed(digest, now, used_by=person, used_at=now):
            return None
        return self._invitation(self._connection.execute(_GET, {"digest": digest}).one())

    def _changed(self, digest: bytes, now: datetime, **values: object) -> bool:
        return self._connection.execute(_CHANGE.values(values), {"of": digest, "now": now}).rowcount == 1

    def _invitation(self, row: Row[Any]) -> Invitation:
        """An older release leaves the name and the maker out."""
        name = self._vault.unseal(row.name, "invitation", "name", row.digest.hex()) if row.name else ""
        by = row.invited_by or ""
        return Invitation(row.digest, Role(row.role), row.unit, row.expires_at, row.used_by, name, by)
