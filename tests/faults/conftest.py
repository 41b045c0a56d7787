"""A street for each test of faults: the playground, our bot on it as in real life, and a view of its database."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.homes import Databases, Files, Homes
from tests.faults.opening import opened
from tests.faults.street import Street

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
def homes(database_kind: str, request: pytest.FixtureRequest) -> Homes:
    """Where memories live, of the kind on which a test runs."""
    if database_kind == "sqlite":
        return Files(request.getfixturevalue("built"))
    return Databases(request.getfixturevalue("server"), request.getfixturevalue("template"))


@pytest.fixture
async def street(url: str, tmp_path: Path, impatient: None) -> AsyncIterator[Street]:
    async with opened(url, tmp_path) as own:
        yield own
