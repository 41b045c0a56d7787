"""Opens PostgreSQL the safe way: every commit reaches the disk, one acts for a person at a time, readers cannot."""

from collections.abc import Collection, Hashable
from contextlib import ExitStack
from hashlib import blake2b

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import Connection, ExceptionContext
from sqlalchemy.pool import ConnectionPoolEntry

from storage.trouble import Busy, Unavailable

Raw = psycopg.Connection[tuple[object, ...]]

WORKERS = 3
"""Works done side by side by one process; more only wait for each other in Python."""

_LOCK = int.from_bytes(b"minqing")
"""The advisory lock of whoever builds: works share it, migrations and copies have it for themselves."""
_TAKE = f"""
    SELECT key FROM unnest(%(keys)s::bigint[]) AS key WHERE CASE key
        WHEN {_LOCK} THEN pg_try_advisory_xact_lock_shared(key) ELSE pg_try_advisory_xact_lock(key) END
"""
_HOLD = f"SELECT pg_advisory_xact_lock(%(key)s) WHERE %(key)s <> {_LOCK}"

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
# So is a machine of ours by the server, or what it held, such as its seat, would be held for hours.
_SETTINGS = """
    SELECT set_config('lock_timeout', %(wait)s, false),
           set_config('idle_in_transaction_session_timeout', %(idle)s, false),
           set_config('tcp_keepalives_idle', '15', false),
           set_config('tcp_keepalives_interval', '5', false),
           set_config('tcp_keepalives_count', '3', false),
           set_config('tcp_user_timeout', '30s', false),
           set_config('synchronous_commit', CASE current_setting('synchronous_commit')
                WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)
"""
_WAIT = 5
_WAIT_OF_WORKS = 0.05
_IDLE, _IDLE_OF_WORKS = 60, 10
"""Seconds until the server ends who holds locks and says nothing: a process that was stopped does not for long."""


def working_engine(address: URL, workers: int) -> Engine:
    """A connection for each worker; whoever meets a lock there waits a moment only."""
    return _engine(address, workers, _WAIT_OF_WORKS, idle=_IDLE_OF_WORKS)


def lock(connection: Connection, people: Collection[Hashable]) -> Collection[Hashable]:
    """Those of the people whom this transaction may act for, until it ends. `Busy` while somebody builds.

    To be called before any savepoint: what is taken inside one is freed with it. It never waits.
    """
    keys = {person: key_of(person) for person in people}
    got = set(connection.exec_driver_sql(_TAKE, {"keys": [_LOCK, *keys.values()]}).scalars())
    if _LOCK not in got:
        raise Busy("somebody builds")
    return {person for person, key in keys.items() if key in got}


def hold(connection: Connection, person: Hashable) -> None:
    """From here on nobody else acts for this person; waits a moment for whoever does."""
    connection.exec_driver_sql(_HOLD, {"key": key_of(person)})


def key_of(person: Hashable) -> int:
    """The number by which the server knows a person: that of their chat, or one made from a name."""
    if isinstance(person, int) and abs(person) < 2**63:
        return person
    return int.from_bytes(blake2b(str(person).encode(), digest_size=8).digest(), signed=True)


def writing_engine(address: URL, wait: float) -> Engine:
    """One connection; each transaction has the database to itself, waiting so many seconds for that."""
    engine = _engine(address, 1, wait)
    event.listen(engine, "begin", _take_turn)
    return engine


def seat_engine(address: URL) -> Engine:
    """One connection outside all transactions, for a lock that lasts as long as the process."""
    return _engine(address, 1, _WAIT).execution_options(isolation_level="AUTOCOMMIT")


def reading_engine(address: URL, connections: int) -> Engine:
    """Connections that only read; each is looked at before use, for the server may have started anew."""
    engine = _engine(address, connections, _WAIT, look_first=True)
    event.listen(engine, "connect", _forbid_writing)
    return engine.execution_options(reads_only=True)


def stands(raw: object) -> bool:
    """Whether the transaction goes on and is not spoilt: COMMIT of a spoilt one rolls back without a word."""
    return isinstance(raw, psycopg.Connection) and raw.info.transaction_status is TransactionStatus.INTRANS


def _engine(
    address: URL, connections: int, wait: float, look_first: bool = False, idle: float = _IDLE
) -> Engine:
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
        _prepare(raw, {"wait": f"{wait:f}s", "idle": f"{idle:f}s"})

    event.listen(engine, "connect", prepare)
    event.listen(engine, "handle_error", _tell_no_values)
    return engine


def _prepare(raw: Raw, settings: dict[str, str]) -> None:
    with ExitStack() as unless_ready:
        unless_ready.callback(raw.close)
        if raw.info.parameter_status("server_encoding") != "UTF8":
            raise Unavailable("the database must be made with ENCODING 'UTF8'")
        raw.autocommit = True
        raw.execute(_SETTINGS, settings)
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
