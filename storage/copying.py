"""Copies a whole memory into an empty database of either kind, and shows that nothing changed on the way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, func, select, text, update

from storage.connection import reading_engine, writing_engine
from storage.shape import build_up, newest, standing
from storage.tables import metadata, outbox
from storage.trouble import trouble_is_unavailable

_AT_ONCE = 1000
_WRAP = 2**256


class Uncopied(Exception):
    """The copy was not made, or is not to be trusted; `why` is "shape", "not_empty" or "differs"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Content:
    """What a table holds: how many rows, and a digest that does not depend on their order."""

    rows: int
    digest: str


Contents = dict[str, Content]


def copy_all(source: str, target: str) -> Contents:
    """Copies every table as it stood at one moment; all of it is in the target, or nothing.

    What was written is read again and compared. Sealed columns go as they are: both need the same key.
    Raises `Uncopied`, and `Unavailable` when a database is away.
    """
    if standing(source) != newest():
        raise Uncopied("shape")
    build_up(target)
    with _reading(source) as giving, _writing(target) as taking:
        if any(content.rows for content in _contents(taking).values()):
            raise Uncopied("not_empty")
        given = {table.name: _copied(table, giving, taking) for table in metadata.sorted_tables}
        _count_on(taking)
    if contents(target) != given:
        raise Uncopied("differs")
    return given


def contents(url: str) -> Contents:
    """What each table holds; `Unavailable` when the database is away."""
    with _reading(url) as connection:
        return _contents(connection)


def calm(url: str, now: datetime) -> int:
    """After a restore: what waited to be sent may have left after the backup was made.

    Reminders come again by themselves and are dropped; the rest says that it may have come before. Returns
    how many were dropped. `now`: an aware datetime.
    """
    row = outbox.c
    waiting = row.settled_at.is_(None)
    with _writing(url) as connection:
        connection.execute(update(outbox).where(waiting, row.attempts == 0).values(attempts=1))
        dropped = update(outbox).where(waiting, row.rank > 0).values(settled_at=now, why="restored")
        return connection.execute(dropped).rowcount


def _copied(table: Table, giving: Connection, taking: Connection) -> Content:
    def put(part: list[Row[Any]]) -> None:
        taking.execute(table.insert(), [dict(row._mapping) for row in part])

    return _content(table, giving, put)


def _contents(connection: Connection) -> Contents:
    return {table.name: _content(table, connection) for table in metadata.sorted_tables}


def _content(table: Table, connection: Connection, also: Callable[[list[Row[Any]]], object] = len) -> Content:
    rows, total = 0, 0
    for part in _parts(table, connection):
        also(part)
        rows, total = rows + len(part), total + sum(map(_digest, part))
    return Content(rows, f"{total % _WRAP:064x}")


def _parts(table: Table, connection: Connection) -> Iterator[list[Row[Any]]]:
    asked = select(table).execution_options(yield_per=_AT_ONCE)
    yield from map(list, connection.execute(asked).partitions())


def _digest(row: Row[Any]) -> int:
    return int.from_bytes(sha256(repr(tuple(map(_plain, row))).encode()).digest())


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _count_on(connection: Connection) -> None:
    """PostgreSQL counts running numbers by itself and must be told where to go on."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        number = table.autoincrement_column
        if number is not None and (most := connection.execute(select(func.max(number))).scalar()):
            told = text("SELECT setval(pg_get_serial_sequence(:table, :number), :most)")
            connection.execute(told, {"table": table.name, "number": number.name, "most": most})


@contextmanager
def _reading(url: str) -> Iterator[Connection]:
    yield from _begun(reading_engine(url, 1))


@contextmanager
def _writing(url: str) -> Iterator[Connection]:
    yield from _begun(writing_engine(url))


def _begun(engine: Engine) -> Iterator[Connection]:
    try:
        with trouble_is_unavailable(), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
