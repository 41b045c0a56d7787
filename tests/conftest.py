"""What all tests share: loopback only, examples that repeat, and nothing left out in silence."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from domain.policy import DEMO, Policy, read_policy
from storage import migrate
from tests import chromium
from tests.loopback import HomeSocket

settings.register_profile("minqing", deadline=None, derandomize=True, database=None)
settings.load_profile("minqing")

LEFT_OUT = pytest.StashKey[int]()


@pytest.fixture(autouse=True, scope="session")
def loopback_only() -> Iterator[None]:
    """No test leaves this machine."""
    patch = pytest.MonkeyPatch()
    patch.setattr(socket, "socket", HomeSocket)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with every table and no rows, to be copied: migrating once is enough."""
    path = tmp_path_factory.mktemp("built") / "minqing.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The demo district."""
    return read_policy(DEMO)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the browser tests out where there is no browser, but never on a build machine."""
    driven = [item for item in items if item.get_closest_marker("browser")]
    if not driven or chromium.find():
        return
    if chromium.must_have():
        raise pytest.UsageError(f"{len(driven)} browser tests would be left out: {chromium.ADVICE}")
    config.stash[LEFT_OUT] = len(driven)
    for item in driven:
        item.add_marker(pytest.mark.skip(reason=chromium.ADVICE))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say at the end what was left out."""
    left_out = config.stash.get(LEFT_OUT, 0)
    if left_out:
        terminalreporter.write_sep("!", "LEFT OUT", yellow=True, bold=True)
        terminalreporter.write_line(f"{left_out} browser tests did not run: {chromium.ADVICE}", yellow=True)
