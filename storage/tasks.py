"""Remembers orders, promises and looks back."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, select

from domain.services.ports import WorkFilter
from domain.tasks import Task, TaskEnd, TaskKind
from storage import tables
from storage.connection import is_shared
from storage.statements import firm, upsert
from storage.worklist import may_know

_TASK = tables.task.c
_PUT = upsert(tables.task)
_GET = select(tables.task).where(_TASK.id == bindparam("id"))
_GET_FIRM = firm(_GET)
_OPEN_OF = (
    select(tables.task)
    .where(_TASK.concern == bindparam("concern"), _TASK.ended_at.is_(None))
    .order_by(_TASK.due_on, _TASK.made_at, _TASK.id)
)


class StoredTasks:
    """What is owed by a day, the ended too."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._shared = is_shared(connection)

    def put(self, task: Task) -> None:
        """Insert or update."""
        self._connection.execute(_PUT, asdict(task))

    def get(self, task: str) -> Task | None:
        """The task, also one that is over."""
        row = self._connection.execute(_GET_FIRM if self._shared else _GET, {"id": task}).one_or_none()
        return None if row is None else _task(row)

    def open_of(self, concern: str) -> list[Task]:
        """Those of a concern that are not over, due first."""
        return [_task(row) for row in self._connection.execute(_OPEN_OF, {"concern": concern})]

    def open_of_kind(
        self, kind: TaskKind, hidden_from: str, not_about: Sequence[str], offset: int, limit: int
    ) -> list[Task]:
        """All of a kind that are not over, due first, on concerns that this person may know."""
        found = _of_kind(select(tables.task), kind, hidden_from, not_about)
        ordered = found.order_by(_TASK.due_on, _TASK.made_at, _TASK.id).offset(offset).limit(limit)
        return [_task(row) for row in self._connection.execute(ordered)]

    def count_of_kind(self, kind: TaskKind, hidden_from: str, not_about: Sequence[str]) -> int:
        """How many these are."""
        counted = _of_kind(select(func.count()), kind, hidden_from, not_about)
        return int(self._connection.execute(counted).scalar_one())


def _of_kind(start: Select[Any], kind: TaskKind, hidden_from: str, not_about: Sequence[str]) -> Select[Any]:
    """From the open tasks of a kind to their concerns, without those that are none of this person's business."""
    known = may_know(WorkFilter((), hidden_from=hidden_from, not_about=tuple(not_about)))
    both = start.select_from(tables.task).join(tables.concern, tables.concern.c.id == _TASK.concern)
    return both.where(_TASK.kind == kind, _TASK.ended_at.is_(None), known)


def _task(row: Row[Any]) -> Task:
    return Task(
        id=row.id,
        concern=row.concern,
        kind=TaskKind(row.kind),
        words=row.words,
        due_on=row.due_on,
        made_at=row.made_at,
        made_by=row.made_by,
        ended_at=row.ended_at,
        end=TaskEnd(row.end) if row.end else None,
    )
