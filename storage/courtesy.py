"""Whoever only reads lets those go first who have something to keep: figures must not slow down intake."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from threading import Condition, local

_MOMENT = 0.03
_TIMES = 8
"""How long at most, in seconds, and how often a query gives way: it must come to its end on the busiest day."""

_REST, _LONGEST_REST, _PATIENCE = 20, 2.0, 20.0
"""After a survey there is none for so many times as long as it took, but for at most so many seconds; and whoever has
waited for their turn so long goes ahead: what waits for the survey, a message on its way, has a lease that ends."""


class Rest:
    """Surveys come one by one, and between two of them the machine belongs to everybody else.

    However many ask for figures at once, few of those who report meanwhile meet one (C7). The first never waits.
    """

    def __init__(self) -> None:
        self._one = asyncio.Lock()
        self._until = 0.0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for the turn, not for ever; what is done within is the survey."""
        loop = asyncio.get_running_loop()
        has_turn = await self._comes()
        began = loop.time()
        try:
            if has_turn:
                await asyncio.sleep(self._until - began)
                began = loop.time()
            yield
        finally:
            took = loop.time() - began
            self._until = began + took + min(_REST * took, _LONGEST_REST)
            if has_turn:
                self._one.release()

    async def _comes(self) -> bool:
        """Whether the turn came in time."""
        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._one.acquire()
        except TimeoutError:
            return False


class Courtesy:
    """Works and queries share one interpreter: a query that goes on between two statements takes it from a work.

    So it waits there while a work is being done; in the middle of a statement the database does its part beside us.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._at_work = 0
        self._query = local()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While this lasts, queries give way; several may be at work at once."""
        with self._changed:
            self._at_work += 1
        try:
            yield
        finally:
            with self._changed:
                self._at_work -= 1
                self._changed.notify_all()

    def begin(self) -> None:
        """A query of this thread begins, as patient as any."""
        self._query.times = _TIMES

    def give_way(self, *_: object) -> None:
        """Wait a moment while somebody is at work, unless this thread's query has done so often enough."""
        times: int = getattr(self._query, "times", 0)
        if self._at_work and times:
            self._query.times = times - 1
            with self._changed:
                self._changed.wait_for(lambda: not self._at_work, _MOMENT)
