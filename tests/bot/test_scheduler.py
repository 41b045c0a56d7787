"""Ticks come on, whatever is done to the clock of the machine."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.metrics import Metrics
from bot.scheduler import Scheduler, Tick
from domain.services.ports import UnitOfWork
from storage.engine import Database
from tests.bot.conftest import StandingClock


class Ticking:
    """A scheduler with one tick an hour."""

    def __init__(self, database: Database[UnitOfWork], clock: StandingClock) -> None:
        self.done = asyncio.Event()
        self.scheduler = Scheduler(database, clock, {"x": Tick(_nothing, every=3600)}, self._done, Metrics())
        self.scheduler.start()

    async def _done(self) -> None:
        self.done.set()

    @property
    def next(self) -> datetime:
        """When it ticks next, by the clock of the machine."""
        [job] = self.scheduler._scheduler.get_jobs()
        found: datetime = job.next_run_time
        return found

    def move(self, **span: float) -> None:
        """As if the clock of the machine had been set: forward is less than zero."""
        [job] = self.scheduler._scheduler.get_jobs()
        job.modify(next_run_time=self.next + timedelta(**span))


def _nothing(_uow: UnitOfWork, _now: datetime) -> int:
    return 0


@pytest.fixture
async def ticking(database: Database[UnitOfWork], clock: StandingClock) -> AsyncIterator[Ticking]:
    own = Ticking(database, clock)
    yield own
    own.scheduler.stop()


async def test_a_tick_that_is_late_is_done_all_the_same(ticking: Ticking) -> None:
    """Seen to bite: the library's own way: what is late by more than a second is left out."""
    ticking.move(minutes=-90)
    async with asyncio.timeout(5):
        await ticking.done.wait()


async def test_a_clock_that_was_set_back_stops_no_ticks(
    ticking: Ticking, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen to bite: none for as many hours as the clock was set back."""
    monkeypatch.setattr("bot.scheduler._LOOK", 0.01)
    first = ticking.next
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        watching = group.create_task(ticking.scheduler.watch())
        await asyncio.sleep(0)
        ticking.move(hours=8)
        clock.forward(hours=-8)
        await asyncio.sleep(0.05)
        watching.cancel()
    assert ticking.next < first + timedelta(minutes=1)
