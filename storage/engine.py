"""The one door to the database: works wait in line, few threads do them, one commit keeps many."""

import asyncio
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from threading import Lock, Thread, local
from time import sleep
from typing import Any, Generic, Self, TypeVar

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import SQLAlchemyError

from storage.connection import lock, reading_engine, stands, workers_of, working_engine
from storage.courtesy import Courtesy, Rest
from storage.line import Job, Line
from storage.savepoint import savepoint
from storage.trouble import Busy, Unavailable, is_locked, is_trouble, trouble_is_unavailable

U = TypeVar("U")
T = TypeVar("T")

_BATCH = 30
_LARGEST = 250
_SHORT = 0.03
"""Works of one commit: 30, and more where all of them together take no longer than so many seconds."""
_WAITING = 1000
_READERS = 2
_PATIENCE = 8.0
"""Seconds for which somebody else's lock is waited for, again and again; then the work is `Unavailable`."""
_NAP = 0.005
"""Seconds until works that are in other hands are looked at again."""


@dataclass(frozen=True, slots=True)
class Health:
    """How the database does: `well` after a batch that was kept; counts since the start."""

    well: bool
    waiting: int
    batches: int
    works: int
    alone: int


@dataclass(frozen=True, slots=True)
class _Outcome:
    value: Any = None
    error: Exception | None = None


class _Fallen(SQLAlchemyError):
    """The transaction ended under a work, whatever the work itself says."""


class _Away(SQLAlchemyError):
    """The database cannot be reached, or lets nobody begin."""


class Database(Generic[U]):
    """Runs works on units of work made by `unit` from a connection.

    Works are rerunnable: after trouble a work is done again in a transaction of its own, and may find
    that its first try was kept after all. So each guards itself by a natural key.

    `workers`: how many threads do works, each for other people; as many as suit the database if not said. Whoever is
    at work for a person, here or in another process, has them alone until the end of the transaction; a work that
    meets somebody else's lock is done again, in its place, and that is never its fault.
    """

    def __init__(self, url: str, unit: Callable[[Connection], U], workers: int = 0) -> None:
        self._unit = unit
        workers = workers or workers_of(url)
        self._writing = working_engine(url, 1)
        self._others = [working_engine(url, 1) for _ in range(workers - 1)]
        self._mine = local()
        self._reading = reading_engine(url, _READERS)
        self._readers = ThreadPoolExecutor(_READERS, "reader")
        self._courtesy = Courtesy()
        self._rest = Rest()
        event.listen(self._reading, "before_cursor_execute", self._courtesy.give_way)
        self._line: Line[U] = Line()
        self._places = asyncio.Semaphore(_WAITING)
        self._threads = [
            Thread(target=self._serve, args=[number], name="writer", daemon=True) for number in range(workers)
        ]
        self._counting = Lock()
        self._well = True
        self.batches = 0
        self.works = 0
        self.alone = 0

    async def open(self) -> Self:
        """Connects and starts the worker; `Unavailable` if the database cannot be opened."""
        self._loop = asyncio.get_running_loop()
        await asyncio.to_thread(self._try_connections)
        for thread in self._threads:
            thread.start()
        return self

    async def close(self) -> None:
        """Finishes the waiting works, then lets go of the database."""
        self._line.close()
        for thread in self._threads:
            if thread.ident is not None:
                await asyncio.to_thread(thread.join)
        await asyncio.to_thread(self._readers.shutdown)
        self._reading.dispose()
        for engine in (self._writing, *self._others):
            engine.dispose()

    async def __aenter__(self) -> Self:
        return await self.open()

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def run(self, person: Hashable | None, work: Callable[[U], T]) -> T:
        """Does the work in a transaction and returns once it is durable.

        Works of one person keep their order. Raises what the work raised (nothing of it is kept), or
        `Unavailable` when it is not known to be kept. Waits when the line is full.
        """
        async with self._places:
            future: asyncio.Future[T] = self._loop.create_future()
            self._line.put(Job(person, work, future, self._loop.time() + _PATIENCE))
            return await future

    async def read(self, query: Callable[[U], T]) -> T:
        """Answers a query on a connection that cannot write, without holding up any writer."""
        return await self._loop.run_in_executor(self._readers, self._query, query)

    async def survey(self, query: Callable[[U], T]) -> T:
        """The same for a query that looks at much: one at a time, with a rest behind it (storage/courtesy.py)."""
        async with self._rest.turn():
            return await self.read(query)

    def health(self) -> Health:
        """How the database does, without touching it."""
        well = self._well and all(thread.is_alive() for thread in self._threads)
        return Health(well, len(self._line), self.batches, self.works, self.alone)

    def _try_connections(self) -> None:
        with trouble_is_unavailable(), self._writing.connect(), self._reading.connect():
            pass

    def _query(self, query: Callable[[U], T]) -> T:
        self._courtesy.begin()
        with trouble_is_unavailable(), self._reading.begin() as connection:
            return query(self._unit(connection))

    @property
    def _engine(self) -> Engine:
        """This worker's own, so that throwing away its connection takes nobody else's."""
        number: int = self._mine.number
        return self._others[number - 1] if number else self._writing

    def _serve(self, number: int) -> None:
        self._mine.number = number
        try:
            most = _BATCH
            while jobs := self._line.take(most):
                began = self._loop.time()
                with self._courtesy.at_work():
                    outcomes = self._perform(jobs)
                self._finish(jobs, outcomes)
                most = self._most(len(jobs), self._loop.time() - began)
        finally:
            self._line.close()

    def _most(self, works: int, seconds: float) -> int:
        """Works of the next commit. Where others write beside us they wait for what we hold: then never many."""
        fitting = int(_SHORT * works / max(seconds, 1e-9))
        return max(_BATCH, min(fitting, _LARGEST)) if len(self._threads) == 1 else _BATCH

    def _finish(self, jobs: Sequence[Job[U]], outcomes: Sequence[_Outcome]) -> None:
        """Tell what came of them; what met somebody else's lock goes back into the line while there is patience."""
        now, again = self._loop.time(), []
        for job, outcome in zip(jobs, outcomes, strict=True):
            if isinstance(outcome.error, Busy) and now < job.patient_until:
                again.append(job)
        over = [pair for pair in zip(jobs, outcomes, strict=True) if pair[0] not in again]
        self._loop.call_soon_threadsafe(_settle, over)
        self._line.done(jobs, again)
        if len(again) == len(jobs):
            sleep(_NAP)

    def _perform(self, jobs: Sequence[Job[U]]) -> list[_Outcome]:
        """What came of each. A job that has met a lock gets a transaction of its own, in which it holds up no other."""
        crowd = [job for job in jobs if not job.alone]
        outcomes = dict(zip(crowd, self._at_once(crowd), strict=True)) if crowd else {}
        alone = [job for job in jobs if job.alone]
        outcomes.update(zip(alone, self._one_by_one(alone), strict=True))
        with self._counting:
            self.works += len(jobs)
        return [outcomes[job] for job in jobs]

    def _at_once(self, jobs: Sequence[Job[U]]) -> list[_Outcome]:
        try:
            outcomes = self._together(jobs)
        except Busy as busy:
            return [_Outcome(error=busy) for _ in jobs]
        except SQLAlchemyError:
            self._engine.dispose()
            return self._one_by_one(jobs)
        self._well = True
        return outcomes

    def _together(self, jobs: Sequence[Job[U]]) -> list[_Outcome]:
        with self._begun() as connection:
            people = lock(connection, {job.person for job in jobs if job.person is not None})
            outcomes = [self._attempt(connection, job, people) for job in jobs]
        with self._counting:
            self.batches += 1
        return outcomes

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        with ExitStack() as until_kept:
            try:
                connection = until_kept.enter_context(self._engine.begin())
            except (SQLAlchemyError, Unavailable) as error:
                raise _Away("no transaction could be begun") from error
            yield connection

    def _one_by_one(self, jobs: Sequence[Job[U]]) -> list[_Outcome]:
        """Each in a transaction of its own; where none can be begun, the others do not wait for the same."""
        outcomes: list[_Outcome] = []
        for job in jobs:
            away = bool(outcomes) and isinstance(getattr(outcomes[-1].error, "__cause__", None), _Away)
            outcomes.append(outcomes[-1] if away else self._by_itself(job))
        return outcomes

    def _by_itself(self, job: Job[U]) -> _Outcome:
        with self._counting:
            self.alone += 1
        try:
            [outcome] = self._together([job])
        except Busy as busy:
            return _Outcome(error=busy)
        except SQLAlchemyError as error:
            self._well = False
            self._engine.dispose()
            return _Outcome(error=_because(Unavailable("the work is not known to be kept"), error))
        self._well = True
        return outcome

    def _attempt(self, connection: Connection, job: Job[U], people: Collection[Hashable]) -> _Outcome:
        if job.person is not None and job.person not in people:
            return _Outcome(error=Busy("somebody else acts for this person"))
        outcome = self._in_savepoint(connection, job)
        if not stands(connection):
            raise _Fallen("the transaction no longer stands") from outcome.error
        return outcome

    def _in_savepoint(self, connection: Connection, job: Job[U]) -> _Outcome:
        try:
            with savepoint(connection):
                return _Outcome(job.work(self._unit(connection)))
        except Exception as error:
            job.alone = job.alone or is_locked(error)
            return _Outcome(error=_told(error))


def _told(error: Exception) -> Exception:
    if is_locked(error):
        return error if isinstance(error, Busy) else _because(Busy("somebody else is at it"), error)
    if is_trouble(error):
        return _because(Unavailable("the database is in trouble"), error)
    if isinstance(error, StopIteration):  # a future cannot carry it
        return _because(RuntimeError("a work ended an iteration"), error)
    return error


def _because(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def _settle(over: Iterable[tuple[Job[Any], _Outcome]]) -> None:
    for job, outcome in over:
        if job.future.done():  # nobody waits any more
            continue
        if outcome.error is None:
            job.future.set_result(outcome.value)
        else:
            job.future.set_exception(outcome.error)
