"""Opens a street: the playground, our bot on it as in real life, and a view of its database."""

from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

from bot.app import App
from bot.config import Settings
from bot.desk import Take
from bot.pace import Pace
from bot.playground.server import start
from bot.playground.world import World
from handlers.conversation import take
from handlers.features import COMMANDS
from storage.connection import reading_engine
from tests.bot.conftest import unused_port
from tests.faults.street import Street
from tests.journeys.conftest import MONDAY, TOKEN
from tests.phone import Town


@asynccontextmanager
async def opened(
    url: str, folder: Path, webhook: bool = False, take: Take = take, pace: Pace | None = None
) -> AsyncIterator[Street]:
    """The bot runs on it, and it is Monday morning."""
    playground = await start(World(TOKEN, "minqing_test_bot", "民情通"), "127.0.0.1", 0)
    port = unused_port()
    settings = Settings(
        token=SecretStr(TOKEN),
        telegram_url=playground.url,
        clock_url=playground.url,
        database_url=SecretStr(url),
        files=folder / "files",
        listen=f"127.0.0.1:{port}",
        key=SecretStr(b64encode(b"k" * 32).decode()),
        webhook_url=f"http://127.0.0.1:{port}/telegram" if webhook else "",
        webhook_secret=SecretStr("s" * 20 if webhook else ""),
    )
    engine = reading_engine(url, 1)
    async with Town(playground.url) as town:
        app = App(settings, take, tuple(COMMANDS))
        app._delivery._pace = pace or Pace(overall=10_000, person=100)
        try:
            await app.start()
            await town.moves_clock(to=MONDAY)
            yield Street(town, playground, app, engine)
        finally:
            await app.close()
            engine.dispose()
            await playground.close()
