"""Trouble, failing commits, locks: nobody is told that something is kept when it is not."""

import sqlite3

import psycopg
import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.pool import PoolProxiedConnection

from storage.connection import working_engine, writing_engine
from storage.trouble import Unavailable
from tests.storage.notes import Notes, breaks, hides_that_it_broke, kept, together, write, writes


class FailingCommits:
    """Stands in for the driver's COMMIT: lets some pass, then fails so many, before or after it is done."""

    def __init__(self, database: Notes, patch: pytest.MonkeyPatch, passes: int, fails: int) -> None:
        self.passes, self.fails, self.after = passes, fails, False
        self.real = database._writing.dialect.do_commit
        patch.setattr(database._writing.dialect, "do_commit", self)

    def __call__(self, raw: PoolProxiedConnection) -> None:
        self.passes -= 1
        failing = -self.fails <= self.passes < 0
        if not failing or self.after:
            self.real(raw)
        if failing:
            raise lost(raw)


def lost(raw: PoolProxiedConnection) -> Exception:
    """What the driver says when disk or server fail it."""
    if isinstance(raw.dbapi_connection, psycopg.Connection):
        raw.dbapi_connection.close()
        return psycopg.OperationalError("server closed the connection unexpectedly")
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    return error


def write_unless_kept(connection: Connection) -> str:
    """Rerunnable, as works must be: a natural key tells whether it is done."""
    if connection.execute(text("SELECT 1 FROM note WHERE word = 'once'")).first():
        return "was kept"
    return write(connection, "once")


async def test_trouble_loses_nobody_elses_work(database: Notes, notes_url: str) -> None:
    one, error, two = await together(database, writes("one"), breaks, writes("two"))
    assert isinstance(error, Unavailable)
    assert (one, two) == ("one", "two")
    assert kept(notes_url) == {"one", "two"}
    assert database.health().alone == 3
    assert await database.run("c", writes("three")) == "three"


async def test_a_work_that_hides_that_it_broke_is_not_done(database: Notes, notes_url: str) -> None:
    one, error, two = await together(database, writes("one"), hides_that_it_broke, writes("two"))
    assert isinstance(error, Unavailable)
    assert kept(notes_url) == {"one", "two"} == {one, two}


async def test_a_failed_commit_is_tried_again_for_each_alone(
    database: Notes, notes_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    FailingCommits(database, monkeypatch, passes=1, fails=1)
    assert await together(database, writes("one"), writes("two")) == ["one", "two"]
    assert kept(notes_url) == {"one", "two"}
    assert database.health().alone == 2
    assert database.health().well


async def test_what_cannot_be_committed_is_unavailable(
    database: Notes, notes_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    FailingCommits(database, monkeypatch, passes=1, fails=3)
    errors = await together(database, writes("one"), writes("two"))
    assert [type(error) for error in errors] == [Unavailable, Unavailable]
    assert kept(notes_url) == set()
    assert not database.health().well
    assert await database.run("a", writes("three")) == "three"
    assert database.health().well


async def test_a_commit_that_was_kept_after_all_is_not_done_twice(
    database: Notes, notes_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    FailingCommits(database, monkeypatch, passes=0, fails=1).after = True
    assert await database.run("a", write_unless_kept) == "was kept"
    assert kept(notes_url) == {"once"}


async def test_a_connection_closed_under_a_work_is_replaced(database: Notes, notes_url: str) -> None:
    closed: list[Connection] = []

    def closes_once(connection: Connection) -> str:
        if not closed:
            closed.append(connection)
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.close()
        return write(connection, "two")

    assert await together(database, writes("one"), closes_once) == ["one", "two"]
    assert kept(notes_url) == {"one", "two"}


async def test_somebody_elses_lock_is_unavailable_not_lost(
    database: Notes, notes_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine._PATIENCE", 0.05)
    monkeypatch.setattr("storage.sqlite._WAIT", 0.05)
    hurried, other = working_engine(notes_url, 1), writing_engine(notes_url)
    database._writing.dispose()
    monkeypatch.setattr(database, "_writing", hurried)
    with other.begin(), pytest.raises(Unavailable):
        await database.run("a", writes("one"))
    assert await database.run("a", writes("one")) == "one"
    for engine in (hurried, other):
        engine.dispose()


async def test_a_broken_rule_is_the_fault_of_its_work_only(database: Notes, notes_url: str) -> None:
    one, error, two = await together(database, writes("one"), writes("one"), writes("two"))
    assert isinstance(error, IntegrityError)
    assert "one" not in str(error)  # parameters stay out of errors, and so out of logs
    assert kept(notes_url) == {"one", "two"} == {one, two}
    assert database.health().alone == 0


@pytest.mark.parametrize(
    "error",
    [OperationalError("connect", None, Exception("timeout expired")), Unavailable("not in UTF8 any more")],
)
async def test_a_database_that_cannot_be_reached_is_waited_for_once_by_all(
    database: Notes, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """A host that drops what is sent to it costs five seconds for each try, and a batch has thirty works.

    Seen to bite: each of them tries by itself, after they have tried together.
    """
    tries: list[int] = []
    usual = database._writing.connect

    def away() -> Connection:
        tries.append(1)
        if len(tries) == 1:  # the gate
            return usual()
        raise error

    monkeypatch.setattr(database._writing, "connect", away)
    errors = await together(database, writes("one"), writes("two"), writes("three"))
    assert [type(error) for error in errors] == [Unavailable] * 3
    assert len(tries) == 3
    assert not database.health().well
    monkeypatch.undo()
    assert await database.run("a", writes("four")) == "four"
    assert database.health().well
