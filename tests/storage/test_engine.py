"""The one door to the database: what it says is done is on the disk, and nothing else is."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.engine import Database
from storage.trouble import Unavailable
from tests.storage.notes import Gate, Notes, calls, fails, kept, together, write, writes


async def test_what_is_done_is_on_the_disk(database: Notes, notes_url: str) -> None:
    assert await database.run("a", writes("one")) == "one"
    assert kept(notes_url) == {"one"}


async def test_works_that_meet_share_one_commit(database: Notes, notes_url: str) -> None:
    results = await together(database, *(writes(str(number)) for number in range(20)))
    assert results == [str(number) for number in range(20)]
    assert kept(notes_url) == set(results)
    assert database.health().batches == 2  # the gate's own and one for all


async def test_a_batch_has_a_limit(database: Notes) -> None:
    await together(database, *(writes(str(number)) for number in range(40)))
    assert database.health().batches == 3


async def test_a_failing_work_is_undone_alone(database: Notes, notes_url: str) -> None:
    one, error, two = await together(database, writes("one"), fails, writes("two"))
    assert (one, two) == ("one", "two")
    assert isinstance(error, LookupError)
    assert kept(notes_url) == {"one", "two"}
    assert database.health().alone == 0


async def test_works_of_one_person_keep_their_order_and_never_meet(database: Notes) -> None:
    seen: list[str] = []
    works = (calls(seen, name) for name in ("a1", "a2", "b1", "a3", "b2"))
    await together(database, *works, people=[1, 1, 2, 1, 2])
    assert [name for name in seen if name[0] == "a"] == ["a1", "a2", "a3"]
    assert [name for name in seen if name[0] == "b"] == ["b1", "b2"]
    assert database.health().batches == 4


async def test_one_busy_person_does_not_keep_others_waiting(database: Notes) -> None:
    seen: list[str] = []
    works = (calls(seen, name) for name in ["busy"] * 50 + ["other"])
    await together(database, *works, people=[1] * 50 + [2])
    assert seen.index("other") == 1


async def test_a_work_may_end_an_iteration(database: Notes) -> None:
    def ends(_: Connection) -> object:
        return next(iter(()))

    one, error = await together(database, writes("one"), ends)
    assert one == "one"
    assert isinstance(error, RuntimeError)


async def test_a_caller_who_went_away_spoils_nothing(database: Notes, notes_url: str) -> None:
    gate = Gate()
    async with asyncio.TaskGroup() as group:
        group.create_task(database.run("gate", gate.work))
        await asyncio.to_thread(gate.entered.wait, 10)
        gone = group.create_task(database.run("a", writes("gone")))
        stays = group.create_task(database.run("b", writes("stays")))
        await asyncio.sleep(0)
        gone.cancel()
        gate.release.set()
    assert stays.result() == "stays"
    assert kept(notes_url) >= {"stays"}


async def test_a_full_line_makes_callers_wait(database: Notes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_places", asyncio.Semaphore(3))
    gate = Gate()
    async with asyncio.TaskGroup() as group:
        group.create_task(database.run("gate", gate.work))
        await asyncio.to_thread(gate.entered.wait, 10)
        rest = [group.create_task(database.run(number, writes(str(number)))) for number in range(9)]
        await asyncio.sleep(0)
        assert database.health().waiting == 2
        gate.release.set()
    assert [task.result() for task in rest] == [str(number) for number in range(9)]


async def test_two_writers_never_lose_an_update_of_one_person(notes_url: str) -> None:
    def count_up(connection: Connection) -> None:
        value = connection.execute(text("SELECT value FROM counter")).scalar_one()
        connection.execute(text("UPDATE counter SET value = :value"), {"value": value + 1})

    async with (
        Database(notes_url, lambda connection: connection) as one,
        Database(notes_url, lambda connection: connection) as two,
    ):
        await asyncio.gather(*(each.run(7, count_up) for each in [one, two] * 50))
        assert await one.read(lambda c: c.execute(text("SELECT value FROM counter")).scalar_one()) == 100


async def test_readers_cannot_write(database: Notes, notes_url: str) -> None:
    with pytest.raises((DBAPIError, Unavailable), match=r"readonly|trouble"):
        await database.read(writes("one"))
    assert kept(notes_url) == set()


async def test_readers_do_not_wait_for_a_writer(database: Notes) -> None:
    gate = Gate()

    def write_slowly(connection: Connection) -> None:
        write(connection, "one")
        gate.work(connection)

    def count(connection: Connection) -> int:
        found: int = connection.execute(text("SELECT count(*) FROM note")).scalar_one()
        return found

    async with asyncio.TaskGroup() as group:
        group.create_task(database.run("a", write_slowly))
        await asyncio.to_thread(gate.entered.wait, 10)
        assert await database.read(count) == 0
        gate.release.set()
    assert await database.read(count) == 1


async def test_a_reader_sees_one_moment(database: Notes) -> None:
    gate = Gate()

    def count_twice(connection: Connection) -> tuple[int, int]:
        first = connection.execute(text("SELECT count(*) FROM note")).scalar_one()
        gate.work(connection)
        return first, connection.execute(text("SELECT count(*) FROM note")).scalar_one()

    async with asyncio.TaskGroup() as group:
        reading = group.create_task(database.read(count_twice))
        await asyncio.to_thread(gate.entered.wait, 10)
        await database.run("a", writes("one"))
        gate.release.set()
    assert reading.result() == (0, 0)


async def test_closing_finishes_what_waits(notes_url: str) -> None:
    gate = Gate()
    database = await Database(notes_url, lambda connection: connection).open()
    async with asyncio.TaskGroup() as group:
        group.create_task(database.run("gate", gate.work))
        await asyncio.to_thread(gate.entered.wait, 10)
        waiting = group.create_task(database.run("a", writes("one")))
        await asyncio.sleep(0)
        group.create_task(database.close())
        gate.release.set()
    assert waiting.result() == "one"
    assert kept(notes_url) == {"one"}
    with pytest.raises(Unavailable):
        await database.run("a", writes("two"))


async def test_a_file_that_cannot_be_opened_is_told_at_once(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/no/such/folder.db", lambda connection: connection)
    with pytest.raises(Unavailable):
        await database.open()
    await database.close()


@pytest.mark.parametrize(
    "url",
    ["sqlite://", "sqlite:///:memory:", "mysql://host/name", "postgresql://", "", "x", "sqlite://a:b/c"],
)
def test_only_what_lasts_is_a_database(url: str) -> None:
    with pytest.raises(ValueError, match="the database"):
        Database(url, lambda connection: connection)


@pytest.mark.usefixtures("safe_files")
@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_the_file_is_kept_the_safe_way(database: Notes) -> None:
    def pragmas(connection: Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "query_only")
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]

    assert await database.run(None, pragmas) == ["wal", 2, 1, 0]
    assert await database.read(pragmas) == ["wal", 2, 1, 1]
