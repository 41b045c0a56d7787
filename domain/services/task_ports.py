"""What the deeds need to remember of orders, promises and looks back."""

from collections.abc import Sequence
from typing import Protocol

from domain.tasks import Task, TaskKind


class Tasks(Protocol):
    """What is owed on concerns by a day, beside their clocks."""

    def put(self, task: Task) -> None:
        """Insert or update."""

    def get(self, task: str) -> Task | None: ...
    def open_of(self, concern: str) -> list[Task]:
        """Those of a concern that are not over, due first."""

    def open_of_kind(
        self, kind: TaskKind, hidden_from: str, not_about: Sequence[str], offset: int, limit: int
    ) -> list[Task]:
        """All of a kind that are not over, due first, on concerns that this person may know (see listing.py)."""

    def count_of_kind(self, kind: TaskKind, hidden_from: str, not_about: Sequence[str]) -> int: ...
