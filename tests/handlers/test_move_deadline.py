"""A later date by chat: progress, measure and day for the hotline, day and reason for an order; then 期限 says so."""

import pytest

from domain.services import objecting
from tests.conftest import BOTH
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, OFFICE, Story, a_story
from tests.workers import RESIDENT

pytestmark = pytest.mark.parametrize("database_kind", BOTH)


async def at_the_card(town: Town, category: str) -> tuple[Story, Chatter, Chatter]:
    story = await a_story(town, category=category)
    if story.concern.unit != "housing":
        await story.does(objecting.transfer, OFFICE, "由住建局办理", "housing")
    await story.comes_to("sign_in", "accept")
    return story, Chatter(town, CADRE), Chatter(town, RESIDENT)


async def test_the_hotline_is_told_progress_measure_and_date(town: Town) -> None:
    story, cadre, resident = await at_the_card(town, "housing.rental")
    await cadre.presses_data(f"lengthen:{story.concern.id}")
    await cadre.says("已到场查看")
    await cadre.says("下周换主管")
    await cadre.says("12月12日")
    await cadre.presses("发出")
    assert "已到场查看" in resident.last and "2026年12月14日（周一）" in resident.last
    await cadre.presses_data(f"deadlines:{story.concern.id}")
    assert "最迟 2026年12月14日" in cadre.last and "日期更改过一次" in cadre.last
    await cadre.presses_data(f"lengthen:{story.concern.id}")
    assert "已经改过一次" in cadre.last


async def test_the_question_says_which_day_holds_and_offers_only_later_ones(town: Town) -> None:
    story, cadre, _ = await at_the_card(town, "roads.amenities")
    await cadre.presses_data(f"move_date:{story.concern.id}")
    assert "现在最迟 2026年12月8日（周二），最晚可以改到 2027年2月8日（周一）" in cadre.last
    assert cadre.labels[:2] == ["1. 2026年12月11日（周五）", "2. 2026年12月15日（周二）"]
    await cadre.says("1")
    assert "为什么要改" in cadre.last


async def test_a_day_too_far_or_too_near_says_at_once_which_days_are_open(town: Town) -> None:
    story, cadre, _ = await at_the_card(town, "roads.amenities")
    await cadre.presses_data(f"move_date:{story.concern.id}")
    for day, said in (
        ("2026-12-08", "新日期要比它晚"),
        ("2027-06-01", "最晚可以改到"),
        ("13月40日", "没有看懂日期"),
    ):
        await cadre.says(day)
        assert said in cadre.last and "现在最迟" in cadre.last
    await cadre.says("12月19日")
    await cadre.says("连日下雨")
    assert "2026年12月21日（周一）" in cadre.last, "the day that will hold, not the rest day"


async def test_an_order_tells_reporter_and_office(town: Town) -> None:
    story, cadre, resident = await at_the_card(town, "roads.amenities")
    await cadre.presses_data(f"move_date:{story.concern.id}")
    await cadre.says("12月21日")
    await cadre.says("连日下雨")
    await cadre.presses("发出")
    for chat in (resident, Chatter(town, OFFICE)):
        assert "连日下雨" in chat.last and "12月21日" in chat.last
