"""督办, 承诺, 回头看 by chat: from the card to what the other side reads; old and foreign buttons."""

import pytest

from tests.handlers.chat import Chatter, Town
from tests.handlers.test_handle_concern import at_work
from tests.services.story import LEAD, OFFICE
from tests.workers import RESIDENT, at


async def test_an_order_from_the_card_to_its_end(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in", "accept")
    office = Chatter(town, OFFICE)
    await office.presses_data(f"card:{story.concern.id}")
    await office.presses("督办和承诺")
    assert "现在没有" in office.last
    await office.presses("督办")
    await office.says("三天内到场查看")
    await office.presses("7 天后")
    assert "三天内到场查看" in office.last and "2026年12月1日" in office.last
    await office.presses("发出")
    assert "督办已发给" in office.last and "三天内到场查看" in office.last
    assert "三天内到场查看" in cadre.last and "三天内到场查看" in Chatter(town, LEAD).last
    resident = Chatter(town, RESIDENT)
    assert "正在督办" in resident.last
    await resident.presses("查看进度")
    assert "受理机构督办" in resident.last and "三天内到场" not in resident.last
    await office.presses("督办和承诺")
    await office.presses("结束督办")
    assert "督办已结束" in office.last
    old = next(b.data for _, m in office.heard for row in m.rows for b in row if "end_supervision" in b.data)
    await office.presses_data(old)
    assert "已经结束" in office.last


async def test_a_promise_is_made_moved_and_kept(town: Town) -> None:
    _, cadre = await at_work(town, "sign_in", "accept")
    resident = Chatter(town, RESIDENT)
    await cadre.presses("督办和承诺")
    await cadre.presses("向诉求人承诺")
    await cadre.says("换好三楼水管")
    await cadre.says("12月4日")
    await cadre.presses("发出")
    assert "换好三楼水管 · 2026年12月4日（周五）前" in resident.last
    await cadre.presses("督办和承诺")
    await cadre.presses("改日期")
    await cadre.says("昨天")
    assert "没有看懂日期" in cadre.last
    await cadre.presses("15 天后")
    await cadre.says("配件没有到货")
    await cadre.presses("发出")
    assert "配件没有到货" in resident.last and "2026年12月9日" in resident.last
    await at(town, "2026-12-08 09:00")
    await cadre.presses("督办和承诺")
    await cadre.presses("已兑现")
    assert "已经做到" in resident.last and "已记为兑现" in cadre.last


async def test_looking_back(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in", "accept", "reply", "conclude")
    office = Chatter(town, OFFICE)
    await office.presses_data(f"tasks:{story.concern.id}")
    await office.presses("写回头看结果")
    await office.presses("部分落实")
    await office.says("还有一处滴水")
    await office.presses("记下")
    assert "回头看结果已记下" in office.last and "部分落实。还有一处滴水" in cadre.last


@pytest.mark.parametrize("data", ["task:keep_promise.nothing", "task:fly.nothing", "task:", "tasks:nothing"])
async def test_strange_buttons_do_nothing(town: Town, data: str) -> None:
    _, cadre = await at_work(town, "sign_in")
    await cadre.presses_data(data)
    assert "已经结束" in cadre.last or "找不到" in cadre.last


async def test_others_learn_nothing_of_a_task(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in", "accept")
    await cadre.presses("督办和承诺")
    await cadre.presses("向诉求人承诺")
    await cadre.says("换好水管")
    await cadre.presses("3 天后")
    await cadre.presses("发出")
    (task,) = await town.run(lambda uow: uow.tasks.open_of(story.concern.id))
    for chat in (RESIDENT, 15):
        stranger = Chatter(town, chat)
        await stranger.presses_data(f"task:keep_promise.{task.id}")
        assert "找不到" in stranger.last
    await Chatter(town, OFFICE).presses_data(f"task:keep_promise.{task.id}")
    assert "不归您办" in Chatter(town, OFFICE).last
    assert await town.run(lambda uow: uow.tasks.open_of(story.concern.id)) == [task]
