"""延期: asked by the handler, decided by the unit's lead, once, in time, told with its reason."""

from datetime import date, datetime
from typing import Any

import pytest

from domain.concern import Concern
from domain.explanation import explain
from domain.people import Person, Role
from domain.services import handling
from domain.services.extending import ask_extension, extend, refuse_extension
from domain.services.ports import UnitOfWork
from domain.services.timing import rule_of
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, LEAD, OFFICE, Story, a_story
from tests.services.test_steps import refused
from tests.workers import RESIDENT, at, hired, reminded


def asks(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, days: str) -> Concern:
    """The handler asks for so many days."""
    return ask_extension(uow, concern, actor, now, "等待第三方检测报告", int(days))


async def at_work(town: Town, **changes: Any) -> Story:
    return await (await a_story(town, **changes)).comes_to("sign_in", "accept")


async def test_asking_moves_nothing_and_goes_to_the_lead(town: Town) -> None:
    story = await at_work(town)
    before = await story.clocks(), await story.reminders()
    await story.does(asks, CADRE, "20")
    assert (await story.clocks(), await story.reminders()) == before
    assert [message.chat for message in story.said] == [LEAD]
    text = story.told(LEAD)[0]
    assert "20 天" in text and "等待第三方检测报告" in text


async def test_the_lead_agrees_and_date_reminders_and_residents_word_change_together(town: Town) -> None:
    story = await at_work(town)
    await story.does(asks, CADRE, "20")
    await story.does(extend, LEAD)
    clock = (await story.clocks())["K6"]
    assert (clock.due_on, clock.extended_by) == (date(2027, 2, 15), 20)
    assert "等待第三方检测报告" in story.told(RESIDENT)[0] and "2027年2月15日" in story.told(RESIDENT)[0]
    assert [message.chat for message in story.said if message.chat != RESIDENT] == [CADRE]
    due = [row.due_at.date() for row in await story.reminders() if row.subject.endswith("K6")]
    assert min(due) == date(2027, 2, 5) and all("+20" in row.key for row in await story.reminders())


async def test_an_extended_clock_explains_itself_to_the_same_date(town: Town) -> None:
    story = await at_work(town)
    await story.does(asks, CADRE, "30")
    await story.does(extend, LEAD)
    clock = (await story.clocks())["K6"]
    facts = await town.run(lambda uow: explain(clock, rule_of(uow, clock), uow.policy.calendar))
    assert (facts.extended_by, facts.due_on) == (30, clock.due_on) == (30, date(2027, 2, 24))


async def test_reminders_that_were_sent_before_come_again_at_their_new_time(town: Town) -> None:
    story = await at_work(town)
    await at(town, "2027-01-15 10:00")
    assert any(message.chat == CADRE for message in await reminded(town))
    await story.does(asks, CADRE, "30")
    await story.does(extend, LEAD)
    await at(town, "2027-01-20 10:00")
    assert not [message for message in await reminded(town) if message.chat == CADRE]
    await at(town, "2027-02-15 10:00")
    assert any(message.chat == CADRE for message in await reminded(town))


async def test_it_is_extended_once_only(town: Town) -> None:
    story = await at_work(town)
    await story.does(asks, CADRE, "10")
    assert await refused(story, asks, CADRE, "10") == "extension.twice"
    await story.does(extend, LEAD)
    assert await refused(story, asks, CADRE, "10") == "extension.twice"
    assert await refused(story, extend, LEAD) == "extension.not_asked"


async def test_a_refusal_leaves_the_date_and_says_why(town: Town) -> None:
    story = await at_work(town)
    before = await story.clocks()
    await story.does(asks, CADRE, "10")
    await story.does(refuse_extension, LEAD, "检测一周可以完成")
    assert await story.clocks() == before
    assert [message.chat for message in story.said] == [CADRE]
    assert "检测一周可以完成" in story.told(CADRE)[0]
    assert await refused(story, refuse_extension, LEAD, "再说一遍") == "extension.not_asked"


async def test_who_handles_does_not_decide(town: Town) -> None:
    story = await a_story(town)
    await hired(town, 21, Role.UNIT_LEAD, "housing")
    await story.does(handling.sign_in, LEAD)
    await story.does(handling.accept, LEAD)
    await story.does(asks, LEAD, "10")
    assert [message.chat for message in story.said] == [21]
    assert await refused(story, extend, LEAD) == "extension.own"
    for chat in (CADRE, COLLEAGUE, OFFICE, RESIDENT):
        assert await refused(story, extend, chat) == "step.not_yours"
    await story.does(extend, 21)
    assert (await story.clocks())["K6"].extended_by == 10


@pytest.mark.parametrize(("days", "code"), [("31", "extension.too_long"), ("0", "extension.too_long")])
async def test_at_most_thirty_days(town: Town, days: str, code: str) -> None:
    assert await refused(await at_work(town), asks, CADRE, days) == code


async def test_not_after_the_last_day_neither_asked_nor_agreed(town: Town) -> None:
    story = await at_work(town)
    await story.does(asks, CADRE, "10")
    await at(town, "2027-01-26 00:00")
    assert await refused(story, extend, LEAD) == "extension.too_late"
    await story.does(refuse_extension, LEAD, "已经过期")
    assert await refused(story, asks, CADRE, "10") == "extension.too_late"


async def test_only_what_the_law_lets_be_extended(town: Town) -> None:
    assert await refused(await at_work(town, category="housing.rental"), asks, CADRE, "5") == "extension.none"


async def test_where_nobody_could_decide_nothing_is_asked(town: Town) -> None:
    story = await (await a_story(town, staff=(CADRE, OFFICE))).comes_to("sign_in", "accept")
    assert await refused(story, asks, CADRE, "10") == "extension.no_lead"
