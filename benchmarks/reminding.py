"""C3: what a reminder costs among many: an empty look, a claim, planning; beside APScheduler's jobs.

Both survive the process: our rows are planned as they are in life, those of one deadline in one transaction, many
deadlines at once; APScheduler's jobs stand in its own store, a SQLite file with the same synchronous=FULL.
"""

import asyncio
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import create_engine, event

from benchmarks.memory import empty
from benchmarks.processes import Running, python
from domain.services.ports import Reminder, UnitOfWork
from storage.engine import Database

Json = dict[str, Any]
CLAIMED = 1000
_NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
_ROUNDS = 7
_LOOKS = 200
_AT_ONCE = 20_000
_LADDER = 25
"""Reminders of one deadline; domain/policy/reminders.toml plans from 19 to 61."""


@dataclass(frozen=True)
class Reminded:
    """Seconds: of an empty look, of the claim of a thousand, of planning one reminder among `stored` others."""

    stored: int
    look: float
    claim: float
    plan: float


def remind(stored: int) -> Reminded:
    """Measured in a process of its own."""
    told = _asked("reminders", stored)
    return Reminded(stored, told["look"], told["claim"], told["plan"])


def schedule(jobs: int) -> float:
    """Seconds for one of so many APScheduler jobs."""
    return float(_asked("jobs", jobs)["plan"])


def _asked(what: str, count: int) -> Json:
    with TemporaryDirectory(prefix="minqing-bench-") as name:
        command = python("-m", "benchmarks.reminding", what, str(count), name)
        running = Running(command, {}, Path(name), None)
        try:
            told: Json = json.loads(running.line())
            return told
        finally:
            running.stop()


def _reminder(number: int, due_at: datetime) -> Reminder:
    concern = f"{number % 100_000:032x}"
    subject = f"concern:{concern}:K6"
    key = f"{subject}:d{number}:handler"
    return Reminder(key, subject, f"handler:{concern}", due_at, "remind.coming", {}, concern)


async def _reminders(stored: int, folder: Path) -> Json:
    async with empty(folder) as database:
        later = [_NOW + timedelta(days=1, seconds=number % 10_000_000) for number in range(_AT_ONCE)]
        began = perf_counter()
        for first in range(0, stored, _AT_ONCE):
            many = range(first, min(stored, first + _AT_ONCE))
            await _plan(database, [_reminder(number, later[number - first]) for number in many], _LADDER)
        plan = (perf_counter() - began) / stored
        looks = [await _timed(database, lambda uow: uow.reminders.due(_NOW, 5000)) for _ in range(_LOOKS)]
        claims = []
        for number in range(_ROUNDS):
            first = stored + number * CLAIMED
            await _plan(database, [_reminder(first + one, _NOW) for one in range(CLAIMED)], CLAIMED)
            claims.append(await _timed(database, _claim))
        return {"look": median(looks), "claim": median(claims), "plan": plan}


async def _plan(database: Database[UnitOfWork], reminders: list[Reminder], together: int) -> None:
    parts = [reminders[at : at + together] for at in range(0, len(reminders), together)]
    await asyncio.gather(*(database.run(None, partial(_planned, part)) for part in parts))


def _planned(reminders: list[Reminder], uow: UnitOfWork) -> None:
    uow.reminders.plan_all(reminders)


def _claim(uow: UnitOfWork) -> None:
    due = uow.reminders.due(_NOW, 5000)
    assert len(due) == CLAIMED
    uow.reminders.fired((reminder.key for reminder in due), _NOW)


async def _timed(database: Database[UnitOfWork], work: Callable[[UnitOfWork], object]) -> float:
    """Seconds of the work itself with its commit."""
    began = perf_counter()
    await database.run(None, work)
    return perf_counter() - began


async def _jobs(count: int, folder: Path) -> Json:
    engine = create_engine(f"sqlite:///{folder / 'jobs.db'}")
    event.listen(engine, "connect", _durable)
    scheduler = AsyncIOScheduler(jobstores={"default": SQLAlchemyJobStore(engine=engine)}, timezone=UTC)
    scheduler.start()
    began = perf_counter()
    for number in range(count):
        at = datetime.now(UTC) + timedelta(days=1, seconds=number)
        scheduler.add_job("benchmarks.reminding:_nothing", "date", run_date=at, args=[number], id=str(number))
    plan = (perf_counter() - began) / count
    scheduler.shutdown(wait=False)
    return {"plan": plan}


def _durable(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _nothing(number: int) -> None:
    """What a job would do."""


if __name__ == "__main__":
    measured = _jobs if sys.argv[1] == "jobs" else _reminders
    asked = measured(int(sys.argv[2]), Path(sys.argv[3]))
    sys.stdout.write(json.dumps(asyncio.run(asked)) + "\n")
