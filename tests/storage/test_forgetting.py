"""Messages settled long ago are forgotten; what is waiting, young or still in use stays."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, func, select

from domain.messages import Message, words
from domain.services.ports import UnitOfWork
from storage import tables
from storage.unit_of_work import StoredUnitOfWork
from tests.builders import a_concern, a_row
from tests.storage.moments import DAY, NOW

YEAR = timedelta(days=366)
LATER = NOW + YEAR + DAY
QUIET_SINCE = LATER - timedelta(days=90)


def told(
    uow: UnitOfWork, chat: int, number: int, concern: str = "", at: datetime = NOW, once: str = ""
) -> None:
    """A message that was sent."""
    assert uow.outbox.put(Message(chat, words("plain"), concern=concern, once=once), at)
    [leased] = uow.outbox.lease(at, at + DAY, 9, chat)
    assert uow.outbox.sent(leased, [number], at)


def forget(uow: UnitOfWork, limit: int = 100) -> int:
    return uow.outbox.forget_settled(LATER - YEAR, QUIET_SINCE, limit)


def connection_of(uow: UnitOfWork) -> Connection:
    assert isinstance(uow, StoredUnitOfWork)
    return uow._connection


def rows(uow: UnitOfWork) -> int:
    return connection_of(uow).execute(select(func.count()).select_from(tables.outbox)).scalar_one()


@pytest.fixture
def with_concern(uow: UnitOfWork) -> UnitOfWork:
    """A concern to which nothing has happened for a year."""
    assert uow.concerns.add(a_concern(reporter="ann"))
    uow.history.append(a_row(at=NOW))
    return uow


def test_what_was_sent_or_given_up_long_ago_is_forgotten(uow: UnitOfWork) -> None:
    told(uow, 1, 10)
    uow.outbox.put(Message(2, words("plain")), NOW)
    [leased] = uow.outbox.lease(NOW, NOW + DAY, 9)
    uow.outbox.give_up(leased, "blocked", NOW)
    assert (forget(uow), rows(uow), forget(uow)) == (2, 0, 0)


def test_what_waits_or_was_settled_lately_stays(uow: UnitOfWork) -> None:
    told(uow, 1, 10, at=NOW + 2 * DAY)
    uow.outbox.put(Message(2, words("plain"), once="k"), NOW)
    assert (forget(uow), rows(uow)) == (0, 2)
    assert not uow.outbox.put(Message(2, words("plain"), once="k"), LATER)


def test_a_reply_finds_a_concern_until_both_message_and_concern_are_old(with_concern: UnitOfWork) -> None:
    uow = with_concern
    told(uow, 1, 10, "c0ffee")
    told(uow, 1, 11, "c0ffee")
    told(uow, 2, 20, "c0ffee", at=NOW + 2 * DAY)
    assert forget(uow) == 2
    assert [uow.outbox.concern_of(1, number) for number in (10, 11)] == ["", ""]
    assert uow.outbox.concern_of(2, 20) == "c0ffee"


def test_a_concern_that_still_moves_is_found_by_the_oldest_message(with_concern: UnitOfWork) -> None:
    uow = with_concern
    told(uow, 1, 10, "c0ffee")
    uow.history.append(a_row(at=QUIET_SINCE, sequence=1))
    assert (forget(uow), rows(uow)) == (1, 0)
    assert uow.outbox.concern_of(1, 10) == "c0ffee"


def test_it_looks_at_so_many_of_the_oldest_at_once(uow: UnitOfWork) -> None:
    for number in range(5):
        told(uow, number, 10)
    assert [forget(uow, 2) for _ in range(4)] == [2, 2, 1, 0]


def test_another_concern_in_the_same_chat_stays(with_concern: UnitOfWork) -> None:
    uow = with_concern
    told(uow, 1, 10, "c0ffee")
    told(uow, 1, 11, "other", at=NOW + 2 * DAY)
    assert forget(uow) == 1
    assert [uow.outbox.concern_of(1, number) for number in (10, 11)] == ["", "other"]
