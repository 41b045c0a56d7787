"""The whole memory on its real door: savepoints, reopening, and what the indexes are for."""

import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import OperationalError

from domain.errors import Refusal
from domain.people import Person
from domain.policy import Policy
from domain.services.ports import UnitOfWork
from storage.direct import known_to
from storage.trouble import Unavailable
from storage.unit_of_work import StoredUnitOfWork, open_database
from storage.vault import Vault
from tests.storage.moments import MINUTE, NOW
from tests.storage.notes import TABLES, breaks


async def test_a_refused_turn_is_undone_but_the_update_stays_seen(
    url: str, vault: Vault, policy: Policy
) -> None:
    def turn(uow: UnitOfWork) -> str:
        assert uow.inbox.first_time(7, NOW)
        try:
            with uow.savepoint():
                uow.people.put(Person("ann", 1, "en"))
                raise Refusal("not.today")
        except Refusal as refusal:
            return refusal.code

    async with open_database(url, vault, policy) as database:
        assert await database.run("ann", turn) == "not.today"
    async with open_database(url, vault, policy) as database:
        assert await database.read(lambda uow: uow.people.by_chat(1)) is None
        assert not await database.run("ann", lambda uow: uow.inbox.first_time(7, NOW))


async def test_what_is_kept_is_there_after_reopening(url: str, vault: Vault, policy: Policy) -> None:
    ann = Person("ann", 1, "en", NOW)
    async with open_database(url, vault, policy) as database:
        await database.run("ann", lambda uow: uow.people.put(ann))
    async with open_database(url, vault, policy) as database:
        assert await database.read(lambda uow: uow.people.get("ann")) == ann


async def test_trouble_inside_a_savepoint_is_no_fault_of_the_turn(
    url: str, vault: Vault, policy: Policy
) -> None:
    faults: list[str] = []

    def turn(uow: UnitOfWork) -> None:
        assert isinstance(uow, StoredUnitOfWork)
        uow.inbox.first_time(7, NOW)
        uow._connection.execute(text(TABLES[uow._connection.dialect.name][0]))
        try:
            with uow.savepoint():
                breaks(uow._connection)
        except OperationalError as fault:
            faults.append(str(fault))

    async with open_database(url, vault, policy) as database:
        with pytest.raises(Unavailable):
            await database.run("ann", turn)
        assert faults == []
        assert await database.run("ann", lambda uow: uow.inbox.first_time(7, NOW))


def plans(uow: UnitOfWork, connection: Connection) -> list[str]:
    """How the database goes about the statements that must not grow with what is stored."""
    asked: list[tuple[str, Any]] = []

    def note(_c: object, _k: object, statement: str, values: Any, _x: object, _m: object) -> None:
        asked.append((statement, values))

    event.listen(connection, "before_cursor_execute", note)
    uow.reminders.due(NOW, 10)
    uow.reminders.next_due()
    uow.outbox.lease(NOW, NOW + MINUTE, 10)
    uow.outbox.lease(NOW, NOW + MINUTE, 10, chat=1)
    uow.outbox.next_due()
    uow.files.waiting(NOW, 10)
    uow.clocks.provisional(date(2027, 12, 31), 10)
    event.remove(connection, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    cursor = connection.connection.cursor()
    if explain == "EXPLAIN":  # of an empty table PostgreSQL would rather read all
        cursor.execute("SET LOCAL enable_seqscan = off")
    lines: list[str] = []
    for statement, values in asked:
        cursor.execute(f"{explain} {statement}", values)
        lines += [str(row[-1]).strip() for row in cursor.fetchall()]
    return lines


@pytest.fixture
def nothing_prepared() -> None:
    """What runs through the driver alone tells no listener; at its first meeting a statement does."""
    known_to.cache_clear()


@pytest.mark.usefixtures("nothing_prepared")
def test_ticks_read_only_what_waits(uow: StoredUnitOfWork) -> None:
    waiting = {"ix_reminder_waiting", "ix_outbox_waiting", "ix_outbox_chat", "ix_outbox_available"}
    waiting |= {"ix_file_waiting", "ix_clock_provisional"}
    lines = plans(uow, uow._connection)
    assert {name for name in waiting if any(name in line for line in lines)} == waiting
    assert [line for line in lines if re.match(r"SCAN (?!\(subquery|.* USING )|(-> +)?Seq Scan", line)] == []


def test_errors_never_repeat_what_was_stored(uow: StoredUnitOfWork) -> None:
    with pytest.raises(Exception, match=r"UNIQUE|23505 person uq_person_chat") as broken, uow.savepoint():
        uow.people.put(Person("13800000000", 1, "en"))
    assert "13800000000" not in str(broken.value)


def test_savepoints_stand_inside_each_other(uow: UnitOfWork) -> None:
    with uow.savepoint():
        assert uow.inbox.first_time(1, NOW)
        with pytest.raises(LookupError), uow.savepoint():
            assert uow.inbox.first_time(2, NOW)
            with uow.savepoint():
                assert uow.inbox.first_time(3, NOW)
            raise LookupError
        assert uow.inbox.first_time(4, NOW)
    assert [uow.inbox.first_time(number, NOW) for number in (1, 2, 3, 4)] == [False, True, True, False]
