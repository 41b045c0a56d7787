"""Brings the database to the shape that this release needs, step by step, and tells where it stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.connection import writing_engine
from storage.tables import metadata
from storage.trouble import trouble_is_unavailable

_WAIT = 60
_FOLDER = Path(__file__).parent / "migrations"


def upgrade(url: str, to: str = "head") -> None:
    """Builds what is missing, in one transaction: all of it or nothing.

    `Unavailable` when the database is away or somebody writes for longer than a minute.
    """
    with _connected(url) as connection:
        command.upgrade(_config(connection), to)


def downgrade(url: str, to: str = "base") -> None:
    """Takes back what was built after `to`, with all it holds."""
    with _connected(url) as connection:
        command.downgrade(_config(connection), to)


def current(url: str) -> str | None:
    """The name of the last step built; None for an empty database."""
    with _connected(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(url: str) -> bool:
    """Whether nothing is missing and nothing is newer than this release."""
    return current(url) == ScriptDirectory(str(_FOLDER)).get_current_head()


def steps() -> list[str]:
    """The names of all steps, in their order."""
    return [step.revision for step in ScriptDirectory(str(_FOLDER)).walk_revisions()][::-1]


def differences(url: str) -> list[object]:
    """Where the database is of another shape than storage/tables; empty when all steps were written."""
    with _connected(url) as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    """A transaction that holds the writers' lock: two who build take turns, and nobody writes meanwhile."""
    engine = writing_engine(url, _WAIT)
    try:
        with trouble_is_unavailable(), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
