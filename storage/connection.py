"""Opens the database, a SQLite file or PostgreSQL, so that what is committed stays and readers cannot write."""

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

    def writing_engine(self, address: URL, wait: float) -> Engine:
        """The one connection that may change things; each transaction takes the write lock at its start."""

    def reading_engine(self, address: URL, connections: int) -> Engine:
        """Connections that see one moment per transaction and refuse to change anything."""

    def stands(self, raw: object) -> bool:
        """Whether the transaction on the driver's connection goes on and can be kept."""


def writing_engine(url: str, wait: float = _WAIT) -> Engine:
    """The one connection that may change things; each transaction takes the write lock at its start.

    `wait`: seconds until a lock that somebody else holds is called trouble. `ValueError` for a wrong address.
    """
    address = _address(url)
    return _kind(address.get_backend_name()).writing_engine(address, wait)


def reading_engine(url: str, connections: int) -> Engine:
    """Connections that see one moment per transaction and refuse to change anything."""
    address = _address(url)
    return _kind(address.get_backend_name()).reading_engine(address, connections)


def stands(connection: Connection) -> bool:
    """Whether the transaction goes on and can be kept: after trouble every statement may still "succeed"."""
    if connection.invalidated:
        return False
    return _kind(connection.dialect.name).stands(connection.connection.dbapi_connection)


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
