"""A crowd of new accounts that write more than may be answered; beside it people we know, and newcomers who report."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import cast

from sqlalchemy import create_engine, insert

from bot.outcomes import Outcome
from bot.pace import Pace
from bot.parcels import Parcel
from bot.sending import Sender
from domain.services.ports import UnitOfWork
from storage import tables
from storage.engine import Database
from tests.faults.square import Square, Step, says, taps
from tests.faults.test_storm import FIRST_ASKER, NINE, Morning, Telegram
from tests.handlers.conftest import CATALOGUES

FLOODERS, NEWCOMERS = 20_000_000, 30_000_000
REPORT: tuple[Step, ...] = (
    *(says("楼上漏水，天花板都湿了"), taps("同意，开始"), taps("求助"), taps("漏水")),
    *(says("柳园小区3号楼"), taps("匿名"), taps("提交")),
)
PICTURE = {"photo": [{"file_id": "picture", "width": 9, "height": 9}]}
THINKS = 2.0
ALARM = "楼上着火了，有人被困"
NUMBER, DANGER = "report.submitted", "danger.divert"


@dataclass(frozen=True)
class Crowd:
    """So many accounts that send so many updates a second together, for so many seconds.

    `person`: how many messages a second one person may get. `newcomer_every`: seconds from one honest newcomer to
    the next. `photos`: they have agreed, have begun a report, and send pictures for it.
    """

    accounts: int
    each_second: int
    seconds: int
    person: float = 1.0
    newcomer_every: int = 0
    photos: bool = False


@dataclass
class Waits:
    """Seconds: until somebody we knew was answered; until a newcomer had their first answer, and their number."""

    known: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    number: list[float] = field(default_factory=list)
    danger: list[float] = field(default_factory=list)

    def p95(self) -> float:
        """Of those we knew."""
        return sorted(self.known)[len(self.known) * 95 // 100]


@dataclass
class Chats(Telegram):
    """Telegram, which also shows what newcomers were told."""

    square: Square | None = None
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def shows(self, seen: Callable[[], bool]) -> None:
        """Wait until a newcomer sees this."""
        async with self.news:
            await self.news.wait_for(seen)

    async def send(self, parcel: Parcel) -> Outcome:
        """As ever; whoever waits for an answer to go on sees it."""
        outcome = await super().send(parcel)
        chat, square = parcel.leased.message.chat, self.square
        if chat > NEWCOMERS and square:
            square.told.setdefault(chat, []).append((10_000 + parcel.leased.id, parcel.leased.message))
            async with self.news:
                self.news.notify_all()
        return outcome


class Flood(Morning):
    """A morning on which some write more than anybody could answer."""

    def __init__(self, database: Database[UnitOfWork], loop: asyncio.AbstractEventLoop, pace: Pace) -> None:
        super().__init__(database, loop, pace)
        self.square = Square(database, CATALOGUES)
        self.chats = Chats(loop, square=self.square)
        self.telegram, self.delivery._sender = self.chats, cast(Sender, self.chats)
        self.waits = Waits(self.chats.waits)
        self.took = 0.0

    async def floods(self, crowd: Crowd) -> None:
        """The accounts write by turns."""
        for number in range(crowd.accounts if crowd.photos else 0):
            await self.desk.receive(REPORT[0](self.square, FLOODERS + number))
        begun = self.loop.time()
        for second in range(crowd.seconds):
            await asyncio.sleep(begun + second - self.loop.time())
            async with asyncio.TaskGroup() as group:
                for number in range(crowd.each_second):
                    chat = FLOODERS + (second * crowd.each_second + number) % crowd.accounts
                    update = says("", **PICTURE)(self.square, chat) if crowd.photos else self.update(chat)
                    group.create_task(self.desk.receive(update))
        self.took = self.loop.time() - begun
        await asyncio.sleep(1)

    async def newcomers_come(self, every: int) -> None:
        """One after the other, each reports; the first names a danger to life before."""
        chat = NEWCOMERS
        async with asyncio.TaskGroup() as group:
            while self.asking and every:
                await asyncio.sleep(every)
                chat += 1
                group.create_task(self.reports(chat))
                group.create_task(self.is_in_danger(chat + 500_000))

    async def reports(self, chat: int) -> None:
        """Somebody whom nobody knows reports, waiting for each answer before going on."""
        begun, told = self.loop.time(), self.square.told.setdefault(chat, [])
        for step in REPORT:
            heard = len(told)
            while (update := step(self.square, chat)) is None:
                await self.hears_more(chat, len(told))
            await self.desk.receive(update)
            await self.hears_more(chat, heard)
            if not heard:
                self.waits.first.append(self.loop.time() - begun)
            await asyncio.sleep(THINKS)
        await self.chats.shows(lambda: any(message.words.key == NUMBER for _, message in told))
        self.waits.number.append(self.loop.time() - begun)

    async def hears_more(self, chat: int, than: int) -> None:
        """Until more than so many messages have come."""
        await self.chats.shows(lambda: len(self.square.told[chat]) > than)

    async def is_in_danger(self, chat: int) -> None:
        """Somebody has written three times and then names a danger to life."""
        told = self.square.told.setdefault(chat, [])
        for words in ("你好", "在吗", "有人吗", ALARM):
            await self.desk.receive(says(words)(self.square, chat) or {})
        begun = self.loop.time()
        await self.chats.shows(lambda: any(message.words.key == DANGER for _, message in told))
        self.waits.danger.append(self.loop.time() - begun)

    async def goes_on(self, crowd: Crowd, after: float) -> Waits:
        """The waits of all others, once everything has been said and so many seconds have passed."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.delivery.run())
            asking = group.create_task(self.asks(0.5))
            coming = group.create_task(self.newcomers_come(crowd.newcomer_every))
            await self.floods(crowd)
            self.asking = False
            await asyncio.gather(asking, coming)
            await asyncio.sleep(after)
            self.delivery.stop()
        return self.waits


def know(url: str, crowd: Crowd) -> None:
    """Those who ask are residents who agreed yesterday; so are those who send pictures."""
    chats = [FIRST_ASKER + n for n in range(1, 2 * crowd.seconds + 3)]
    chats += [FLOODERS + n for n in range(crowd.accounts if crowd.photos else 0)]
    yesterday = NINE - timedelta(days=1)
    rows = [{"id": f"known{chat}", "chat": chat, "language": "zh_Hans", "reachable": True} for chat in chats]
    empty = {column.name: None for column in tables.person.columns}
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(insert(tables.person), [empty | row | {"agreed_at": yesterday} for row in rows])
    engine.dispose()
