"""Where memories live while scenes are played: files of SQLite, or databases of the PostgreSQL that the tests bring."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Protocol

from sqlalchemy import Engine, text

from tests.postgres import Server
from tests.storage.test_postgresql import name_of

FILE = "minqing.db"
LOOK_AGAIN, ROUNDS = 0.005, 2000
OTHERS = text("SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")


class Homes(Protocol):
    """Either kind."""

    def first(self, folder: Path) -> str:
        """The address of a memory with every table and no rows. `folder`: that of the scene, to be made."""

    def copied(self, url: str, folder: Path) -> AbstractContextManager[str]:
        """The address of a copy. `folder`: one into which that of the scene was copied."""

    def buried(self, engine: Engine) -> None:
        """Wait until what the dead have asked for is done or undone; nobody else may look in but `engine`."""


@dataclass(frozen=True)
class Files:
    """`built`: a file with every table."""

    built: Path

    def first(self, folder: Path) -> str:
        """Beside what else belongs to the scene."""
        folder.mkdir()
        return f"sqlite:///{shutil.copy(self.built, folder / FILE)}"

    @contextmanager
    def copied(self, _: str, folder: Path) -> Iterator[str]:
        """It is there already."""
        yield f"sqlite:///{folder / FILE}"

    def buried(self, engine: Engine) -> None:
        """Whoever is dead does nothing."""


@dataclass(frozen=True)
class Databases:
    """`template`: the name of one with every table."""

    server: Server
    template: str

    def first(self, folder: Path) -> str:
        """A new one."""
        folder.mkdir()
        return self.server.address(self.server.create(self.template))

    @contextmanager
    def copied(self, url: str, _: Path) -> Iterator[str]:
        """A new one, dropped afterwards."""
        name = self.server.create(name_of(url))
        yield self.server.address(name)
        self.server.drop(name)

    def buried(self, engine: Engine) -> None:
        """The server may have a COMMIT in hand whose sender is dead."""
        for _ in range(ROUNDS):
            with engine.connect() as connection:
                if connection.execute(OTHERS).first() is None:
                    return
            sleep(LOOK_AGAIN)
        raise AssertionError("the dead are still connected")
