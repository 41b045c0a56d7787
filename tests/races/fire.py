"""What befalls a fleet: processes end or freeze, the database is cut off or ends, Telegram is angry, time leaps."""

import asyncio
import signal
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from tests.postgres import Server
from tests.races.fleet import Fleet
from tests.storage.test_postgresql import name_of

EVERYTHING = ("kills", "freezes", "cuts", "stops", "restarts", "pours", "steps")
BURSTS = ("429", "429_bare", "500", "done_500", "502_page", "503_page", "done_504_page")
SENDS = "sendMessage"
BACK, FORTH = (90, 7200), (0, 600, 7200)
"""Seconds by which the clock goes wrong, and by which it is late when that is put right."""
UNSURE = timedelta(seconds=5)


@dataclass
class Fire:
    """`freeze`, `away`: seconds for which a process may stand still, and the database may be gone."""

    fleet: Fleet
    server: Server
    chance: Random
    freeze: float
    away: float
    twice: list[tuple[datetime, datetime]] = field(default_factory=list)

    async def strikes(self, deeds: Sequence[str]) -> None:
        """These, one after the other."""
        for deed in deeds:
            await getattr(self, deed)(self.chance.randrange(len(self.fleet.ports)))
            await asyncio.sleep(self.chance.uniform(0.2, 1.0))

    async def burns(self, seconds: float) -> None:
        """Anything, for so long."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while loop.time() < end:
            await self.strikes([self.chance.choice(EVERYTHING)])

    def goes_out(self) -> None:
        """Nothing more happens."""
        self.fleet.place.playground.world.faults.waiting.clear()

    def was_lived_twice(self, moment: datetime) -> bool:
        """Whether the clock was wrong then, so that the moment says nothing about before and after."""
        return any(begin <= moment <= end for begin, end in self.twice)

    async def kills(self, number: int) -> None:
        """As a power cut would."""
        await self.fleet.ends(number, signal.SIGKILL)
        await asyncio.to_thread(self.fleet.place.leaves_orphans)
        await self.fleet.starts(number)

    async def stops(self, number: int) -> None:
        """As an operator does."""
        assert await self.fleet.ends(number, signal.SIGTERM) == 0
        await self.fleet.starts(number)

    async def freezes(self, number: int) -> None:
        """It stands still and does not know it."""
        await self.fleet.signals(number, signal.SIGSTOP)
        await asyncio.sleep(self.chance.uniform(0.5, 1) * self.freeze)
        await self.fleet.signals(number, signal.SIGCONT)

    async def cuts(self, _: int) -> None:
        """Every line to the database at once."""
        ours = f"FROM pg_stat_activity WHERE datname = '{name_of(self.fleet.place.url)}'"
        await asyncio.to_thread(self.server.ask, f"SELECT pg_terminate_backend(pid) {ours}")

    async def restarts(self, _: int) -> None:
        """The database falls as it stands, and comes back; every process says so, and goes on."""
        await asyncio.to_thread(self.server.stop, signal.SIGQUIT)
        try:
            await self.fleet.feels(well=False)
            await asyncio.sleep(self.chance.uniform(0.5, 1) * self.away)
        finally:
            self.server.launch()
            await asyncio.to_thread(self.server.wait)
        await self.fleet.feels(well=True)

    async def pours(self, _: int) -> None:
        """Telegram is angry with everybody, or broken."""
        mode = self.chance.choice(BURSTS)
        await self.fleet.place.town.fails(SENDS, mode, times=self.chance.randrange(5, 30))

    async def steps(self, _: int) -> None:
        """The clock goes back, is put right, and perhaps further than that."""
        town, back = self.fleet.place.town, self.chance.choice(BACK)
        begin = await town.moves_clock(seconds=-back)
        await asyncio.sleep(self.chance.uniform(0.2, 1.0))
        end = await town.moves_clock(seconds=back + self.chance.choice(FORTH))
        self.twice.append((begin - UNSURE, end - timedelta(seconds=back) + UNSURE))
