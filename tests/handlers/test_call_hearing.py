"""听证 before the reply by chat: day, place and subject, a button to sign up, a day left over on the card."""

from datetime import timedelta

import pytest

from tests.conftest import BOTH
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, Story, a_story
from tests.workers import RESIDENT

pytestmark = pytest.mark.parametrize("database_kind", BOTH)


async def called(town: Town) -> tuple[Story, Chatter, Chatter]:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    cadre, resident = Chatter(town, CADRE), Chatter(town, RESIDENT)
    await cadre.presses_data(f"card:{story.concern.id}")
    await cadre.presses("召开听证")
    await cadre.presses("7 天后")
    await cadre.says("下午三点，三楼会议室")
    await cadre.says("谁来修水管")
    assert "期限照算" not in cadre.last and "预览" in cadre.last
    await cadre.presses("发出")
    return story, cadre, resident


async def test_called_joined_and_recorded(town: Town) -> None:
    _, cadre, resident = await called(town)
    assert "听证中" in cadre.last and "三楼会议室" in cadre.last
    assert "12月1日" in resident.last and "谁来修水管" in resident.last
    await resident.presses("我参加听证")
    assert "听证中" in resident.last and "我不参加听证了" in resident.labels
    await cadre.presses("记录听证结果")
    await cadre.says("双方同意先换主管")
    await cadre.presses("发出")
    assert "办理中" in cadre.last and "先换主管" in resident.last


async def test_a_day_left_over_stands_on_the_card(town: Town) -> None:
    story, cadre, _ = await called(town)
    town.now += timedelta(days=8)
    await cadre.presses_data(f"card:{story.concern.id}")
    assert "已过，还没有记录结果" in cadre.last and "记录听证结果" in cadre.labels
    await cadre.presses_data(f"tasks:{story.concern.id}")
    assert "已过，还没有记录结果" in cadre.last
    await cadre.presses("记录听证结果")
    assert "听证结果是什么" in cadre.last


async def test_old_buttons_get_a_clear_sentence(town: Town) -> None:
    story, cadre, resident = await called(town)
    await resident.presses_data(f"leave_hearing:{story.concern.id}")
    assert "还没有报名" in resident.last
    await cadre.presses_data(f"join_hearing:{story.concern.id}")
    assert "在您的诉求里没有这一件" in cadre.last
    await cadre.presses("记录听证结果")
    await cadre.says("开了")
    await cadre.presses("发出")
    await resident.presses_data(f"join_hearing:{story.concern.id}")
    assert "办理中" in resident.last and "不需要" in resident.last
