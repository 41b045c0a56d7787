"""Ticks: now and then the service looks whether something is due; what that is stands in rows, not here."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from bot.logs import where
from bot.metrics import Metrics
from domain.services.ports import UnitOfWork
from storage.engine import Database
from storage.trouble import Unavailable

log = structlog.get_logger("scheduler")

_ROUNDS = 50
_LOOK = 5.0

Deed = Callable[[UnitOfWork, datetime], int]
"""Does what is due at a moment and returns how much that was; 0 when nothing is left."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A deed and how often it is tried, in seconds. `repeats`: tried again at once while there is more."""

    deed: Deed
    every: int
    repeats: bool = False


class Scheduler:
    """Runs the ticks; on a moved clock all of them at once, in their order."""

    def __init__(
        self,
        database: Database[UnitOfWork],
        clock: Clock,
        ticks: Mapping[str, Tick],
        done: Callable[[], Awaitable[None]],
        metrics: Metrics,
    ) -> None:
        self._database = database
        self._clock = clock
        self._ticks = ticks
        self._done = done
        self._metrics = metrics
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def start(self) -> None:
        """Begin to tick."""
        for name, tick in self._ticks.items():
            self._scheduler.add_job(
                self._try,
                "interval",
                seconds=tick.every,
                args=[name],
                id=name,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,  # late is better than not at all
            )
        self._scheduler.start()

    async def watch(self) -> None:
        """Where the clock of the machine was set back, ticks would wait until it has caught up: begin them anew."""
        before = self._clock.now()
        while True:
            await asyncio.sleep(_LOOK)
            now = self._clock.now()
            if now < before:
                for name, tick in self._ticks.items():
                    self._scheduler.reschedule_job(name, trigger="interval", seconds=tick.every)
            before = now

    def stop(self) -> None:
        """No more ticks."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def all_now(self) -> None:
        """Every tick once, now: at the start and whenever the clock was moved."""
        for name in self._ticks:
            await self._try(name)

    async def _try(self, name: str) -> None:
        """A tick that fails is noted, and tried again at its next time."""
        outcome = "done"
        try:
            await self._run(f"tick:{name}", self._ticks[name])
            await self._done()
        except Unavailable:
            outcome = "unavailable"
        except Exception as error:
            outcome = "fault"
            log.error("fault", tick=name, fault=where(error))
        self._metrics.ticks.labels(name, outcome).inc()

    async def _run(self, key: str, tick: Tick) -> None:
        """`key` stands for whoever does it: of several processes one at a time, each after what the last one kept."""
        for _ in range(_ROUNDS if tick.repeats else 1):
            if not await self._database.run(key, lambda uow: tick.deed(uow, self._clock.now())):
                return
