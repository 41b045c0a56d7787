"""Clocks beside K4 and K6: own matters, simple procedure, first contact, and the hearing that pauses K11."""

from datetime import date, timedelta

import pytest

from domain.concern import State
from domain.errors import Refusal
from domain.services import holding, objecting, remedying, reviewing, simplifying
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, LEAD, OFFICE, Deed, Story, a_story
from tests.services.test_remedies import CITY, decides, under_review
from tests.workers import RESIDENT, at, reminded

SIMPLE, ORDER = "welfare.care", "roads.amenities"


async def refused(story: Story, deed: Deed, chat: int, *words: str) -> str:
    with pytest.raises(Refusal) as caught:
        await story.does(deed, chat, *words)
    return caught.value.code


async def in_housing(town: Town, category: str) -> Story:
    """A concern of this category, given to the housing bureau, where people are at work."""
    story = await a_story(town, category=category)
    await story.does(objecting.transfer, OFFICE, "由住建局办理", "housing")
    return story


async def at_the_city(town: Town) -> Story:
    """Under final review, taken by the city's reviewer."""
    story = await under_review(town)
    for deed, chat in ((reviewing.take_review, 31), (decides, 31)):
        await story.does(deed, chat)
    await story.does(remedying.request_review, RESIDENT, "依据用错了")
    await story.does(reviewing.take_review, CITY)
    return story


async def test_what_the_office_keeps_runs_its_own_notice_from_receipt(town: Town) -> None:
    story = await a_story(town)
    received = town.now
    town.now += timedelta(days=2)
    await story.does(objecting.transfer, OFFICE, "由本机构办理", "office")
    clocks = await story.clocks()
    assert clocks["K3"].started_at == received and clocks["K4"].met_at is None
    await story.does(objecting.transfer, OFFICE, "由住建局办理", "housing")
    assert await story.clocks() == clocks, "no transfer starts a clock anew"


async def test_the_simple_procedure_ends_sooner_and_gives_way_to_the_ordinary_one(town: Town) -> None:
    story = await (await in_housing(town, SIMPLE)).comes_to("sign_in", "accept")
    await story.does(simplifying.record_contact, CADRE)
    before = await story.clocks()
    assert before["K12"].due_on == date(2026, 12, 8) and before["K6"].started_at == before["K12"].started_at
    assert await refused(story, simplifying.leave_simple, CADRE, " ") == "step.words_needed"
    await story.does(simplifying.leave_simple, CADRE, "要请专家鉴定")
    after = await story.clocks()
    assert after["K12"].met_at == town.now and after["K6"] == before["K6"]
    assert "要请专家鉴定" in story.told(RESIDENT)[0] and "2027年1月25日" in story.told(RESIDENT)[0]
    assert "要请专家鉴定" in story.told(LEAD)[0]
    assert await refused(story, simplifying.leave_simple, CADRE, "再说一次") == "simple.not_running"


async def test_the_first_contact_is_recorded_once_and_the_reporter_reads_it(town: Town) -> None:
    story = await (await in_housing(town, ORDER)).comes_to("sign_in")
    clock = (await story.clocks())["K15"]
    assert clock.due_at == town.now + timedelta(days=1)
    assert await refused(story, simplifying.record_contact, COLLEAGUE) == "step.not_yours"
    await story.does(simplifying.record_contact, CADRE)
    assert (await story.clocks())["K15"].met_at == town.now
    assert "没有联系过" in story.told(RESIDENT)[0]
    assert await refused(story, simplifying.record_contact, CADRE) == "contact.none_owed"


async def test_a_question_is_a_first_contact_too_and_an_order_has_its_own_time(town: Town) -> None:
    story = await (await in_housing(town, ORDER)).comes_to("sign_in", "accept", "ask")
    clocks = await story.clocks()
    assert clocks["K15"].met_at == town.now
    assert (clocks["K14"].written, clocks["K14"].due_on) == (10, date(2026, 12, 8))
    await story.comes_to("reply")
    assert (await story.clocks())["K14"].met_at == town.now


async def test_who_owes_the_first_contact_is_reminded_by_the_hour(town: Town) -> None:
    story = await (await in_housing(town, ORDER)).comes_to("sign_in")
    await at(town, "2026-11-25 09:00")
    (message,) = [m for m in await reminded(town) if m.chat == CADRE]
    assert "“首次联系”最迟 <b>11月25日（周三）12:00</b>" in town.words(message)
    await at(town, "2026-11-26 09:00")
    said = {m.chat: town.words(m) for m in await reminded(town)}
    assert "首次联系" in said[CADRE] and "超期 <b>1</b> 天" in said[CADRE]
    assert story.concern.number in said[LEAD]


async def test_a_hearing_stops_the_clock_of_the_final_review_and_nothing_else(town: Town) -> None:
    story = await at_the_city(town)
    before = (await story.clocks())["K11"]
    assert await refused(story, holding.begin_hearing, CADRE, "明天听证") == "step.not_yours"
    await story.does(holding.begin_hearing, CITY, "11月26日上午，市信访局一楼")
    assert story.concern.state is State.FINAL_HEARING
    for chat in (RESIDENT, CADRE):
        assert "市信访局一楼" in story.told(chat)[0] and "不计入复核期限" in story.told(chat)[0]
    assert (await story.clocks())["K11"].paused_on == date(2026, 11, 24)
    assert await story.reminders() == []
    assert await refused(story, decides, CITY) == "step.moved_on"
    town.now += timedelta(days=3)
    await story.does(holding.end_hearing, CITY, "双方陈述完毕")
    after = (await story.clocks())["K11"]
    assert (before.due_on, after.due_on, after.paused_days) == (date(2026, 12, 24), date(2026, 12, 28), 4)
    assert "2026年12月28日" in story.told(RESIDENT)[0]
    assert min(r.due_at for r in await story.reminders()).date() >= date(2026, 12, 17)
    await story.does(decides, CITY)
    assert [row.state_after for row in await story.record()][-1] == State.FINALLY_REVIEWED
    assert await story.reminders() == []


async def test_no_day_is_taken_out_twice(town: Town) -> None:
    story = await at_the_city(town)
    for _ in range(2):
        await story.does(holding.begin_hearing, CITY, "当天听证")
        await story.does(holding.end_hearing, CITY, "结束")
    assert (await story.clocks())["K11"].paused_days == 1
