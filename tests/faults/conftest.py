"""A street for each test of faults: the playground, our bot on it as in real life, and a view of its database."""

from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import App
from bot.config import Settings
from bot.pace import Pace
from bot.playground.server import start
from bot.playground.world import World
from handlers.conversation import take
from handlers.features import COMMANDS
from storage.connection import reading_engine
from tests.faults.street import Street
from tests.journeys.conftest import MONDAY, TOKEN
from tests.phone import Town

Figures = Callable[[str], None]
"""Takes a sentence with figures, to be told at the end."""
TOLD = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def figures(pytestconfig: pytest.Config) -> Figures:
    """What a search has to tell when all is over."""
    return pytestconfig.stash.setdefault(TOLD, []).append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell the figures."""
    for told in config.stash.get(TOLD, []):
        terminalreporter.write_line(f"· {told}")


@pytest.fixture
def impatient() -> Iterator[None]:
    """Nobody waits long at the end for an answer that never comes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.app._LAST_SENDS", 0.1)
        yield


@pytest.fixture
async def street(url: str, tmp_path: Path, impatient: None) -> AsyncIterator[Street]:
    playground = await start(World(TOKEN, "minqing_test_bot", "民情通"), "127.0.0.1", 0)
    settings = Settings(
        token=SecretStr(TOKEN),
        telegram_url=playground.url,
        clock_url=playground.url,
        database_url=url,
        files=tmp_path / "files",
        listen="127.0.0.1:0",
        key=SecretStr(b64encode(b"k" * 32).decode()),
        webhook_url="",
    )
    engine = reading_engine(url, 1)
    async with Town(playground.url) as town:
        app = App(settings, take, tuple(COMMANDS))
        app._delivery._pace = Pace(overall=10_000, person=100)
        await app.start()
        await town.moves_clock(to=MONDAY)
        yield Street(town, playground, app, engine)
        await app.close()
    engine.dispose()
    await playground.close()
