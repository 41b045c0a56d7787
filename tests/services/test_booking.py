"""A place on a reception day: booked once, changed, taken back; whatever is gone says what is free next."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from domain.concern import Concern, Kind
from domain.errors import Refusal
from domain.messages import Words
from domain.people import Person, Role
from domain.reception import Booking, Reception
from domain.services import booking
from domain.services.ports import UnitOfWork
from domain.services.receiving import cancel_day, move
from domain.services.tidying import tidy
from storage import tables
from storage.unit_of_work import StoredUnitOfWork
from tests.handlers.chat import Town
from tests.services.receptions import (
    FIRST,
    LEADER,
    OFFICE,
    SECOND,
    THIRD,
    a_concern_of,
    a_day,
    another,
    booked,
    does,
    refused,
)
from tests.workers import at, hired, reminded


def free_in(town: Town, refusal: Refusal) -> str:
    """What the refusal says is free."""
    free = refusal.facts["free"]
    assert isinstance(free, Words)
    return town.catalogues.sentence("zh_Hans", free.key, free.facts)


async def test_the_first_free_number_is_given_and_the_schedule_counts_down(town: Town) -> None:
    day = await a_day(town)
    assert [(one.id, n) for one, n in await town.run(lambda uow: booking.coming(uow, town.now))] == [
        (day.id, 2)
    ]
    assert (await booked(town, day)).number == 1
    assert (await booked(town, day, SECOND)).number == 2
    assert [n for _, n in await town.run(lambda uow: booking.coming(uow, town.now))] == [0]


async def test_two_residents_race_for_the_last_place_and_one_has_it(town: Town) -> None:
    day = await a_day(town, places=1)
    found = await asyncio.gather(
        booked(town, day, FIRST, 1), booked(town, day, SECOND, 1), return_exceptions=True
    )
    refusals = [one for one in found if isinstance(one, Refusal)]
    assert [one.code for one in refusals] == ["reception.full"] and len(found) == 2
    assert len(await town.run(lambda uow: uow.receptions.bookings(day.id))) == 1


async def test_many_who_take_whatever_is_free_have_a_number_each(town: Town) -> None:
    day = await a_day(town, places=3)
    found = await asyncio.gather(*(booked(town, day, chat) for chat in (FIRST, SECOND, THIRD)))
    assert sorted(one.number for one in found) == [1, 2, 3]


async def test_the_number_is_unique_whatever_the_service_thinks(town: Town) -> None:
    day = await a_day(town)
    first = await booked(town, day, FIRST, 1)

    second = replace(first, id="other", person=f"person-{SECOND}")
    assert not await town.run(lambda uow: uow.receptions.book(second))
    assert not await town.run(lambda uow: uow.receptions.book(replace(first, id="other", number=2)))
    assert await town.run(lambda uow: uow.receptions.book(replace(second, number=2)))


async def test_what_is_gone_says_what_is_free_next(town: Town) -> None:
    day, later = await a_day(town, places=1), await another(town, day=date(2026, 12, 10))
    await booked(town, day)
    full = await refused(town, SECOND, lambda uow, me, now: booking.open_day(uow, day.id, now))
    assert full.code == "reception.full" and "12月10日" in free_in(town, full)
    twice = await refused(
        town, FIRST, lambda uow, me, now: booking.book(uow, me, later.id, 99, now, matter="漏水")
    )
    assert twice.code == "reception.taken" and "第 1 号" in free_in(town, twice)
    await at(town, "2026-12-02 15:00")
    closed = await refused(town, SECOND, lambda uow, me, now: booking.open_day(uow, day.id, now))
    assert closed.code == "reception.closed"
    await at(town, "2026-12-03 09:00")
    past = await refused(town, SECOND, lambda uow, me, now: booking.open_day(uow, day.id, now))
    assert past.code == "reception.past"
    await does(town, OFFICE, lambda uow, me, now: cancel_day(uow, me, later.id, "出差", now))
    off = await refused(town, SECOND, lambda uow, me, now: booking.open_day(uow, later.id, now))
    assert off.code == "reception.day_called_off" and "没有别的名额" in free_in(town, off)
    assert (
        await refused(town, SECOND, lambda uow, me, now: booking.open_day(uow, "none", now))
    ).code == "reception.unknown"


async def test_one_place_a_day_with_whichever_leader(town: Town) -> None:
    day = await a_day(town)
    await hired(town, 64, Role.LEADER, "office")
    beside = await another(town, leader="person-64", start=time(14, 30))
    await booked(town, day)
    twice = await refused(
        town, FIRST, lambda uow, me, now: booking.book(uow, me, beside.id, 0, now, matter="漏水")
    )
    assert twice.code == "reception.twice"


@pytest.mark.parametrize("text", ["身份证 11010519491231002X", "密码是 123456"])
async def test_what_must_not_be_kept_is_refused(town: Town, text: str) -> None:
    day = await a_day(town)
    found = await refused(
        town, FIRST, lambda uow, me, now: booking.book(uow, me, day.id, 0, now, matter=text)
    )
    assert found.code.startswith("privacy.")
    none = await refused(town, FIRST, lambda uow, me, now: booking.book(uow, me, day.id, 0, now))
    assert none.code == "reception.say_matter"


def booking_of(uow: UnitOfWork, me: Person, now: datetime, day: Reception, concern: Concern) -> Booking:
    return booking.book(uow, me, day.id, 0, now, concern_id=concern.id)


async def test_only_ones_own_concern_and_none_that_the_leader_must_not_hear_of(town: Town) -> None:
    day = await a_day(town)
    own = await a_concern_of(town)
    secret = await a_concern_of(town, SECOND, kind=Kind.MISCONDUCT)
    about = await a_concern_of(town, THIRD, kind=Kind.COMPLAINT, about_unit="office")
    assert (await booked(town, day, concern_id=own.id)).concern == own.id
    for chat, concern, code in (
        (SECOND, own, "follow.not_yours"),
        (SECOND, secret, "reception.not_here"),
        (THIRD, about, "reception.not_here"),
    ):
        deed = partial(booking_of, day=day, concern=concern)
        found = await refused(town, chat, deed)
        assert found.code == code


async def test_changed_with_the_same_words_and_the_old_place_is_free_again(town: Town) -> None:
    day, later = await a_day(town, places=1), await another(town, day=date(2026, 12, 10))
    first = await booked(town, day)
    moved = await does(town, FIRST, lambda uow, me, now: booking.change(uow, me, first.id, later.id, 2, now))
    assert (moved.number, moved.matter, moved.called) == (2, first.matter, first.called)
    assert (await booked(town, day, SECOND)).number == 1
    old = await refused(town, FIRST, lambda uow, me, now: booking.cancel(uow, me, first.id, now))
    assert old.code == "booking.over"


async def test_a_change_to_what_is_full_leaves_everything_as_it_was(town: Town) -> None:
    day, later = await a_day(town), await another(town, day=date(2026, 12, 10), places=1)
    first = await booked(town, day)
    await booked(town, later, SECOND)
    found = await refused(
        town, FIRST, lambda uow, me, now: booking.change(uow, me, first.id, later.id, 0, now)
    )
    assert found.code == "reception.full"
    assert await town.run(lambda uow: uow.receptions.booking(first.id)) == first


async def test_taken_back_it_is_free_and_nobody_is_reminded(town: Town) -> None:
    day = await a_day(town, places=1)
    first = await booked(town, day)
    strangers = await refused(town, SECOND, lambda uow, me, now: booking.cancel(uow, me, first.id, now))
    assert strangers.code == "booking.unknown"
    await does(town, FIRST, lambda uow, me, now: booking.cancel(uow, me, first.id, now))
    gone = await town.run(lambda uow: uow.receptions.booking(first.id))
    assert gone and (gone.matter, gone.called) == ("", "")
    await booked(town, day, SECOND)
    await at(town, "2026-12-02 09:00")
    assert [message.chat for message in await reminded(town)] == [SECOND]


async def test_reminded_the_day_before_and_on_the_morning(town: Town) -> None:
    await booked(town, await a_day(town))
    for moment, key in (("2026-12-02 09:00", "booking.eve"), ("2026-12-03 08:00", "booking.morning")):
        await at(town, moment)
        said = [message for message in await reminded(town) if message.chat == FIRST]
        assert [message.words.key for message in said] == [key]
        assert "副区长" in town.words(said[0]) and "第 1 号" in town.words(said[0])
        ends = said[0].expires_at
        assert ends and ends <= town.now + timedelta(hours=15), "what says tomorrow is not sent the day after"
    assert await reminded(town) == []


async def test_a_day_that_moves_keeps_the_numbers_tells_everybody_and_reminds_anew(town: Town) -> None:
    day = await a_day(town)
    await booked(town, day)
    await booked(town, day, SECOND)
    await does(
        town, OFFICE, lambda uow, me, now: move(uow, me, day.id, date(2026, 12, 8), time(14, 0), "会议", now)
    )
    said = [message for message in await town.delivers() if message.chat != LEADER]
    assert [message.chat for message in said] == [FIRST, SECOND]
    assert all("会议" in town.words(m) and "12月8日" in town.words(m) for m in said)
    labels = [button.label.key for row in said[0].rows for button in row]
    assert labels == ["booking.keep", "booking.change", "booking.cancel"]
    await at(town, "2026-12-02 16:00")
    assert await reminded(town) == []
    await at(town, "2026-12-07 09:00")
    assert sorted(message.chat for message in await reminded(town)) == [FIRST, SECOND]


async def test_a_day_that_moves_to_and_fro_is_told_each_time(town: Town) -> None:
    day = await a_day(town)
    await booked(town, day)

    async def told_of(to: int) -> str:
        def moved(uow: UnitOfWork, me: Person, now: datetime) -> Reception:
            return move(uow, me, day.id, date(2026, 12, to), time(9), "会议", now)

        await does(town, OFFICE, moved)
        town.now += timedelta(minutes=10)
        (said,) = [message for message in await town.delivers() if message.chat == FIRST]
        return town.words(said)

    for to in (4, 3, 4):
        assert f"12月{to}日" in await told_of(to)


async def test_a_day_called_off_frees_everybody_who_may_choose_anew(town: Town) -> None:
    day, later = await a_day(town), await another(town, day=date(2026, 12, 10))
    first = await booked(town, day)
    await does(town, OFFICE, lambda uow, me, now: cancel_day(uow, me, day.id, "出差", now))
    (said,) = [message for message in await town.delivers() if message.chat != LEADER]
    assert said.chat == FIRST and "出差" in town.words(said) and "12月10日" in town.words(said)
    moved = await does(town, FIRST, lambda uow, me, now: booking.change(uow, me, first.id, later.id, 0, now))
    assert moved.matter == first.matter
    again = await refused(
        town, FIRST, lambda uow, me, now: booking.change(uow, me, first.id, later.id, 0, now)
    )
    assert again.code == "booking.over"
    await at(town, "2026-12-02 16:00")
    assert [message.chat for message in await reminded(town)] == []


async def test_after_its_time_nobody_knows_who_had_booked(town: Town) -> None:
    day, later = await a_day(town), await another(town, day=date(2026, 12, 10))
    old, recent = await booked(town, day), await booked(town, later, SECOND)
    await at(town, "2026-12-02 09:00")
    assert [message.chat for message in await reminded(town)] == [FIRST]
    for today, known in (("2027-03-03 09:00", True), ("2027-03-04 09:00", False)):
        await at(town, today)
        await town.run(lambda uow: tidy(uow, town.now))
        assert (await town.run(lambda uow: uow.receptions.booking(old.id)) is not None) is known
        assert bool(await reminders_of(town, old)) is known
    assert await town.run(lambda uow: uow.receptions.booking(recent.id)) == recent
    assert len(await reminders_of(town, recent)) == 2
    gone = await refused(town, FIRST, lambda uow, me, now: booking.cancel(uow, me, old.id, now))
    assert gone.code == "booking.unknown"


async def reminders_of(town: Town, of: Booking) -> list[str]:
    """Keys of the rows, those that came too."""

    def rows(uow: UnitOfWork) -> list[str]:
        assert isinstance(uow, StoredUnitOfWork)
        key, belongs = tables.reminder.c.key, tables.reminder.c.subject == booking.subject(of)
        return [row.key for row in uow._connection.execute(select(key).where(belongs))]

    return await town.run(rows)


async def test_a_day_says_that_it_is_full_or_that_booking_has_closed_not_either(town: Town) -> None:
    day = await a_day(town, places=1)
    begins = datetime.combine(day.day, day.start, town.now.tzinfo)
    moments = [(0, town.now), (1, town.now), (0, begins)]
    found = await town.run(lambda uow: [booking.day_line(uow, day, n, at_) for n, at_ in moments])
    assert [one.key for one in found] == ["reception.line_full", "reception.line", "reception.line_closed"]
