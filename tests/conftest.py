"""What all tests share: loopback only, examples that repeat, and nothing left out in silence."""

import os
import shutil
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from domain.policy import DEMO, Policy, read_policy
from storage import migrate, sqlite
from tests import chromium, letters, postgres
from tests.faults import lives
from tests.loopback import HomeSocket
from tests.reading_once import reading_once
from tests.shelf import Shelf

settings.register_profile("minqing", deadline=None, derandomize=True, database=None)
settings.load_profile("minqing")

BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))
"""The databases we run on; a folder or a test that runs on both gives these to `database_kind`."""

NEEDS: dict[str, tuple[Callable[[], Path | None], str]] = {
    "browser": (chromium.find, chromium.ADVICE),
    "letters": (letters.find, letters.ADVICE),
    "postgresql": (postgres.find, postgres.ADVICE),
    "strace": (lives.find_strace, lives.STRACE_ADVICE),
}
LEFT_OUT = pytest.StashKey[dict[str, int]]()


@pytest.fixture(autouse=True, scope="session")
def loopback_only() -> Iterator[None]:
    """No test leaves this machine."""
    patch = pytest.MonkeyPatch()
    patch.setattr(socket, "socket", HomeSocket)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def read_once() -> None:
    """Bots of one run share sentences and rules."""
    reading_once()


@pytest.fixture(scope="session")
def cradle() -> Iterator[lives.Cradle]:
    """Whence all lives of the bot come that may be killed."""
    own = lives.Cradle()
    yield own
    own.close()


@pytest.fixture
async def nursery(cradle: lives.Cradle, tmp_path: Path) -> AsyncIterator[lives.Nursery]:
    """The lives of a test; none outlives it."""
    async with lives.Nursery(cradle, tmp_path / "log") as opened:
        yield opened


@pytest.fixture(autouse=True, scope="session")
def quick_files() -> Iterator[None]:
    """In this process the disk is not waited for, as PostgreSQL's is not: the tests end no machine.

    What they start and kill, and whose disk they take away, waits as in real life.
    """
    patch = pytest.MonkeyPatch()
    careless = tuple(pragma.replace("synchronous=FULL", "synchronous=OFF") for pragma in sqlite._PRAGMAS)
    assert careless != sqlite._PRAGMAS
    patch.setattr(sqlite, "_PRAGMAS", careless)
    yield
    patch.undo()


@pytest.fixture
def safe_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the disk is waited for all the same."""
    safe = tuple(pragma.replace("synchronous=OFF", "synchronous=FULL") for pragma in sqlite._PRAGMAS)
    monkeypatch.setattr(sqlite, "_PRAGMAS", safe)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with every table and no rows, to be copied: migrating once is enough."""
    path = tmp_path_factory.mktemp("built") / "minqing.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL of our own, started when the first test asks for it."""
    installed = postgres.find()
    assert installed
    started = postgres.Server(installed)
    yield started
    started.close()


@pytest.fixture(scope="session")
def template(server: postgres.Server) -> str:
    """The same as `built` on PostgreSQL: a database to be copied."""
    name = server.create()
    migrate.upgrade(server.address(name))
    return name


@pytest.fixture(scope="session")
def shelf(server: postgres.Server, template: str) -> Shelf:
    """Copies of the template that go from test to test."""
    return Shelf(server, template)


@pytest.fixture
def database_kind() -> str:
    """Which of the databases a test runs on."""
    return "sqlite"


@pytest.fixture
def url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database with every table and no rows, the test's own."""
    if database_kind == "sqlite":
        yield f"sqlite:///{shutil.copy(request.getfixturevalue('built'), tmp_path / 'minqing.db')}"
        return
    shelf: Shelf = request.getfixturevalue("shelf")
    name = shelf.lend()
    yield request.getfixturevalue("server").address(name)
    shelf.take_back(name)


@pytest.fixture
def empty_url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database without any tables, the test's own."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'new.db'}"
        return
    server: postgres.Server = request.getfixturevalue("server")
    name = server.create()
    yield server.address(name)
    server.drop(name)


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The demo district."""
    return read_policy(DEMO)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests whose browser or server is not there, but never on a build machine."""
    if "full" not in config.option.markexpr:
        items[:] = [item for item in items if not item.get_closest_marker("full") or _is_for_here(item)]
    left_out = {}
    for mark, (find, advice) in NEEDS.items():
        held_up = [item for item in items if item.get_closest_marker(mark)]
        if not held_up or find():
            continue
        if os.environ.get("CI"):
            raise pytest.UsageError(f"{len(held_up)} {mark} tests would be left out: {advice}")
        left_out[mark] = len(held_up)
        for item in held_up:
            item.add_marker(pytest.mark.skip(reason=advice))
    config.stash[LEFT_OUT] = left_out


def _is_for_here(item: pytest.Item) -> bool:
    """A long search that a build machine, which has more time, does whole."""
    return bool(os.environ.get("CI") and item.get_closest_marker("in_ci"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say at the end what was left out."""
    for mark, number in config.stash.get(LEFT_OUT, {}).items():
        terminalreporter.write_sep("!", "LEFT OUT", yellow=True, bold=True)
        terminalreporter.write_line(f"{number} {mark} tests did not run: {NEEDS[mark][1]}", yellow=True)
