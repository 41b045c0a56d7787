"""The office arranges days; leader and office read the brief; what came of it is recorded, told and owed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from domain.concern import Act, Kind
from domain.messages import Message, Weight
from domain.people import Binding, Person, Role
from domain.reception import Outcome, Reception
from domain.services import handling
from domain.services.booking import own_past
from domain.services.briefing import roster
from domain.services.receiving import cancel_day, days_of, move, publish
from domain.services.seeing_off import Result, record_outcome
from domain.services.withdrawing import withdraw
from tests.handlers.chat import NOON, Town
from tests.services.receptions import (
    FIRST,
    LEADER,
    OFFICE,
    PLAN,
    SECOND,
    SECOND_LEADER,
    THIRD,
    a_concern_of,
    a_day,
    another,
    booked,
    does,
    refused,
)
from tests.services.story import CADRE
from tests.workers import at, hired, put_person, reminded

BRIEF = "2026-12-02 15:00"
DURING = "2026-12-03 09:30"
PROMISE = Result(Outcome.PROMISED, "承诺办理：重做防水（12月15日前）", "重做防水", date(2026, 12, 15))


async def briefs(town: Town) -> dict[int, str]:
    """What leader and office read at the time of the brief."""
    await at(town, BRIEF)
    said = [message for message in await reminded(town) if message.words.key.startswith("reception.brief")]
    assert all(message.weight is Weight.MUST_ARRIVE for message in said)
    return {message.chat: town.words(message) for message in said}


async def recorded(town: Town, booking_id: str, result: Result, chat: int = LEADER) -> list[Message]:
    """The messages after somebody recorded what came of a booking."""
    await does(town, chat, lambda uow, me, now: record_outcome(uow, me, booking_id, result, now))
    return await town.delivers()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"day": date(2026, 11, 23)}, "task.past_day"),
        ({"day": date(2026, 11, 24)}, "reception.too_soon"),
        ({"day": date(2028, 1, 4)}, "task.too_far"),
        ({"leader": "person-62"}, "reception.no_leader"),
        ({}, "reception.leader_busy"),
        ({"day": date(2026, 12, 4), "places": 0}, "reception.wrong_places"),
        ({"day": date(2026, 12, 4), "places": 41}, "reception.wrong_places"),
        ({"day": date(2026, 12, 4), "start": time(23, 50)}, "reception.past_midnight"),
        ({"day": date(2026, 12, 4), "venue": "密码是 123456"}, "privacy.secret"),
    ],
)
async def test_a_day_that_cannot_be_is_not_published(town: Town, changes: dict[str, Any], code: str) -> None:
    await a_day(town)
    found = await refused(town, OFFICE, lambda uow, me, now: publish(uow, me, replace(PLAN, **changes), now))
    assert found.code == code


async def test_only_the_office_arranges(town: Town) -> None:
    day = await a_day(town)
    deeds: list[Callable[..., object]] = [
        lambda uow, me, now: publish(uow, me, replace(PLAN, day=date(2026, 12, 4)), now),
        lambda uow, me, now: move(uow, me, day.id, date(2026, 12, 4), time(9), "会议", now),
        lambda uow, me, now: cancel_day(uow, me, day.id, "会议", now),
    ]
    for chat in (LEADER, FIRST):
        assert [(await refused(town, chat, deed)).code for deed in deeds] == ["deed.not_yours"] * 3


async def test_the_hour_of_today_may_still_move_but_not_into_the_past(town: Town) -> None:
    day = await a_day(town)
    await at(town, "2026-12-03 08:00")

    def to(hour: int) -> Callable[..., Reception]:
        return lambda uow, me, now: move(uow, me, day.id, day.day, time(hour), "会议", now)

    assert (await refused(town, OFFICE, to(9))).code == "reception.same_time"
    assert (await refused(town, OFFICE, to(7))).code == "reception.hour_past"
    await does(town, OFFICE, to(10))
    await at(town, "2026-12-03 10:00")
    assert (await refused(town, OFFICE, to(11))).code == "reception.over"


async def test_the_brief_tells_each_matter_once_and_never_a_phone_number(town: Town) -> None:
    day = await a_day(town)
    cadre = await hired(town, CADRE, Role.CADRE, "housing")
    concern = await a_concern_of(town)
    await does(town, cadre.chat, lambda uow, me, now: handling.sign_in(uow, concern, me, now))
    await booked(town, day, concern_id=concern.id)
    await booked(town, day, SECOND)
    said = await briefs(town)
    assert set(said) == {LEADER, OFFICE}
    for part in (
        concern.number,
        "林晓",
        "天花板漏水",
        "签收",
        "书面告知",
        "李阿姨",
        "楼顶漏水一直没修",
        "09:20",
    ):
        assert part in said[LEADER], part
    assert "13800001234" not in said[LEADER] and "person" not in said[LEADER]
    assert await reminded(town) == []


async def test_a_day_that_nobody_booked_is_told_too_and_one_called_off_is_not(town: Town) -> None:
    day = await a_day(town)
    assert "没有人预约" in (await briefs(town))[LEADER]
    later = await another(town, day=date(2026, 12, 10))
    await does(town, OFFICE, lambda uow, me, now: cancel_day(uow, me, later.id, "会议", now))
    await town.delivers()
    await at(town, "2026-12-09 16:00")
    assert await reminded(town) == []
    assert day.id != later.id


async def test_who_has_no_part_in_a_concern_reads_nothing_of_it(town: Town) -> None:
    day = await a_day(town)
    await hired(town, 65, Role.OFFICE, "office")
    await town.run(lambda uow: put_person(uow, 65, Binding(Role.CADRE, "police", NOON)))
    concern = await a_concern_of(town, kind=Kind.COMPLAINT, about_unit="police")
    await booked(town, day, concern_id=concern.id)
    said = await briefs(town)
    assert concern.number in said[LEADER] and concern.number in said[OFFICE]
    assert concern.number not in said[65] and "漏水" not in said[65] and "当面说" in said[65]


async def test_the_list_is_for_those_who_serve_that_day_and_only_around_it(town: Town) -> None:
    day = await a_day(town)
    await booked(town, day)

    async def code(chat: int) -> str:
        return (await refused(town, chat, lambda uow, me, now: roster(uow, me, day.id, now))).code

    assert await code(OFFICE) == "reception.not_yet"
    await at(town, BRIEF)
    assert [await code(chat) for chat in (SECOND_LEADER, FIRST)] == ["reception.unknown", "deed.not_yours"]
    for chat in (LEADER, OFFICE):
        _, found = await does(town, chat, lambda uow, me, now: roster(uow, me, day.id, now))
        assert len(found) == 1
    await at(town, "2026-12-11 09:00")
    assert await code(LEADER) == "reception.roster_over"
    assert await does(town, LEADER, days_of) == []


async def test_whoever_stands_in_for_the_leader_serves_the_day(town: Town) -> None:
    day = await a_day(town)
    instead = Binding(Role.LEADER, "office", NOON, NOON.replace(year=2027), instead_of=f"person-{LEADER}")
    own = Binding(Role.CADRE, "office", NOON)
    await town.run(lambda uow: put_person(uow, 66, own, instead))
    assert set(await briefs(town)) == {66, OFFICE}
    await does(town, 66, lambda uow, me, now: roster(uow, me, day.id, now))


async def test_answered_on_the_spot_is_told_in_words_and_kept_for_the_resident(town: Town) -> None:
    day = await a_day(town)
    booking = await booked(town, day)
    result = Result(Outcome.ANSWERED, "当场答复：本周五动工")
    early = await refused(town, OFFICE, lambda uow, me, now: record_outcome(uow, me, booking.id, result, now))
    assert early.code == "reception.not_yet"
    await at(town, BRIEF)
    early = await refused(town, LEADER, lambda uow, me, now: record_outcome(uow, me, booking.id, result, now))
    assert early.code == "reception.too_early"
    await at(town, DURING)
    (said,) = await recorded(town, booking.id, result)
    assert said.chat == FIRST and "本周五动工" in town.words(said) and said.weight is Weight.MUST_ARRIVE
    again = await refused(town, OFFICE, lambda uow, me, now: record_outcome(uow, me, booking.id, result, now))
    assert again.code == "booking.recorded"
    past = await does(town, FIRST, lambda uow, me, now: own_past(uow, me))
    assert [(one.outcome, one.said) for one, _ in past] == [(Outcome.ANSWERED, result.written)]


async def test_a_promise_on_a_concern_is_recorded_told_and_owed_by_its_handler(town: Town) -> None:
    day = await a_day(town)
    cadre = await hired(town, CADRE, Role.CADRE, "housing")
    concern = await a_concern_of(town)
    await does(town, CADRE, lambda uow, me, now: handling.sign_in(uow, concern, me, now))
    before = await town.run(lambda uow: uow.clocks.of(concern.id))
    booking = await booked(town, day, concern_id=concern.id)
    await town.delivers()
    await at(town, DURING)
    said = await recorded(town, booking.id, PROMISE)
    assert {message.chat for message in said} == {FIRST, CADRE}
    assert all("重做防水" in town.words(message) for message in said)
    rows = await town.run(lambda uow: uow.history.of(concern.id))
    assert (rows[-1].act, rows[-1].role, rows[-1].words) == (Act.RECEIVE, "leader", PROMISE.written)
    assert await town.run(lambda uow: uow.clocks.of(concern.id)) == before
    await at(town, "2026-12-13 09:00")
    await reminded(town)
    await at(town, "2026-12-15 09:00")
    told = [town.words(message) for message in await reminded(town) if message.chat == cadre.chat]
    assert any("承诺" in one and "重做防水" in one for one in told)


async def test_a_promise_for_what_is_no_concern_yet_becomes_one_with_a_number(town: Town) -> None:
    day = await a_day(town)
    await hired(town, CADRE, Role.CADRE, "housing")
    booking = await booked(town, day)
    await at(town, DURING)
    said = await recorded(town, booking.id, replace(PROMISE, category="housing.quality"), OFFICE)
    (concern,) = await town.concerns(FIRST)
    assert (concern.words, concern.unit, concern.category) == (
        booking.matter,
        "housing",
        "housing.quality",
    )
    mine = [town.words(message) for message in said if message.chat == FIRST]
    assert any(concern.number in one and "查询码" in one for one in mine)
    assert any("重做防水" in one for one in mine)
    assert any(message.chat == CADRE for message in said)
    assert [task.kind for task in await town.run(lambda uow: uow.tasks.open_of(concern.id))] == ["promise"]
    kept = await town.run(lambda uow: uow.receptions.booking(booking.id))
    assert kept and kept.concern == concern.id


async def test_a_promise_for_what_was_withdrawn_is_registered_anew(town: Town) -> None:
    day = await a_day(town)
    concern = await a_concern_of(town)
    booking = await booked(town, day, concern_id=concern.id)
    await does(town, FIRST, lambda uow, me, now: withdraw(uow, concern, me, now, "不用了"))
    await at(town, DURING)
    await recorded(town, booking.id, PROMISE, OFFICE)
    newest, old = await town.concerns(FIRST)
    assert old.id == concern.id and (newest.words, newest.category) == (old.words, old.category)


async def test_a_promise_into_the_past_keeps_nothing(town: Town) -> None:
    booking = await booked(town, await a_day(town))
    await at(town, DURING)
    late = replace(PROMISE, due_on=date(2026, 12, 1), category="housing.quality")
    found = await refused(town, OFFICE, lambda uow, me, now: record_outcome(uow, me, booking.id, late, now))
    assert found.code == "task.past_day" and await town.concerns(FIRST) == []


async def test_who_did_not_come_may_book_again_and_nothing_else_follows(town: Town) -> None:
    day = await a_day(town)
    concern = await a_concern_of(town)
    booking = await booked(town, day, concern_id=concern.id)
    rows = len(await town.run(lambda uow: uow.history.of(concern.id)))
    await at(town, DURING)
    (said,) = await recorded(town, booking.id, Result(Outcome.ABSENT, ""))
    assert said.chat == FIRST and "没关系" in town.words(said)
    assert len(await town.run(lambda uow: uow.history.of(concern.id))) == rows
    later = await another(town, day=date(2026, 12, 10))
    assert (await booked(town, later, concern_id=concern.id)).number == 1


async def test_others_record_nothing(town: Town) -> None:
    day = await a_day(town)
    booking = await booked(town, day)
    await at(town, DURING)
    result = Result(Outcome.ANSWERED, "当场答复")

    def deed(uow: Any, me: Person, now: Any) -> object:
        return record_outcome(uow, me, booking.id, result, now)

    codes = [(await refused(town, chat, deed)).code for chat in (SECOND_LEADER, FIRST, THIRD, SECOND)]
    assert codes == ["reception.unknown", *["deed.not_yours"] * 3]


async def test_who_receives_hears_that_a_day_was_published_moved_and_called_off(town: Town) -> None:
    day = await a_day(town)
    told = [m for _, m in town.said if m.chat in (LEADER, SECOND_LEADER)]
    assert [(m.chat, m.words.key) for m in told] == [(LEADER, "reception.receiver_new")]
    assert "副区长（分管住建）" in town.words(told[0]) and "12月3日" in town.words(told[0])
    later = day.day + timedelta(days=4)
    await does(town, OFFICE, lambda uow, me, now: move(uow, me, day.id, later, time(9), "会议冲突", now))
    (moved,) = [m for m in await town.delivers() if m.chat == LEADER]
    assert all(part in town.words(moved) for part in ("12月3日", "12月7日", "会议冲突"))
    await does(town, OFFICE, lambda uow, me, now: cancel_day(uow, me, day.id, "出差", now))
    (off,) = [m for m in await town.delivers() if m.chat == LEADER]
    assert off.words.key == "reception.receiver_off" and "出差" in town.words(off)
