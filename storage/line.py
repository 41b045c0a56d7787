"""The waiting line of works: each person's in their order, the persons served by turns."""

from asyncio import Future
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from itertools import islice
from threading import Condition
from typing import Any, Generic, TypeVar

from storage.trouble import Unavailable

U = TypeVar("U")


@dataclass(frozen=True, slots=True, eq=False)
class Job(Generic[U]):
    """One work of one person (None: of nobody, no order needed) and where its result is awaited."""

    person: Hashable | None
    work: Callable[[U], Any]
    future: "Future[Any]"


class Line(Generic[U]):
    """Jobs put in by the event loop, taken out by the worker thread."""

    def __init__(self) -> None:
        self._rows: OrderedDict[Hashable, deque[Job[U]]] = OrderedDict()
        self._changed = Condition()
        self._open = True

    def __len__(self) -> int:
        with self._changed:
            return sum(map(len, self._rows.values()))

    def put(self, job: Job[U]) -> None:
        """Adds a job behind the others of its person; `Unavailable` once closed."""
        with self._changed:
            if not self._open:
                raise Unavailable("the database is closed")
            key = job if job.person is None else job.person
            self._rows.setdefault(key, deque()).append(job)
            self._changed.notify()

    def take(self, most: int) -> list[Job[U]]:
        """Waits for jobs and takes at most one per person; empty when closed and served."""
        with self._changed:
            self._changed.wait_for(lambda: self._rows or not self._open)
            return [self._next(key) for key in list(islice(self._rows, most))]

    def close(self) -> None:
        """No more jobs come in; those waiting are still served."""
        with self._changed:
            self._open = False
            self._changed.notify_all()

    def _next(self, key: Hashable) -> Job[U]:
        row = self._rows[key]
        job = row.popleft()
        if row:
            self._rows.move_to_end(key)
        else:
            del self._rows[key]
        return job
