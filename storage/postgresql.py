"""Opens PostgreSQL the safe way: every commit reaches the disk, one writes at a time, readers cannot."""

from contextlib import ExitStack

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import Connection, ExceptionContext
from sqlalchemy.pool import ConnectionPoolEntry

from storage.trouble import Unavailable

Raw = psycopg.Connection[tuple[object, ...]]

_LOCK = int.from_bytes(b"minqing")
"""The advisory lock of whoever writes: works, commands and migrations take turns, as in a SQLite file."""

_AT_CONNECTING: dict[str, object] = {
    "application_name": "minqing",
    "client_encoding": "utf8",
    "connect_timeout": 5,
    "target_session_attrs": "read-write",  # of several hosts, the one that writes
    # A server that vanished without a word is noticed while we wait for it.
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
_SETTINGS = """
    SELECT set_config('lock_timeout', %(wait)s, false),
           set_config('idle_in_transaction_session_timeout', '60s', false),
           set_config('synchronous_commit', CASE current_setting('synchronous_commit')
                WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)
"""
_WAIT = 5


def writing_engine(address: URL, wait: float) -> Engine:
    """One connection; each transaction takes the writers' lock, waiting so many seconds for it."""
    engine = _engine(address, 1, wait)
    event.listen(engine, "begin", _take_turn)
    return engine


def reading_engine(address: URL, connections: int) -> Engine:
    """Connections that only read; each is looked at before use, for the server may have started anew."""
    engine = _engine(address, connections, _WAIT, look_first=True)
    event.listen(engine, "connect", _forbid_writing)
    return engine


def stands(raw: object) -> bool:
    """Whether the transaction goes on and is not spoilt: COMMIT of a spoilt one rolls back without a word."""
    return isinstance(raw, psycopg.Connection) and raw.info.transaction_status is TransactionStatus.INTRANS


def _engine(address: URL, connections: int, wait: float, look_first: bool = False) -> Engine:
    wanted = {name: value for name, value in _AT_CONNECTING.items() if name not in address.query}
    engine = create_engine(
        address,
        hide_parameters=True,
        pool_size=connections,
        max_overflow=0,
        pool_pre_ping=look_first,
        connect_args=wanted,
    )

    def prepare(raw: Raw, _entry: ConnectionPoolEntry) -> None:
        _prepare(raw, wait)

    event.listen(engine, "connect", prepare)
    event.listen(engine, "handle_error", _tell_no_values)
    return engine


def _prepare(raw: Raw, wait: float) -> None:
    with ExitStack() as unless_ready:
        unless_ready.callback(raw.close)
        if raw.info.parameter_status("server_encoding") != "UTF8":
            raise Unavailable("the database must be made with ENCODING 'UTF8'")
        raw.autocommit = True
        raw.execute(_SETTINGS, {"wait": f"{wait:f}s"})
        raw.autocommit = False
        unless_ready.pop_all()


def _forbid_writing(raw: Raw, _entry: ConnectionPoolEntry) -> None:
    raw.read_only = True
    raw.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ


def _take_turn(connection: Connection) -> None:
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _tell_no_values(context: ExceptionContext) -> None:
    """The server's words repeat what was to be stored ("Key (phone)=(…)"): keep the code and the names."""
    error = context.original_exception
    if not isinstance(error, psycopg.Error) or not error.sqlstate:
        return
    names = (error.diag.table_name, error.diag.column_name, error.diag.constraint_name)
    told = " ".join(filter(None, (error.sqlstate, *names)))
    error.args = (told,)
    if context.sqlalchemy_exception is not None:
        context.sqlalchemy_exception.args = (f"({type(error).__name__}) {told}",)
