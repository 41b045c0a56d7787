"""Two replicas on PostgreSQL behind one address, as in real life but in one process, and a look at what they keep."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, Table, func, select

from bot.app import App
from bot.config import Settings
from bot.pace import Pace
from bot.playground.server import Server, start
from bot.playground.world import World
from bot.reception import take_in
from domain.policy import Policy
from handlers.conversation import take
from handlers.features import COMMANDS
from storage import tables
from storage.connection import reading_engine
from storage.unit_of_work import open_database
from storage.vault import Vault
from tests.faults.check_history import check_history
from tests.journeys.conftest import MONDAY, TOKEN, Story
from tests.phone import Phone, Town
from tests.races.gateway import Gateway
from tests.races.two import Two

SECRET = "s" * 20
KEY = b64encode(b"k" * 32).decode()


@dataclass
class Pair(Story):
    """A town that is served by two replicas; `app` is the first of them."""

    other: App
    playground: Server
    gateway: Gateway
    engine: Engine
    files: Path
    numbers: int = 700_000_000

    @property
    def apps(self) -> tuple[App, App]:
        """Both."""
        return self.app, self.other

    def count(self, table: Table, *where: Any) -> int:
        """How many rows there are."""
        with self.engine.connect() as connection:
            found: int = connection.execute(
                select(func.count()).select_from(table).where(*where)
            ).scalar_one()
            return found

    def rows(self, table: Table, *where: Any) -> list[Any]:
        """All rows."""
        with self.engine.connect() as connection:
            return list(connection.execute(select(table).where(*where)).all())

    async def presses(self, phone: Phone, words: str, times: int, same: bool = False) -> None:
        """So many presses of one button, all at the same instant, by turns at both replicas.

        `same`: one press that Telegram hands over so many times.
        """
        notes = reversed(await phone.heard())
        note, place = next((note, place) for note in notes if (place := note.place_of(words, None)))
        button = note.raw["inline_keyboard"][place[0]][place[1]]
        self.numbers += times
        press = {
            "from": {
                "id": phone.person,
                "is_bot": False,
                "first_name": phone.name,
                "language_code": "zh-hans",
            },
            "message": {"message_id": note.id, "date": 1, "chat": {"id": phone.chat, "type": "private"}},
            "data": button["callback_data"],
        }
        updates = [
            {"update_id": self.numbers - (0 if same else n), "callback_query": {"id": f"p{n}", **press}}
            for n in range(times)
        ]
        desks = [self.apps[n % 2].desk for n in range(times)]
        await asyncio.gather(*(take_in(desk, update) for desk, update in zip(desks, updates, strict=True)))

    async def rests(self) -> None:
        """Wait until nothing is on its way or could go now."""
        await self.town.quiet(150)
        for _ in range(600):
            now = self.app.clock.now()
            row = tables.outbox.c
            if not self.count(tables.outbox, row.settled_at.is_(None), row.joins_at <= now):
                return
            for app in self.apps:
                app._delivery.wake()
            await self.town.quiet(40)
        raise AssertionError("the outbox never came to rest")

    def violations(self) -> list[str]:
        """What is wrong by I-1 … I-10."""
        return check_history(self.playground.world.history.entries, self.engine, self.files)


def settings(playground: Server, url: str, folder: Path, gateway: Gateway) -> Settings:
    return Settings(
        token=SecretStr(TOKEN),
        telegram_url=playground.url,
        clock_url=playground.url,
        database_url=SecretStr(url),
        files=folder / "files",
        listen="127.0.0.1:0",
        key=SecretStr(KEY),
        webhook_url=gateway.url,
        webhook_secret=SecretStr(SECRET),
        replica=True,
    )


@pytest.fixture
def database_kind() -> str:
    return "postgresql"


@pytest.fixture
async def pair(url: str, tmp_path: Path) -> AsyncIterator[Pair]:
    playground = await start(World(TOKEN, "minqing_test_bot", "民情通"), "127.0.0.1", 0)
    engine = reading_engine(url, 2)
    async with AsyncExitStack() as closing:
        closing.push_async_callback(playground.close)
        gateway = await closing.enter_async_context(Gateway())
        town = await closing.enter_async_context(Town(playground.url))
        apps = []
        for _ in range(2):
            app = App(settings(playground, url, tmp_path, gateway), take, tuple(COMMANDS))
            closing.push_async_callback(app.close)
            await app.start()
            app._delivery._pace = Pace(overall=10_000, person=100)
            apps.append(app)
        gateway.doors = [app.address for app in apps]
        await town.moves_clock(to=MONDAY)
        for app in apps:
            app._delivery._pace = Pace(overall=10_000, person=100)
        yield Pair(town, apps[0], apps[1], playground, gateway, engine, tmp_path / "files")
    engine.dispose()


@pytest.fixture
async def two(url: str, policy: Policy) -> AsyncIterator[Two]:
    vault = Vault([bytes(range(32))])
    engine = reading_engine(url, 1)
    async with AsyncExitStack() as closing:
        doors = [await closing.enter_async_context(open_database(url, vault, policy)) for _ in range(2)]
        yield Two(doors[0], doors[1], engine)
    engine.dispose()
