"""The waiting line of works: each person's in their order, the persons served by turns."""

from asyncio import Future
from collections import OrderedDict, deque
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from itertools import islice
from threading import Condition
from typing import Any, Generic, TypeVar

from storage.trouble import Unavailable

U = TypeVar("U")


@dataclass(slots=True, eq=False)
class Job(Generic[U]):
    """One work of one person (None: of nobody, no order needed) and where its result is awaited.

    `patient_until`: by the loop's own seconds, how long somebody else's lock is waited for. `alone`: it met such a
    lock, and is to be done in a transaction of its own.
    """

    person: Hashable | None
    work: Callable[[U], Any]
    future: "Future[Any]"
    patient_until: float = 0.0
    alone: bool = False


class Line(Generic[U]):
    """Jobs put in by the event loop, taken out by the workers; no two workers ever have jobs of one person."""

    def __init__(self) -> None:
        self._rows: OrderedDict[Hashable, deque[Job[U]]] = OrderedDict()
        self._behind: dict[Hashable, deque[Job[U]]] = {}
        self._changed = Condition()
        self._open = True

    def __len__(self) -> int:
        with self._changed:
            return sum(map(len, (*self._rows.values(), *self._behind.values())))

    def put(self, job: Job[U]) -> None:
        """Adds a job behind the others of its person; `Unavailable` once closed."""
        with self._changed:
            if not self._open:
                raise Unavailable("the database is closed")
            behind = self._behind.get(_key(job))
            if behind is not None:
                behind.append(job)
                return
            self._rows.setdefault(_key(job), deque()).append(job)
            self._changed.notify()

    def take(self, most: int) -> list[Job[U]]:
        """Waits for jobs and takes at most one per person; empty when closed and nothing can be taken.

        Whoever takes must tell when they are `done`: until then nothing of these persons is taken.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._rows or not self._open)
            return [self._next(key) for key in list(islice(self._rows, most))]

    def done(self, jobs: Iterable[Job[U]], again: Collection[Job[U]] = ()) -> None:
        """Jobs taken are over; those to be done `again` go back to the head of their person's own."""
        with self._changed:
            for job in jobs:
                row = self._behind.pop(_key(job))
                if job in again:
                    row.appendleft(job)
                if row:
                    self._rows[_key(job)] = row
            self._changed.notify_all()

    def close(self) -> None:
        """No more jobs come in; those waiting are still served."""
        with self._changed:
            self._open = False
            self._changed.notify_all()

    def _next(self, key: Hashable) -> Job[U]:
        row = self._rows.pop(key)
        self._behind[key] = row
        return row.popleft()


def _key(job: Job[Any]) -> Hashable:
    return job if job.person is None else job.person
