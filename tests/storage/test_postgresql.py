"""What only a server can do to us: it goes and comes back, ends our session, has settings and words of its own."""

import traceback

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from domain.people import Person
from domain.services.ports import UnitOfWork
from storage.engine import Database
from storage.trouble import Unavailable
from storage.unit_of_work import StoredUnitOfWork
from tests.postgres import Server
from tests.storage.notes import Notes, Work, kept, together, write, writes

pytestmark = pytest.mark.postgresql
PHONE = "13800000000"


@pytest.fixture
def database_kind() -> str:
    return "postgresql"


def name_of(url: str) -> str:
    """The name of the database in its address."""
    return url.partition("@/")[2].partition("?")[0]


def count(connection: Connection) -> int:
    found: int = connection.execute(text("SELECT count(*) FROM note")).scalar_one()
    return found


def fails_with(code: str) -> Work:
    """A work on which the server itself fails with this code."""
    raised = f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}'; END $$"
    return lambda connection: connection.execute(text(raised))


async def test_when_the_server_comes_back_so_do_we(database: Notes, server: Server, notes_url: str) -> None:
    await database.run("a", writes("one"))
    assert await database.read(count) == 1
    server.stop()
    try:
        with pytest.raises(Unavailable):
            await database.run("a", writes("lost"))
        assert not database.health().well
        with pytest.raises(Unavailable):
            await database.read(count)
    finally:
        server.start()
    assert await database.run("a", writes("two")) == "two"
    assert await database.read(count) == 2
    assert database.health().well
    assert kept(notes_url) == {"one", "two"}


async def test_sessions_ended_while_we_slept_are_replaced(
    database: Notes, server: Server, notes_url: str
) -> None:
    await database.run("a", writes("one"))
    await database.read(count)
    ours = f"FROM pg_stat_activity WHERE datname = '{name_of(notes_url)}'"
    assert len(server.ask(f"SELECT pg_terminate_backend(pid, 5000) {ours}")) == 2
    assert await database.run("a", writes("two")) == "two"
    assert await database.read(count) == 2


async def test_a_hidden_error_undoes_its_work_and_no_other(database: Notes, notes_url: str) -> None:
    def hides(connection: Connection) -> str:
        write(connection, "half")
        try:
            write(connection, "one")
        except IntegrityError:
            return "all is well"
        return "never"

    one, error, two = await together(database, writes("one"), hides, writes("two"))
    assert isinstance(error, DBAPIError)
    assert (one, two) == ("one", "two")
    assert kept(notes_url) == {"one", "two"}


async def test_a_work_that_ends_the_transaction_takes_nobody_with_it(database: Notes, notes_url: str) -> None:
    def ends(connection: Connection) -> None:
        connection.exec_driver_sql("ROLLBACK")

    one, error, two = await together(database, writes("one"), ends, writes("two"))
    assert isinstance(error, Unavailable)
    assert kept(notes_url) == {"one", "two"} == {one, two}


@pytest.mark.parametrize("code", ["25006", "53100", "58030", "XX001"])
async def test_trouble_of_the_servers_is_no_fault_of_the_work(database: Notes, code: str) -> None:
    one, error = await together(database, writes("one"), fails_with(code))
    assert one == "one"
    assert isinstance(error, Unavailable)


@pytest.mark.parametrize("code", ["23505", "22001", "54000", "XX000"])
async def test_a_fault_of_the_work_is_no_trouble(database: Notes, code: str) -> None:
    one, error = await together(database, writes("one"), fails_with(code))
    assert one == "one"
    assert isinstance(error, DBAPIError)


async def test_commits_reach_the_disk_whatever_the_server_prefers(server: Server, notes_url: str) -> None:
    server.ask(f"ALTER DATABASE {name_of(notes_url)} SET synchronous_commit = off")
    names = ("synchronous_commit", "transaction_read_only", "transaction_isolation", "lock_timeout")

    def settings(connection: Connection) -> list[object]:
        return [connection.exec_driver_sql(f"SHOW {name}").scalar_one() for name in names]

    async with Database(notes_url, lambda connection: connection) as database:
        assert await database.run(None, settings) == ["on", "off", "read committed", "50ms"]
        assert await database.read(settings) == ["on", "on", "repeatable read", "5s"]


async def test_a_database_that_cannot_hold_chinese_is_refused(server: Server) -> None:
    server.ask("CREATE DATABASE narrow TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    for name in ("narrow", "nowhere"):
        database = Database(server.address(name), lambda connection: connection)
        with pytest.raises(Unavailable):
            await database.open()
        await database.close()
    server.drop("narrow")


@pytest.mark.parametrize(
    "person",
    [Person("eve", int(PHONE), "en"), Person(f"{PHONE}\0", 9, "en"), Person("eve", int(PHONE) * 10**9, "en")],
)
def test_no_error_repeats_what_was_to_be_stored(uow: UnitOfWork, person: Person) -> None:
    uow.people.put(Person("dan", int(PHONE), "en"))
    with pytest.raises(DBAPIError) as broken, uow.savepoint():
        uow.people.put(person)
    assert PHONE not in "".join(traceback.format_exception(broken.value))


def test_the_servers_own_words_stay_out(uow: StoredUnitOfWork) -> None:
    with pytest.raises(DBAPIError, match="22P02") as broken:
        uow._connection.execute(text("SELECT CAST(:word AS INTEGER)"), {"word": f"x{PHONE}"})
    assert PHONE not in "".join(traceback.format_exception(broken.value))
