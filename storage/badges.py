"""Remembers what colleagues call those who hold a role, sealed."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, select

from storage import tables
from storage.statements import upsert
from storage.vault import Vault

_BADGE = tables.badge.c
_PUT = upsert(tables.badge)
_OF = select(tables.badge).where(_BADGE.person.in_(bindparam("people", expanding=True)))


class StoredBadges:
    """One name per person who works here."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def put(self, person: str, name: str) -> None:
        """Insert or update."""
        self._connection.execute(
            _PUT, {"person": person, "name": self._vault.seal(name, "badge", "name", person)}
        )

    def of(self, people: Sequence[str]) -> dict[str, str]:
        """Person → name, of those who have one."""
        rows = self._connection.execute(_OF, {"people": list(people)})
        return {row.person: self._vault.unseal(row.name, "badge", "name", row.person) for row in rows}

    def drop(self, person: str) -> None:
        """Forget the name."""
        self._connection.execute(delete(tables.badge).where(_BADGE.person == person))
