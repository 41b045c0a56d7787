"""Opens the database file the safe way: every commit reaches the disk, one writes, readers cannot."""

import sqlite3

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import Connection, ExceptionContext
from sqlalchemy.pool import ConnectionPoolEntry

_BUSY_MS = 5000
_PRAGMAS = (
    f"PRAGMA busy_timeout={_BUSY_MS}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
)


def writing_engine(url: str) -> Engine:
    """The one connection that may change things; each transaction takes the write lock at its start."""
    engine = _engine(url, connections=1)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reading_engine(url: str, connections: int) -> Engine:
    """Connections that see one moment per transaction and refuse to change anything."""
    engine = _engine(url, connections)
    event.listen(engine, "connect", _forbid_writing)
    event.listen(engine, "begin", _begin)
    return engine


def _engine(url: str, connections: int) -> Engine:
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database or ":memory:" in address.database:
        raise ValueError("the database address must name a SQLite file: sqlite:///path/to/file")
    engine = create_engine(address, hide_parameters=True, pool_size=connections, max_overflow=0)
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
    if not _stands(connection.connection.dbapi_connection):
        context.is_disconnect = True
        context.invalidate_pool_on_disconnect = False


def _stands(raw: object) -> bool:
    try:
        return isinstance(raw, sqlite3.Connection) and raw.in_transaction
    except sqlite3.Error:  # closed under our feet
        return False
