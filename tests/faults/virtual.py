"""A loop whose time passes only while nobody has anything to do: hours of waiting take no time at all."""

import asyncio
import selectors
from collections.abc import Callable, Hashable
from datetime import UTC, datetime, timedelta
from selectors import SelectorKey
from typing import TypeVar

from bot.clock import Clock
from storage.engine import Database, U

T = TypeVar("T")
_EVENTS = list[tuple[SelectorKey, int]]
_PATIENCE = 5.0


class _Selector(selectors.DefaultSelector):
    """Instead of waiting it moves the loop's time on, unless the database is at work."""

    loop: "VirtualLoop"

    def select(self, timeout: float | None = None) -> _EVENTS:
        """What has happened; nothing if only time has passed."""
        found = super().select(0)
        if found or (timeout is not None and timeout <= 0):
            return found
        if self.loop.busy or timeout is None:
            return super().select(_PATIENCE)
        self.loop.moment += timeout
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """`busy`: works under way in threads, during which no time passes."""

    def __init__(self) -> None:
        self.moment, self.busy = 0.0, 0
        selector = _Selector()
        selector.loop = self
        super().__init__(selector)

    def time(self) -> float:
        """The loop's own seconds."""
        return self.moment


class VirtualClock(Clock):
    """Shows the loop's time, from a first moment on."""

    def __init__(self, first: datetime, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._first, self._loop = first, loop

    def now(self) -> datetime:
        """This moment."""
        return (self._first + timedelta(seconds=self._loop.time())).astimezone(UTC)


class Counted(Database[U]):
    """A database whose works take no time."""

    loop: VirtualLoop

    async def run(self, person: Hashable | None, work: Callable[[U], T]) -> T:
        """As ever."""
        self.loop.busy += 1
        try:
            return await super().run(person, work)
        finally:
            self.loop.busy -= 1

    async def read(self, query: Callable[[U], T]) -> T:
        """As ever."""
        self.loop.busy += 1
        try:
            return await super().read(query)
        finally:
            self.loop.busy -= 1
