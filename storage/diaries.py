"""Remembers the entries of visits; the author's own note is sealed, and forgotten when its time is over."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, select, update

from domain.diary import DiaryEntry, Outcome, Part
from storage import tables
from storage.statements import to_change, upsert
from storage.vault import Vault

_ENTRY = tables.diary.c
_PUT = upsert(tables.diary)
_ALL = select(tables.diary)


class StoredDiaries:
    """One row per visit."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def put(self, entry: DiaryEntry) -> None:
        """Insert or update."""
        note = self._vault.seal(entry.note, "diary", "note", entry.id) if entry.note else None
        values = {
            "id": entry.id,
            "author": entry.author,
            "unit": entry.unit,
            "visited_on": entry.visited_on,
            "area": entry.area,
            "place": entry.place,
            "parts": " ".join(entry.parts),
            "matter": entry.matter,
            "outcome": entry.outcome,
            "written_at": entry.written_at,
            "concern": entry.concern,
            "note": note,
            "note_until": entry.note_until,
        }
        self._connection.execute(_PUT, values)

    def get(self, entry: str) -> DiaryEntry | None:
        """The entry, if there is one."""
        return self._first(_ALL.where(_ENTRY.id == entry))

    def of_author(self, author: str, limit: int) -> list[DiaryEntry]:
        """Newest visit first."""
        own = _ALL.where(_ENTRY.author == author)
        ordered = own.order_by(_ENTRY.visited_on.desc(), _ENTRY.written_at.desc(), _ENTRY.id)
        return [self._entry(row) for row in self._connection.execute(ordered.limit(limit))]

    def of_day(self, day: date) -> list[DiaryEntry]:
        """All visits of a day, without notes."""
        ordered = _ALL.where(_ENTRY.visited_on == day).order_by(_ENTRY.written_at, _ENTRY.id)
        return [self._entry(row, with_note=False) for row in self._connection.execute(ordered)]

    def of_concern(self, concern: str) -> DiaryEntry | None:
        """The entry whose matter became this concern."""
        return self._first(_ALL.where(_ENTRY.concern == concern).limit(1))

    def forget_notes(self, before: date) -> int:
        """Forget what authors kept for themselves until a day before this one; how many."""
        old = update(tables.diary).where(_ENTRY.note_until < before)
        return self._connection.execute(old.values(note=None, note_until=None)).rowcount

    def _first(self, statement: Select[Any]) -> DiaryEntry | None:
        row = self._connection.execute(to_change(self._connection, statement)).one_or_none()
        return None if row is None else self._entry(row)

    def _entry(self, row: Row[Any], with_note: bool = True) -> DiaryEntry:
        sealed = row.note if with_note else None
        return DiaryEntry(
            id=row.id,
            author=row.author,
            unit=row.unit,
            visited_on=row.visited_on,
            area=row.area,
            place=row.place,
            parts=tuple(Part(part) for part in row.parts.split()),
            matter=row.matter,
            outcome=Outcome(row.outcome),
            written_at=row.written_at,
            concern=row.concern or "",
            note=self._vault.unseal(sealed, "diary", "note", row.id) if sealed else "",
            note_until=row.note_until,
        )
