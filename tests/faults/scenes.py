"""Moments of a story, kept as they were just before an act, to be begun from again and again."""

import asyncio
import shutil
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import Engine, or_, select

from bot.app import App
from bot.config import Settings
from bot.pace import Pace
from bot.playground.keeping import keep, remember
from bot.playground.server import Server, start
from bot.playground.world import World
from domain.files import FileState
from handlers.conversation import take
from handlers.features import COMMANDS
from storage import tables
from storage.connection import reading_engine
from storage.outbox import _FREE as FREE
from tests.bot.conftest import unused_port
from tests.faults.check_history import check_history
from tests.faults.homes import Homes
from tests.journeys.conftest import MONDAY, TOKEN, Story
from tests.note import Json
from tests.phone import Phone, Town

KEY = b64encode(b"k" * 32).decode()
LOOK_AGAIN, ROUNDS = 0.02, 500
ALL = {"most": 1000}
OUTBOX = tables.outbox.c
HELD = select(OUTBOX.id, OUTBOX.fence, OUTBOX.chat, OUTBOX.available_at).where(
    OUTBOX.leased, OUTBOX.settled_at.is_(None)
)
Phones = dict[str, Phone]
Prepare = Callable[[Story], Awaitable[Phones]]
"""Goes through a story up to the moment before an act; everybody's phones by name."""


@dataclass
class Place:
    """What one life of the bot needs: database, files, and the playground to talk to."""

    folder: Path
    url: str
    playground: Server
    town: Town
    phones: Phones
    engine: Engine
    homes: Homes | None = None
    port: int = field(default_factory=unused_port)
    orphans: set[tuple[int, int]] = field(default_factory=set)

    def env(self, webhook: bool) -> dict[str, str]:
        """The settings of the bot."""
        hook = f"http://127.0.0.1:{self.port}/telegram" if webhook else ""
        own = {
            "TOKEN": TOKEN,
            "TELEGRAM_URL": self.playground.url,
            "CLOCK_URL": self.playground.url,
            "DATABASE_URL": self.url,
            "FILES": str(self.folder / "files"),
            "LISTEN": f"127.0.0.1:{self.port}",
            "KEY": KEY,
            "WEBHOOK_URL": hook,
            "WEBHOOK_SECRET": "s" * 20 if webhook else "",
            "PACE": "10000",
        }
        return {f"MINQING_{name}": value for name, value in own.items()}

    async def rests(self, rounds: int = ROUNDS) -> None:
        """Wait until nothing that waits could be done now."""
        for _ in range(rounds):
            await self.town.quiet(40)
            if not await asyncio.to_thread(self._busy):
                return
            await asyncio.sleep(LOOK_AGAIN)
        busy, now = await asyncio.to_thread(self._busy), self.playground.world.clock.now()
        raise AssertionError(f"it never came to rest by {now}: {busy}")

    async def time_passes(self, *seconds: int) -> None:
        """The clock moves by so much, again and again; each time everything due is done."""
        await self.rests()
        for some in seconds:
            await self.town.moves_clock(seconds=some)
            await self.rests()

    def _busy(self) -> list[str]:
        """What could be done, or is being done, now."""
        now, row = self.playground.world.clock.now(), tables.file.c
        named = select(row.id).where(
            row.state == FileState.NAMED, or_(row.not_before.is_(None), row.not_before <= now)
        )
        with self.engine.connect() as connection:
            free = [f"{row.id} to {row.chat} is free" for row in connection.execute(FREE, ALL | {"now": now})]
            found = [row for row in connection.execute(HELD) if (row.id, row.fence) not in self.orphans]
            held = [f"{row.id} to {row.chat} is held until {row.available_at}" for row in found]
            files = [f"{row.id} is not fetched" for row in connection.execute(named)]
            return [*free, *held, *files]

    def leaves_orphans(self) -> None:
        """The bot is dead: what it was sending is waited for no longer."""
        if self.homes is not None:
            self.homes.buried(self.engine)
        with self.engine.connect() as connection:
            self.orphans |= {(row.id, row.fence) for row in connection.execute(HELD)}

    async def violations(self, killed: bool) -> list[str]:
        """What `check_history` finds now."""
        entries = list(self.playground.world.history.entries)
        return await asyncio.to_thread(check_history, entries, self.engine, self.folder / "files", killed)


@dataclass
class Scene:
    """A kept moment: a folder with database, files and playground, and what had happened until then."""

    folder: Path
    homes: Homes
    url: str
    history: list[Json]
    phones: dict[str, tuple[int, int]]
    copies: int = 0

    @asynccontextmanager
    async def begun(self, webhook: bool = False) -> AsyncIterator[Place]:
        """Begin from it, in a copy of its own."""
        self.copies += 1
        folder = Path(shutil.copytree(self.folder, self.folder.parent / f"{self.folder.name}-{self.copies}"))
        world = World(TOKEN, "minqing_test_bot", "民情通")
        remember(world, folder)
        world.history.entries.extend(self.history)
        playground = await start(world)
        with self.homes.copied(self.url, folder) as url:
            engine = reading_engine(url, 1)
            async with Town(playground.url) as town:
                phones = {name: Phone(town, one, name, chat) for name, (one, chat) in self.phones.items()}
                yield Place(folder, url, playground, town, phones, engine, self.homes)
            engine.dispose()
            await playground.close()
        shutil.rmtree(folder)


async def kept_scene(prepare: Prepare, homes: Homes, folder: Path) -> Scene:
    """Go through a story and keep the moment at which it stands then. `folder`: a new one."""
    url = await asyncio.to_thread(homes.first, folder)
    world = World(TOKEN, "minqing_test_bot", "民情通")
    playground = await start(world)
    async with Town(playground.url) as town:
        app = App(_settings(playground.url, url, folder), take, tuple(COMMANDS))
        app._delivery._pace = Pace(overall=10_000, person=100)
        await app.start()
        await town.moves_clock(to=MONDAY)
        phones = await prepare(Story(town, app))
        await town.quiet(100)
        await app.close()
        keep(world, folder)
        kept = {name: (phone.person, phone.chat) for name, phone in phones.items()}
        scene = Scene(folder, homes, url, list(world.history.entries), kept)
    await playground.close()
    return scene


def _settings(playground: str, url: str, folder: Path) -> Settings:
    return Settings(
        token=SecretStr(TOKEN),
        telegram_url=playground,
        clock_url=playground,
        database_url=SecretStr(url),
        files=folder / "files",
        listen="127.0.0.1:0",
        key=SecretStr(KEY),
        webhook_url="",
    )
