"""Opens the database, a SQLite file or PostgreSQL, so that what is committed stays and readers cannot write."""

from collections.abc import Collection, Hashable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError

from storage import sqlite

_WAIT = 5


class Kind(Protocol):
    """What storage/sqlite.py and storage/postgresql.py both know."""

    WORKERS: int

    def working_engine(self, address: URL, workers: int) -> Engine:
        """A connection for each worker, on which works are done."""

    def lock(self, connection: Connection, people: Collection[Hashable]) -> Collection[Hashable]:
        """Those of the people whom this transaction may act for, until it ends."""

    def hold(self, connection: Connection, person: Hashable) -> None:
        """From here on nobody else acts for this person."""

    def writing_engine(self, address: URL, wait: float) -> Engine:
        """The one connection that may change things; each transaction takes the write lock at its start."""

    def reading_engine(self, address: URL, connections: int) -> Engine:
        """Connections that see one moment per transaction and refuse to change anything."""

    def stands(self, raw: object) -> bool:
        """Whether the transaction on the driver's connection goes on and can be kept."""


def workers_of(url: str) -> int:
    """How many works may be done side by side. `ValueError` for a wrong address."""
    return _kind(_address(url).get_backend_name()).WORKERS


def working_engine(url: str, workers: int) -> Engine:
    """What works are done on, side by side where the database can; see `lock`."""
    address = _address(url)
    return _kind(address.get_backend_name()).working_engine(address, workers)


def lock(connection: Connection, people: Collection[Hashable]) -> Collection[Hashable]:
    """Those of the people whom this transaction may act for, until it ends; the others are in other hands.

    Before any savepoint. `Busy` while somebody builds.
    """
    return _kind(connection.dialect.name).lock(connection, people)


def hold(connection: Connection, person: Hashable) -> None:
    """From here to the end of the transaction nobody else acts for this person; waits a moment for whoever does."""
    _kind(connection.dialect.name).hold(connection, person)


def writing_engine(url: str, wait: float = _WAIT) -> Engine:
    """The one connection that may change things; each transaction takes the write lock at its start.

    `wait`: seconds until a lock that somebody else holds is called trouble. `ValueError` for a wrong address.
    """
    address = _address(url)
    return _kind(address.get_backend_name()).writing_engine(address, wait)


def seat_engine(url: str) -> Engine:
    """One connection outside all transactions; PostgreSQL only."""
    from storage import postgresql

    return postgresql.seat_engine(_address(url))


def reading_engine(url: str, connections: int) -> Engine:
    """Connections that see one moment per transaction and refuse to change anything."""
    address = _address(url)
    return _kind(address.get_backend_name()).reading_engine(address, connections)


def stands(connection: Connection) -> bool:
    """Whether the transaction goes on and can be kept: after trouble every statement may still "succeed"."""
    if connection.invalidated:
        return False
    return _kind(connection.dialect.name).stands(connection.connection.dbapi_connection)


def is_shared(connection: Connection) -> bool:
    """Whether others may change things while this transaction does: what it reads to change, it must lock."""
    return connection.dialect.name == "postgresql" and not connection.get_execution_options().get(
        "reads_only"
    )


def file_of(url: str) -> Path | None:
    """The file of a SQLite address, None for PostgreSQL; `ValueError` for what we cannot use."""
    address = _address(url)
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


@cache
def _kind(name: str) -> Kind:
    if name == "sqlite":
        return sqlite
    from storage import postgresql  # needs a driver that is installed only where it is used

    return postgresql


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError("the database address cannot be read") from None
    name = address.get_backend_name()
    if name == "postgresql" and address.database and find_spec("psycopg"):
        return address.set(drivername="postgresql+psycopg")
    if name == "sqlite" and address.database and ":memory:" not in address.database:
        return address
    raise ValueError("the database must be a file, sqlite:///path/to/file, or postgresql://host/name")
