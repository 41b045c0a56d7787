"""A tiny memory of words, and works on it that fail in every way, for the tests of the door."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from storage.connection import writing_engine
from storage.engine import Database
from storage.trouble import Unavailable

Notes = Database[Connection]
Work = Callable[[Connection], object]

TABLES = {
    name: (
        f"CREATE TABLE note (word TEXT UNIQUE, content {content})",
        "CREATE TABLE counter (value INTEGER)",
        "INSERT INTO counter VALUES (0)",
    )
    for name, content in (("sqlite", "BLOB"), ("postgresql", "BYTEA"))
}


def write(connection: Connection, word: str, size: int = 0) -> str:
    connection.execute(
        text("INSERT INTO note VALUES (:word, :content)"), {"word": word, "content": bytes(size)}
    )
    return word


def kept(url: str) -> set[str]:
    """What a fresh process would find."""
    engine = writing_engine(url)
    try:
        with engine.begin() as connection:
            return {word for (word,) in connection.execute(text("SELECT word FROM note"))}
    finally:
        engine.dispose()


class Gate:
    """A first work that holds the worker, so that others gather behind it."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.release = threading.Event()

    def work(self, _: object) -> None:
        self.entered.set()
        assert self.release.wait(10)


async def outcome(result: Awaitable[object]) -> object:
    try:
        return await result
    except (LookupError, RuntimeError, SQLAlchemyError, Unavailable) as error:
        return error


async def together(database: Notes, *works: Work, people: Sequence[int] = range(99)) -> list[object]:
    """Runs works so that they meet in the line; their results, or what they raised."""
    gate = Gate()
    async with asyncio.TaskGroup() as group:
        group.create_task(database.run("gate", gate.work))
        await asyncio.to_thread(gate.entered.wait, 10)
        tasks = [
            group.create_task(outcome(database.run(person, work)))
            for person, work in zip(people, works, strict=False)
        ]
        await asyncio.sleep(0)
        assert database.health().waiting == len(works)
        gate.release.set()
    return [task.result() for task in tasks]


def writes(word: str) -> Work:
    return lambda connection: write(connection, word)


def calls(seen: list[str], name: str) -> Work:
    return lambda _: seen.append(name)


def fails(connection: Connection) -> None:
    write(connection, "half")
    raise LookupError("half done")


def breaks(connection: Connection) -> None:
    """Real trouble that ends the whole transaction: SQLite's disk is full, PostgreSQL ends our session."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
    pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
    write(connection, "big", 1_000_000)


def hides_that_it_broke(connection: Connection) -> str:
    try:
        breaks(connection)
    except OperationalError:
        return "all is well"
    return "never"
