"""What is remembered of dialogues: drafts, and where each person stands."""

from datetime import datetime
from typing import Protocol

from domain.draft import Draft, Progress


class Drafts(Protocol):
    """Answers before submission, sealed."""

    def get(self, draft: str) -> Draft | None: ...
    def put(self, draft: Draft) -> None: ...
    def drop(self, draft: str) -> None: ...
    def of_person(self, person: str) -> list[Draft]:
        """Newest first."""

    def untouched_since(self, before: datetime, limit: int) -> list[Draft]: ...


class Progresses(Protocol):
    """Where each person stands."""

    def get(self, person: str) -> Progress: ...
    def put(self, progress: Progress) -> None: ...
    def offer(self, progress: Progress) -> None:
        """Put it, unless the person stands at another draft by now."""
