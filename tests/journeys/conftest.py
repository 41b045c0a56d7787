"""A whole town for each story: the playground, our bot on it as in real life, every update handed over twice."""

from base64 import b64encode
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr

from bot.app import App
from bot.config import Settings
from bot.pace import Pace
from bot.playground.server import Server, start
from bot.playground.world import World
from domain.people import Role
from domain.services.enrolling import invite
from handlers.conversation import take
from handlers.enrol import PREFIX
from handlers.features import COMMANDS
from tests.conftest import BOTH
from tests.phone import Phone, Town

TOKEN = "1:playground"
CHINA = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)
"""When every story begins: a working Monday, ten in the morning."""


@dataclass
class Story:
    """The town, its people's phones, and the bot behind it."""

    town: Town
    app: App

    async def resident(self, name: str = "陈阿姨", language: str = "zh-hans") -> Phone:
        """Somebody who has never talked with the bot."""
        return await self.town.person(name, language)

    async def staff(self, name: str, role: Role, unit: str) -> Phone:
        """Somebody who has opened the link of an invitation."""
        phone = await self.town.person(name)
        now = self.app.clock.now()
        token = await self.app.database.run(None, lambda uow: invite(uow, role, unit, now))
        await phone.opens_link(f"{PREFIX}{token}")
        await phone.hears("欢迎加入民情通")
        return phone


@pytest.fixture
async def playground() -> AsyncIterator[Server]:
    server = await start(World(TOKEN, "minqing_test_bot", "民情通"), "127.0.0.1", 0)
    yield server
    await server.close()


@pytest.fixture(params=BOTH)
def database_kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture
async def story(
    playground: Server, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Story]:
    monkeypatch.setattr(
        "bot.app.Pace", partial(Pace, burst=1000)
    )  # nobody waits here; the pace has its own tests
    settings = Settings(
        token=SecretStr(TOKEN),
        telegram_url=playground.url,
        clock_url=playground.url,
        database_url=SecretStr(url),
        files=tmp_path / "files",
        listen="127.0.0.1:0",
        key=SecretStr(b64encode(b"k" * 32).decode()),
        webhook_url="",
    )
    async with Town(playground.url) as town:
        await town.hands_over(copies=2)
        app = App(settings, take, tuple(COMMANDS))
        await app.start()
        await town.moves_clock(to=MONDAY)
        yield Story(town, app)
        await app.close()
