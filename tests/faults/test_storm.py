"""B3: a hundred thousand reminders at nine in the morning, and people who want an answer meanwhile."""

import asyncio
import shutil
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import create_engine, insert

from bot.delivery import Delivery
from bot.desk import After, Desk
from bot.metrics import Metrics
from bot.outcomes import Accepted, Outcome, Paused
from bot.pace import Pace
from bot.parcels import Parcel
from bot.sending import Sender
from domain.messages import Weight
from domain.policy import Policy
from domain.services.ports import Reminder, UnitOfWork
from domain.services.reminding import remind
from handlers.conversation import take
from storage import tables
from storage.engine import Database
from storage.unit_of_work import stored
from storage.vault import Vault
from tests.faults.conftest import Figures
from tests.faults.virtual import Counted, VirtualClock, VirtualLoop
from tests.handlers.chat import NOON
from tests.handlers.conftest import CATALOGUES
from tests.note import Json

NINE = NOON - timedelta(hours=3)
OVER = timedelta(minutes=70)
LIMIT, PER_THOUSAND = 30, 1
P95 = 2.0
FIRST_ASKER = 10_000_000
ANSWER_TAKES = 0.04


@dataclass
class Telegram:
    """Takes so many messages in any second, refuses the others, and notes when each chat was told something."""

    loop: asyncio.AbstractEventLoop
    asked: dict[int, float] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    last: float = 0.0
    reminded: int = 0
    refused: int = 0
    window: deque[float] = field(default_factory=deque)
    enough: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def has_reminded(self, count: int) -> None:
        """Wait until so many have got their reminder."""
        async with self.enough:
            await self.enough.wait_for(lambda: self.reminded >= count)

    async def send(self, parcel: Parcel) -> Outcome:
        """As bot/sending.py."""
        now, message = self.loop.time(), parcel.leased.message
        while self.window and self.window[0] <= now - 1:
            self.window.popleft()
        if len(self.window) >= LIMIT:
            self.refused += 1
            return Paused(1)
        self.window.append(now)
        await asyncio.sleep(ANSWER_TAKES)
        if message.weight is Weight.COMES_AGAIN:
            self.reminded, self.last = self.reminded + 1, self.loop.time()
            async with self.enough:
                self.enough.notify_all()
        elif message.chat in self.asked:
            self.waits.append(self.loop.time() - self.asked.pop(message.chat))
        return Accepted((parcel.leased.id,))


def fill(url: str, count: int) -> None:
    """So many people, each with a reminder at nine that is of no use after ten past ten."""
    engine = create_engine(url)
    with engine.begin() as connection:
        rows = [
            {"id": f"p{n}", "chat": n, "language": "zh_Hans", "reachable": True} for n in range(1, count + 1)
        ]
        connection.execute(insert(tables.person), [_whole(row) for row in rows])
    engine.dispose()


def _whole(row: dict[str, object]) -> dict[str, object]:
    """With what else a person has."""
    empty = {column.name: None for column in tables.person.columns}
    return empty | row


def plan(uow: UnitOfWork, first: int, last: int) -> None:
    """The reminders of these people."""
    uow.reminders.plan_all(
        Reminder(f"r{n}", f"other:{n}", f"person:p{n}", NINE, "remind.met", {}, expires_at=NINE + OVER)
        for n in range(first, last)
    )


class Morning:
    """The parts of the bot that take part, on a loop without waiting."""

    def __init__(self, database: Database[UnitOfWork], loop: asyncio.AbstractEventLoop, pace: Pace) -> None:
        self.database, self.loop = database, loop
        self.telegram = Telegram(loop)
        self.clock = VirtualClock(NINE, loop)
        metrics = Metrics()
        sender = cast(Sender, self.telegram)
        self.delivery = Delivery(database, sender, self.clock, pace, metrics)
        sent = (self.delivery.take_now, self.delivery.is_behind, self.delivery.is_tight)
        self.desk = Desk(database, CATALOGUES, self.clock, take, self._after, metrics, *sent)
        self.asking, self.updates = True, 0

    def _after(self, after: After) -> None:
        self.delivery.serve(after.leaving.parcels)
        if after.leaving.wakes:
            self.delivery.wake()

    async def ticks(self) -> None:
        """The reminders become messages, as the scheduler does it."""
        while await self.database.run(None, lambda uow: remind(uow, self.clock.now())):
            self.delivery.wake()
            await asyncio.sleep(0)

    async def asks(self, every: float) -> None:
        """One person after the other wants help."""
        chat = FIRST_ASKER
        while self.asking:
            await asyncio.sleep(every)
            chat += 1
            self.telegram.asked[chat] = self.loop.time()
            await self.desk.receive(self.update(chat))

    def update(self, chat: int) -> Json:
        """Somebody wants help."""
        self.updates += 1
        face = {"id": chat, "is_bot": False, "first_name": "陈", "language_code": "zh-hans"}
        message = {"message_id": self.updates, "date": 1, "from": face, "text": "/help"}
        return {"update_id": self.updates, "message": message | {"chat": {"id": chat, "type": "private"}}}

    async def passes(self, count: int) -> None:
        """Until nothing waits any more."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.delivery.run())
            asking = group.create_task(self.asks(0.5))
            await self.ticks()
            async with asyncio.timeout(OVER.total_seconds()):
                await self.telegram.has_reminded(count)
            self.asking = False
            await asking
            await asyncio.sleep(5)
            self.delivery.stop()


async def storm(url: str, policy: Policy, count: int, loop: VirtualLoop) -> Telegram:
    """The morning on which so many are reminded."""
    database: Counted[UnitOfWork] = Counted(url, stored(Vault([b"k" * 32]), policy))
    database.loop = loop
    loop.busy += 1
    async with database:
        loop.busy -= 1
        for first in range(1, count + 1, 1000):
            await database.run(None, partial(plan, first=first, last=min(first + 1000, count + 1)))
        morning = Morning(database, loop, Pace())
        await morning.passes(count)
        loop.busy += 1
    return morning.telegram


def played(built: Path, folder: Path, policy: Policy, count: int) -> Telegram:
    """The same, judged."""
    url = f"sqlite:///{shutil.copy(built, folder / 'storm.db')}"
    fill(url, count)
    loop = VirtualLoop()
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        telegram = runner.run(storm(url, policy, count, loop))
    waits = sorted(telegram.waits)
    assert telegram.reminded == count, f"{telegram.reminded} of {count} before they were useless"
    assert not telegram.asked, "somebody was never answered"
    assert telegram.refused <= count * PER_THOUSAND // 1000, f"{telegram.refused} self-made refusals"
    assert waits[len(waits) * 95 // 100] <= P95, f"{waits[len(waits) * 95 // 100]:.2f} s for a reply"
    return telegram


def test_replies_go_before_a_flood_of_reminders(built: Path, tmp_path: Path, policy: Policy) -> None:
    """Seen to bite: `_PLACES` of bot/pace.py a hundred for each lane: replies wait behind sixty reminders."""
    played(built, tmp_path, policy, 600)


@pytest.mark.full
def test_a_hundred_thousand_reminders_at_nine(
    built: Path, tmp_path: Path, policy: Policy, figures: Figures
) -> None:
    telegram = played(built, tmp_path, policy, 100_000)
    waits = sorted(telegram.waits)
    figures(
        f"B3: {telegram.reminded} reminders in {telegram.last / 60:.1f} min, {telegram.refused} refusals, "
        f"{len(waits)} replies meanwhile, p95 {waits[len(waits) * 95 // 100]:.2f} s"
    )
