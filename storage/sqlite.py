"""Opens a SQLite file the safe way: every commit reaches the disk, one writes, readers cannot."""

import sqlite3
from collections.abc import Collection, Hashable

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import Connection, ExceptionContext
from sqlalchemy.pool import ConnectionPoolEntry

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",  # what a savepoint would put back; as a file, it was three of four writes of a turn
)
_WAIT = 5

WORKERS = 1
"""A file has one writer."""


def working_engine(address: URL, _workers: int) -> Engine:
    """What works are done on: the one writer, no other way."""
    return writing_engine(address, _WAIT)


def lock(_connection: Connection, people: Collection[Hashable]) -> Collection[Hashable]:
    """The only writer has everybody to itself."""
    return people


def hold(_connection: Connection, _person: Hashable) -> None:
    """The only writer has everybody to itself."""


def writing_engine(address: URL, wait: float) -> Engine:
    """One connection; `BEGIN IMMEDIATE` takes the write lock, waiting so many seconds for it."""
    engine = _engine(address, 1, wait)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reading_engine(address: URL, connections: int) -> Engine:
    """Connections that only read."""
    engine = _engine(address, connections, _WAIT)
    event.listen(engine, "connect", _forbid_writing)
    event.listen(engine, "begin", _begin)
    return engine


def stands(raw: object) -> bool:
    """Whether the transaction goes on: a full disk ends it without a word."""
    try:
        return isinstance(raw, sqlite3.Connection) and raw.in_transaction
    except sqlite3.Error:  # closed under our feet
        return False


def _engine(address: URL, connections: int, wait: float) -> Engine:
    engine = create_engine(
        address, hide_parameters=True, pool_size=connections, max_overflow=0, connect_args={"timeout": wait}
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "handle_error", _drop_fallen)
    return engine


def _prepare(raw: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    raw.isolation_level = None  # the driver's own BEGIN comes too late and takes no lock; we say it ourselves
    for pragma in _PRAGMAS:
        raw.execute(pragma)


def _forbid_writing(raw: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    raw.execute("PRAGMA query_only=ON")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _drop_fallen(context: ExceptionContext) -> None:
    """After any error: does the transaction still stand?

    A full disk ends the whole transaction, and every statement after it would silently commit by itself.
    Declared lost, the connection refuses everything until its transaction is rolled back.
    """
    connection = context.connection
    if connection is None or connection.invalidated:
        return
    if not stands(connection.connection.dbapi_connection):
        context.is_disconnect = True
        context.invalidate_pool_on_disconnect = False
