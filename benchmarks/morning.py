"""The morning of a visiting day for six thousand people, from the tick that tells it to the last message sent.

The duties are planned and told as in service; then the same outbox is sent against a stand-in of Telegram that refuses
what is beyond its pace: 30 a second, and 1,000 with paid broadcast.
"""

import asyncio
import json
import os
import shutil
import sys
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from telegram import Bot

from benchmarks.contestants import PATH, SECRET
from benchmarks.duties import NOW, hire, morning, plan_year
from benchmarks.memory import opened
from benchmarks.own import end_with, tell
from benchmarks.processes import Running, cores, python
from bot.clock import Clock
from bot.delivery import Delivery
from bot.metrics import Metrics
from bot.pace import Pace
from bot.sending import Sender
from bot.transport import Transport
from domain.policy import DEMO, read_policy
from domain.services.ports import UnitOfWork
from locales import load
from storage.connection import writing_engine
from storage.migrate import upgrade
from storage.unit_of_work import stored
from storage.vault import Vault

Json = dict[str, Any]
_LOOK = 0.05
_DAY, _MORNING = 28, time(8, 30)


class Shifted(Clock):
    """The clock of a process that lives in another week: it goes on from the moment it is given."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self._offset = at - datetime.now(UTC)


def told(folder: Path) -> tuple[datetime, list[float]]:
    """A database in which that morning has been told, when that is, and the seconds of each tick."""
    url = f"sqlite:///{folder / 'bench.db'}"
    upgrade(url)
    engine = writing_engine(url)
    policy = read_policy(DEMO)
    with engine.begin() as connection:
        uow = stored(Vault([b"k" * 32]), policy)(connection)
        hire(uow)
        plan_year(uow)
        ticks = morning(uow)
    engine.dispose()
    day = policy.calendar.day_of(NOW).replace(day=_DAY)
    return policy.calendar.moment(day, _MORNING), ticks


def sent(folder: Path, at: datetime, pace: int, seconds: int) -> Json:
    """What came of sending it at this pace for so many seconds (0: all of it).

    Counts of the stand-in, processor of the sender.
    """
    bot_core, load_core = cores()
    stub = Running(python("-m", "benchmarks.stub", "1", PATH, SECRET), {}, folder, load_core)
    try:
        telegram = f"http://127.0.0.1:{json.loads(stub.line())['port']}"
        stub.tell(json.dumps({"do": "count", "ceiling": pace}))
        stub.line()
        words = ["send", str(folder), at.isoformat(), str(pace), telegram, str(seconds)]
        sender = Running(python("-m", "benchmarks.morning", *words), {}, folder, bot_core)
        spent: Json = json.loads(sender.line())
        sender.stop()
        stub.tell(json.dumps({"do": "counted"}))
        return {**spent, **json.loads(stub.line())}
    finally:
        stub.stop()


async def _send(folder: Path, at: datetime, pace: float, telegram: str, seconds: int) -> None:
    transport = Transport()
    await transport.initialize()
    bot = Bot("1:bench", base_url=f"{telegram}/bot", request=transport, get_updates_request=transport)
    await bot.get_me()
    clock = Shifted(at)
    async with opened(folder) as database:
        sender = Sender(bot, transport, load(), _no_file)
        delivery = Delivery(database, sender, clock, Pace(pace), Metrics())
        began, busy = monotonic(), os.times()
        async with asyncio.TaskGroup() as group:
            group.create_task(delivery.run())
            while await database.read(lambda uow: _waits(uow, at)):
                if 0 < seconds < monotonic() - began:
                    break
                await asyncio.sleep(_LOOK)
            delivery.stop()
        after = os.times()
        cpu = after.user + after.system - busy.user - busy.system
        tell(json.dumps({"took": monotonic() - began, "cpu": cpu}))
    await transport.shutdown()


def _waits(uow: UnitOfWork, at: datetime) -> bool:
    """Whether something of this morning is not sent yet; a lease ends within minutes, what is for later is later."""
    due = uow.outbox.next_due()
    return due is not None and due < at + timedelta(hours=3)


async def _no_file(file: str) -> bytes:
    raise FileNotFoundError(file)


def main(paces: dict[int, int]) -> None:
    """Tell it once, send it at each pace for so many seconds."""
    figures: dict[str, float] = {}
    with TemporaryDirectory(prefix="minqing-morning-") as name:
        folder = Path(name) / "told"
        folder.mkdir()
        at, ticks = told(folder)
        figures |= {"morning.told_s": sum(ticks), "morning.tick_s": max(ticks)}
        tell(f"a morning told in {sum(ticks):.1f} s, {len(ticks)} ticks, the longest {max(ticks):.2f} s")
        for pace, seconds in paces.items():
            place = Path(name) / str(pace)
            shutil.copytree(folder, place)
            came = sent(place, at, pace, seconds)
            rate = (came["sent"] - 1) / came["seconds"]
            figures |= {
                f"morning.{pace}.part": rate / pace,
                f"morning.{pace}.refused": came["refused"],
                f"morning.{pace}.repeated": came["repeated"],
                f"morning.{pace}.people": came["people"],
                f"morning.{pace}.cpu_us": came["cpu"] / came["sent"] * 1e6,
            }
            tell(
                f"{came['sent']} messages to {came['people']} people at {pace} a second: {rate:.1f} a second, "
                f"{came['refused']} refused, {came['repeated']} said twice, at most {came['most']} in a second, "
                f"{came['cpu'] / came['sent'] * 1e6:.0f} µs of processor each"
            )
    end_with(figures)


if __name__ == "__main__":
    if sys.argv[1] == "send":
        _, _, place, at, pace, telegram, seconds = sys.argv
        asyncio.run(_send(Path(place), datetime.fromisoformat(at), float(pace), telegram, int(seconds)))
    else:
        main({int(pace): int(seconds) for pace, _, seconds in (word.partition(":") for word in sys.argv[1:])})
