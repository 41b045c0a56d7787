"""Remembers answers before submission, sealed, and where each person stands in the conversation."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select

from domain.draft import Draft, Progress
from storage import tables
from storage.statements import upsert
from storage.vault import Vault

_DRAFT = tables.draft.c
_GET = select(tables.draft).where(_DRAFT.id == bindparam("id"))
_PUT = upsert(tables.draft)
_DROP = delete(tables.draft).where(_DRAFT.id == bindparam("draft"))
_OF_PERSON = (
    select(tables.draft)
    .where(_DRAFT.person == bindparam("person"))
    .order_by(_DRAFT.changed_at.desc(), _DRAFT.id)
)
_STANDS = select(tables.progress).where(tables.progress.c.person == bindparam("person"))
_STAND = upsert(tables.progress)
_OFFER = upsert(tables.progress, tables.progress.c.draft == bindparam("stood"))


class StoredDrafts:
    """Drafts; the answers are readable with the key only."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def get(self, draft: str) -> Draft | None:
        """The draft, if it is still there."""
        row = self._connection.execute(_GET, {"id": draft}).one_or_none()
        return None if row is None else self._draft(row)

    def put(self, draft: Draft) -> None:
        """Insert or update."""
        answers = json.dumps(dict(draft.answers), ensure_ascii=False, separators=(",", ":"))
        self._connection.execute(
            _PUT,
            {
                "id": draft.id,
                "person": draft.person,
                "dialogue": draft.dialogue,
                "about": draft.about,
                "answers": self._vault.seal(answers, "draft", "answers", draft.id),
                "editing": draft.editing,
                "created_at": draft.created_at,
                "changed_at": draft.changed_at,
            },
        )

    def drop(self, draft: str) -> None:
        """Forget it."""
        self._connection.execute(_DROP, {"draft": draft})

    def of_person(self, person: str) -> list[Draft]:
        """Newest first."""
        return self._drafts(self._connection.execute(_OF_PERSON, {"person": person}))

    def untouched_since(self, before: datetime, limit: int) -> list[Draft]:
        """Drafts last changed before then, longest untouched first."""
        old = select(tables.draft).where(_DRAFT.changed_at < before)
        return self._drafts(self._connection.execute(old.order_by(_DRAFT.changed_at, _DRAFT.id).limit(limit)))

    def _drafts(self, rows: Iterable[Row[Any]]) -> list[Draft]:
        return [self._draft(row) for row in rows]

    def _draft(self, row: Row[Any]) -> Draft:
        answers = json.loads(self._vault.unseal(row.answers, "draft", "answers", row.id))
        return Draft(
            row.id, row.person, row.dialogue, row.about, answers, row.editing, row.created_at, row.changed_at
        )


class StoredProgress:
    """One row per person; the buttons offered may hold a person's own words, so only the key reads them."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def get(self, person: str) -> Progress:
        """Where the person stands; nowhere, if never put."""
        row = self._connection.execute(_STANDS, {"person": person}).one_or_none()
        if row is None:
            return Progress(person)
        offered = json.loads(self._vault.unseal(row.offered, "progress", "offered", person))
        return Progress(person, row.draft, tuple((label, data) for label, data in offered))

    def put(self, progress: Progress) -> None:
        """Insert or update."""
        self._connection.execute(_STAND, self._row(progress))

    def offer(self, progress: Progress) -> None:
        """The same, unless the person stands at another draft by now: their own turn may go on elsewhere meanwhile."""
        self._connection.execute(_OFFER, {**self._row(progress), "stood": progress.draft})

    def _row(self, progress: Progress) -> dict[str, str | bytes]:
        offered = json.dumps(progress.offered, ensure_ascii=False, separators=(",", ":"))
        sealed = self._vault.seal(offered, "progress", "offered", progress.person)
        return {"person": progress.person, "draft": progress.draft, "offered": sealed}
