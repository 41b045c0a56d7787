"""Remembers what colleagues call those who hold a role, sealed."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, delete, select

from storage import tables
from storage.lists import among, length_for, spread
from storage.statements import upsert
from storage.vault import Vault

_BADGE = tables.badge.c
_PUT = upsert(tables.badge)


@cache
def _of(length: int) -> Select[Any]:
    return select(tables.badge).where(among(_BADGE.person, "person", length))


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
        if not people:
            return {}
        rows = self._connection.execute(_of(length_for(people)), spread("person", people))
        return {row.person: self._vault.unseal(row.name, "badge", "name", row.person) for row in rows}

    def drop(self, person: str) -> None:
        """Forget the name."""
        self._connection.execute(delete(tables.badge).where(_BADGE.person == person))
