"""What the deeds need to remember of diaries."""

from datetime import date
from typing import Protocol

from domain.diary import DiaryEntry


class Diaries(Protocol):
    """Entries of visits; an own list for each author, sums by unit for the office, nothing else."""

    def put(self, entry: DiaryEntry) -> None:
        """Insert or update."""

    def get(self, entry: str) -> DiaryEntry | None: ...
    def of_author(self, author: str, limit: int) -> list[DiaryEntry]:
        """Newest visit first."""

    def of_day(self, day: date) -> list[DiaryEntry]:
        """All visits of a day, without notes."""

    def of_concern(self, concern: str) -> DiaryEntry | None: ...
    def forget_notes(self, before: date) -> int:
        """Forget what authors kept for themselves until a day before this one; how many."""
