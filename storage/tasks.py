"""Remembers orders, promises and looks back."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from domain.tasks import Task, TaskEnd, TaskKind
from storage import tables
from storage.connection import is_shared
from storage.statements import firm, upsert

_TASK = tables.task.c
_PUT = upsert(tables.task)
_GET = select(tables.task).where(_TASK.id == bindparam("id"))
_GET_FIRM = firm(_GET)
_OPEN_OF = (
    select(tables.task)
    .where(_TASK.concern == bindparam("concern"), _TASK.ended_at.is_(None))
    .order_by(_TASK.due_on, _TASK.made_at, _TASK.id)
)
_OPEN_OF_KIND = (
    select(tables.task)
    .where(_TASK.kind == bindparam("of_kind"), _TASK.ended_at.is_(None))
    .order_by(_TASK.due_on, _TASK.made_at, _TASK.id)
    .limit(bindparam("most"))
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

    def open_of_kind(self, kind: TaskKind, limit: int) -> list[Task]:
        """All of a kind that are not over, due first."""
        rows = self._connection.execute(_OPEN_OF_KIND, {"of_kind": kind, "most": limit})
        return [_task(row) for row in rows]


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
