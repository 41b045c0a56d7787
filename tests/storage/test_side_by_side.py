"""Several workers on PostgreSQL: each person has one at a time, and whoever meets a lock tries again, blameless."""

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection, text

from storage.connection import working_engine, writing_engine
from storage.engine import Database
from storage.postgresql import hold, key_of, lock
from storage.trouble import Unavailable
from tests.postgres import Server
from tests.storage.notes import Gate, Notes, Work, kept, writes
from tests.storage.test_postgresql import fails_with

pytestmark = pytest.mark.postgresql
COUNT = text("UPDATE counter SET value = value + 1")


@pytest.fixture
def database_kind() -> str:
    return "postgresql"


@pytest.fixture
async def one(notes_url: str) -> AsyncIterator[Notes]:
    async with Database(notes_url, lambda connection: connection) as opened:
        yield opened


@pytest.fixture
async def other(notes_url: str) -> AsyncIterator[Notes]:
    """A second process, as far as the server can tell."""
    async with Database(notes_url, lambda connection: connection) as opened:
        yield opened


async def entered(gate: Gate) -> None:
    assert await asyncio.to_thread(gate.entered.wait, 10)


async def test_a_slow_work_holds_up_nobody_else(one: Notes, notes_url: str) -> None:
    """Seen to bite: `WORKERS = 1` in storage/postgresql.py."""
    gate = Gate()
    async with asyncio.TaskGroup() as group:
        group.create_task(one.run("slow", gate.work))
        await entered(gate)
        assert await one.run("quick", writes("one")) == "one"
        gate.release.set()
    assert kept(notes_url) == {"one"}


async def test_works_of_one_person_keep_their_order_among_several_workers(one: Notes) -> None:
    seen: list[int] = []
    slow = threading.Event()

    def does(number: int) -> Work:
        def work(_: Connection) -> None:
            slow.wait(0.001)
            seen.append(number)

        return work

    await asyncio.gather(*(one.run("ann", does(number)) for number in range(30)))
    assert seen == list(range(30))


async def test_nobody_else_acts_for_a_person_whom_another_process_serves(
    one: Notes, other: Notes, notes_url: str
) -> None:
    """Seen to bite: `_TAKE` of storage/postgresql.py with `true` for every person."""
    gate, began = Gate(), threading.Event()

    def begins(_: Connection) -> None:
        began.set()

    async with asyncio.TaskGroup() as group:
        group.create_task(one.run(7, gate.work))
        await entered(gate)
        waiting = group.create_task(other.run(7, begins))
        second = group.create_task(other.run(7, writes("second")))
        assert await other.run(8, writes("one")) == "one"
        assert not began.is_set()
        assert not waiting.done()
        gate.release.set()
    assert began.is_set()
    assert second.result() == "second"
    assert other.health().well


async def test_patience_ends_and_then_it_is_unavailable(
    one: Notes, other: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine._PATIENCE", 0.05)
    gate = Gate()
    async with asyncio.TaskGroup() as group:
        group.create_task(one.run(7, gate.work))
        await entered(gate)
        with pytest.raises(Unavailable):
            await other.run(7, writes("late"))
        gate.release.set()
    assert other.health().well


@pytest.mark.parametrize("code", ["40001", "40P01", "55P03"])
async def test_who_meets_a_lock_tries_again_and_the_others_are_kept(
    one: Notes, notes_url: str, code: str
) -> None:
    """Seen to bite: `_told` of storage/engine.py without its first line (the work fails, and would be set aside)."""
    met: list[int] = []

    def meets(connection: Connection) -> str:
        met.append(1)
        if len(met) < 4:
            fails_with(code)(connection)
        return str(writes("mine")(connection))

    works = ((1, writes("one")), (2, meets), (2, writes("after")), (3, writes("two")))
    results = await asyncio.gather(*(one.run(person, work) for person, work in works))
    assert results == ["one", "mine", "after", "two"]
    assert len(met) == 4
    assert kept(notes_url) == {"one", "mine", "after", "two"}


async def test_two_who_want_what_the_other_has_both_get_it(one: Notes, other: Notes, notes_url: str) -> None:
    """Seen to bite: no second try at all (`_PATIENCE = 0`): one of them is `Unavailable`."""
    await asyncio.gather(one.run(None, writes("x")), one.run(None, writes("y")))
    both = threading.Barrier(2)
    tries: dict[str, int] = {"xy": 0, "yx": 0}

    def crosses(order: str) -> Work:
        def work(connection: Connection) -> None:
            tries[order] += 1
            for word in order:
                connection.execute(
                    text("UPDATE note SET content = content || 'a' WHERE word = :w"), {"w": word}
                )
                if tries[order] == 1 and word == order[0]:
                    both.wait(10)

        return work

    await asyncio.gather(one.run(1, crosses("xy")), other.run(2, crosses("yx")))
    engine = writing_engine(notes_url)
    with engine.begin() as connection:
        sizes = connection.execute(text("SELECT length(content) FROM note ORDER BY word")).scalars().all()
    engine.dispose()
    assert sizes == [2, 2]
    assert sum(tries.values()) > 2


async def test_nobody_works_while_somebody_builds(one: Notes, notes_url: str) -> None:
    """Seen to bite: `_LOCK` left out of what `lock` takes."""
    builder = writing_engine(notes_url)
    async with asyncio.TaskGroup() as group:
        with builder.begin():
            waiting = group.create_task(one.run(1, writes("one")))
            await asyncio.sleep(0.05)
            assert not waiting.done()
    assert waiting.result() == "one"
    builder.dispose()


async def test_a_session_ended_under_its_work_is_replaced_and_the_work_done_once(
    one: Notes, server: Server, notes_url: str
) -> None:
    ended: list[int] = []

    def is_cut(connection: Connection) -> None:
        connection.execute(COUNT)
        if not ended:
            ended.append(1)
            connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    await asyncio.gather(one.run(1, is_cut), one.run(2, writes("one")))
    count = text("SELECT value FROM counter")
    assert await one.read(lambda connection: connection.execute(count).scalar_one()) == 1


async def test_locks_end_with_the_transaction_not_with_the_savepoint(notes_url: str) -> None:
    engine = working_engine(notes_url, 2)
    with engine.begin() as first, engine.begin() as second:
        assert lock(first, {1, "tick"}) == {1, "tick"}
        with first.begin_nested() as part:
            part.rollback()
        assert lock(second, {1, 2, "tick"}) == {2}
    with engine.begin() as third:
        assert lock(third, {1, 2, "tick"}) == {1, 2, "tick"}
    engine.dispose()


async def test_who_is_bound_waits_for_who_acts(notes_url: str) -> None:
    engine = working_engine(notes_url, 2)
    with engine.begin() as acting, engine.begin() as binding:
        lock(acting, {1})
        with pytest.raises(Exception, match="55P03"):
            hold(binding, 1)
    engine.dispose()


def test_every_person_has_a_number_that_the_server_can_hold() -> None:
    people = [0, 1, -1, 2**52, -(2**62), 2**70, "tick:remind", "tick:tidy up", ("a", 1)]
    numbers = [key_of(person) for person in people]
    assert len(set(numbers)) == len(people)
    assert all(abs(number) < 2**63 for number in numbers)
