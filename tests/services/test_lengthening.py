"""A later date for K13 and K14: once, with what the reporter is owed, told at once; nothing else moves."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from domain.concern import Concern, News
from domain.errors import Refusal
from domain.messages import words
from domain.people import Person
from domain.services import lengthening, objecting
from domain.services.following import choose_news
from domain.services.outlook import due_line
from domain.services.ports import UnitOfWork
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, LEAD, OFFICE, Deed, Story, a_story
from tests.workers import RESIDENT, at

HOTLINE, ORDER = "housing.rental", "roads.amenities"
Moves = Callable[..., Any]


def lengthens(day: str = "2026-12-11", measure: str = "下周换主管") -> Deed:
    def does(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> Concern:
        written = f"进展：已到场\n措施：{measure}\n{day}"
        parts = ("已到场", measure)
        return lengthening.lengthen(uow, concern, me, now, date.fromisoformat(day), parts, written)

    return does


def moves_date(day: str = "2026-12-21") -> Deed:
    def does(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> Concern:
        return lengthening.move_date(uow, concern, me, now, date.fromisoformat(day), f"连日下雨，改到{day}")

    return does


async def refused(story: Story, deed: Deed, chat: int = CADRE) -> str:
    before = (await story.record(), await story.clocks(), await story.reminders())
    with pytest.raises(Refusal) as caught:
        await story.does(deed, chat)
    assert (await story.record(), await story.clocks(), await story.reminders()) == before
    return caught.value.code


async def accepted(town: Town, category: str) -> Story:
    story = await a_story(town, category=category)
    if story.concern.unit != "housing":
        await story.does(objecting.transfer, OFFICE, "由住建局办理", "housing")
    return await story.comes_to("sign_in", "accept")


async def test_a_hotline_order_gets_longer_with_progress_measure_and_date_told(town: Town) -> None:
    story = await accepted(town, HOTLINE)
    before = await story.clocks()
    assert before["K13"].due_on == date(2026, 12, 1)
    await story.does(lengthens(), CADRE)
    (told,) = story.told(RESIDENT)
    assert "已到场" in told and "下周换主管" in told and "2026年12月11日" in told
    after = await story.clocks()
    assert (after["K13"].due_on, after["K13"].started_at) == (date(2026, 12, 11), before["K13"].started_at)
    assert {rule for rule in after if after[rule] != before[rule]} == {"K13"}
    grounds = [due_line(clocks["K13"]).facts["basis"] for clocks in (before, after)]
    assert grounds == [words("basis.K13"), words("due.made_longer", basis=words("basis.K13"))]
    waiting = [row for row in await story.reminders() if row.subject == f"concern:{story.concern.id}:K13"]
    assert waiting and all("@2026-12-11" in row.key for row in waiting)
    assert max(row.due_at for row in waiting).date() > date(2026, 12, 11)
    assert await refused(story, lengthens("2026-12-15")) == "moved.twice"


async def test_the_date_of_an_order_moves_with_the_reason_told_to_reporter_and_office(town: Town) -> None:
    story = await accepted(town, ORDER)
    before = await story.clocks()
    await story.does(moves_date(), CADRE)
    assert {message.chat for message in story.said} == {RESIDENT, OFFICE}
    assert all("连日下雨" in words for words in (*story.told(RESIDENT), *story.told(OFFICE)))
    after = await story.clocks()
    assert after["K14"].due_on == date(2026, 12, 21)
    assert {rule for rule in after if after[rule] != before[rule]} == {"K14"}
    assert await refused(story, moves_date("2026-12-28")) == "moved.twice"


async def test_a_rest_day_gives_way_and_that_is_what_holds(town: Town) -> None:
    story = await accepted(town, HOTLINE)
    await story.does(lengthens("2026-12-12"), CADRE)
    clock = (await story.clocks())["K13"]
    assert clock.due_on == clock.moved_to == date(2026, 12, 14)


@pytest.mark.parametrize(
    ("day", "code"),
    [("2026-12-01", "moved.not_later"), ("2026-11-27", "moved.not_later"), ("2027-01-01", "moved.too_far")],
)
async def test_only_a_later_day_within_the_setting(town: Town, day: str, code: str) -> None:
    assert await refused(await accepted(town, HOTLINE), lengthens(day)) == code


async def test_without_a_measure_nothing_moves(town: Town) -> None:
    assert await refused(await accepted(town, HOTLINE), lengthens(measure=" ")) == "moved.parts_needed"


async def test_what_is_past_is_not_moved(town: Town) -> None:
    story = await accepted(town, HOTLINE)
    await at(town, "2026-12-02 09:00")
    assert await refused(story, lengthens()) == "moved.too_late"


async def test_each_act_moves_its_own_clock_and_no_other(town: Town) -> None:
    assert await refused(await accepted(town, HOTLINE), moves_date()) == "moved.none"


async def test_a_petition_has_no_such_date(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    for deed in (lengthens(), moves_date()):
        assert await refused(story, deed) == "moved.none"


async def test_only_the_handler_moves_it(town: Town) -> None:
    story = await accepted(town, HOTLINE)
    for chat in (COLLEAGUE, LEAD, OFFICE, RESIDENT):
        assert await refused(story, lengthens(), chat) == "step.not_yours"


async def test_it_is_told_even_to_who_wants_no_news(town: Town) -> None:
    story = await accepted(town, ORDER)

    def mute(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> Concern:
        return choose_news(uow, concern.id, me, News.MUTED, now)

    await story.does(mute, RESIDENT)
    town.now += timedelta(hours=1)
    await story.does(moves_date(), CADRE)
    assert len(story.told(RESIDENT)) == 1
