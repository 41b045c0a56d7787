"""Reception days and bookings come back as they were; what a booking says is readable with the key only."""

from dataclasses import replace
from datetime import date, time

import pytest

from domain.people import Person
from domain.policy import Policy
from domain.reception import Booking, Ending, Outcome, Reception
from domain.services.ports import UnitOfWork
from storage import tables
from storage.connection import working_engine
from storage.trouble import Unavailable, trouble_is_unavailable
from storage.unit_of_work import StoredUnitOfWork, stored
from storage.vault import Vault
from tests.storage.moments import MINUTE, NOW

DAY = Reception("r1", "ann", "副区长", date(2026, 12, 3), time(9, 30), "一楼", 3, 20, NOW, "bo")
BOOKED = Booking("b1", "r1", 1, "bo", "", "楼顶漏水", "李阿姨", NOW)


def test_days_come_back_soonest_first_without_those_called_off(uow: UnitOfWork) -> None:
    later = replace(DAY, id="r2", day=date(2026, 12, 4))
    off = replace(DAY, id="r3", called_off_at=NOW)
    for day in (later, off, DAY):
        uow.receptions.put(day)
    assert uow.receptions.between(date(2026, 12, 1), date(2026, 12, 31)) == [DAY, later]
    assert uow.receptions.between(date(2026, 12, 4), date(2026, 12, 4)) == [later]
    assert uow.receptions.get("r3") == off and uow.receptions.get("r4") is None


def test_a_number_and_a_person_only_once_among_those_that_hold(uow: UnitOfWork) -> None:
    uow.receptions.put(DAY)
    assert uow.receptions.book(BOOKED)
    assert not uow.receptions.book(replace(BOOKED, id="b2", person="cai"))
    assert not uow.receptions.book(replace(BOOKED, id="b3", number=2))
    uow.receptions.put_booking(replace(BOOKED, ended_at=NOW + MINUTE, ending=Ending.CANCELLED))
    assert uow.receptions.book(replace(BOOKED, id="b4", made_at=NOW + MINUTE))
    assert uow.receptions.book(replace(BOOKED, id="b5", number=2, person="cai"))
    assert [one.id for one in uow.receptions.bookings("r1")] == ["b4", "b5"]
    assert uow.receptions.taken(["r1", "r2"]) == {"r1": 2}
    assert [one.id for one in uow.receptions.bookings_of("bo", 9)] == ["b4"]


def test_only_the_first_records_what_came_of_it(uow: UnitOfWork) -> None:
    uow.receptions.put(DAY)
    uow.receptions.book(BOOKED)
    first = replace(BOOKED, outcome=Outcome.ANSWERED, said="当场答复")
    assert uow.receptions.record(first)
    assert not uow.receptions.record(replace(BOOKED, outcome=Outcome.ABSENT))
    assert uow.receptions.booking("b1") == first
    ended = replace(BOOKED, id="b2", number=2, person="cai", ended_at=NOW, ending=Ending.CANCELLED)
    uow.receptions.book(ended)
    assert not uow.receptions.record(replace(ended, outcome=Outcome.ABSENT))


def test_bookings_of_old_days_are_forgotten_some_at_a_time(uow: UnitOfWork) -> None:
    later = replace(DAY, id="r2", day=date(2026, 12, 4))
    for day in (DAY, later):
        uow.receptions.put(day)
    recorded = replace(BOOKED, outcome=Outcome.ANSWERED, said="当场答复")
    called_off = replace(BOOKED, id="b2", number=2, person="cai", ended_at=NOW, ending=Ending.CALLED_OFF)
    for one in (recorded, called_off, replace(BOOKED, id="b3", reception="r2")):
        assert uow.receptions.book(one)
    assert uow.receptions.forget_bookings(date(2026, 12, 3), 9) == []
    found = [uow.receptions.forget_bookings(date(2026, 12, 4), 1) for _ in range(3)]
    assert sorted(found) == [[], ["b1"], ["b2"]]
    assert uow.receptions.booking("b1") is None and uow.receptions.booking("b2") is None
    assert uow.receptions.booking("b3") is not None and uow.receptions.get("r1") == DAY


@pytest.mark.parametrize("database_kind", [pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_who_books_holds_the_day_against_whoever_calls_it_off(url: str, vault: Vault, policy: Policy) -> None:
    engine = working_engine(url, 2)
    with engine.begin() as connection:
        before = stored(vault, policy)(connection)
        before.people.put(Person("ann", 1, "zh_Hans"))
        before.receptions.put(DAY)
    with engine.begin() as one, engine.connect() as other:
        stored(vault, policy)(one).receptions.hold("r1")
        with pytest.raises(Unavailable), trouble_is_unavailable():
            stored(vault, policy)(other).receptions.hold("r1")
        other.rollback()
    with engine.begin() as other:
        stored(vault, policy)(other).receptions.hold("r1")
    engine.dispose()


def test_a_booking_comes_back_as_it_was_and_sealed(uow: StoredUnitOfWork) -> None:
    uow.receptions.put(DAY)
    whole = replace(BOOKED, outcome=Outcome.ANSWERED, said="当场答复")
    uow.receptions.book(BOOKED)
    uow.receptions.put_booking(whole)
    assert uow.receptions.booking("b1") == whole and uow.receptions.booking("b2") is None
    row = uow._connection.execute(tables.booking.select()).one()
    kept = bytes(row.matter) + bytes(row.called) + bytes(row.said)
    assert not any(text.encode() in kept for text in ("楼顶漏水", "李阿姨", "当场答复"))
