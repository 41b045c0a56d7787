"""答复 by chat: claims, templates, parts, and the minute in which it can be taken back."""

from typing import Any

import pytest

from domain.concern import State
from tests.conftest import BOTH
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, Story, a_story
from tests.workers import RESIDENT

pytestmark = pytest.mark.parametrize("database_kind", BOTH)
THREE = "楼上一直漏水。一、请尽快维修；二、请赔偿家具；三、请公开维修资金"


async def at_work(town: Town, **changes: Any) -> tuple[Story, Chatter]:
    """An accepted concern and its handler, the card open."""
    story = await (await a_story(town, **changes)).comes_to("sign_in", "accept")
    cadre = Chatter(town, CADRE)
    await cadre.presses_data(f"card:{story.concern.id}")
    return story, cadre


async def state_of(story: Story) -> State:
    found = await story.town.run(lambda uow: uow.concerns.get(story.concern.id))
    assert found
    return found.state


async def test_a_single_claim_needs_one_text_and_its_parts_are_filled_in(town: Town) -> None:
    story, cadre = await at_work(town)
    await cadre.presses("答复")
    await cadre.says("已换防水层")
    assert "1. 天花板漏水" in cadre.last and "《建设工程质量管理条例》" in cadre.last
    told = len(Chatter(town, RESIDENT).heard)
    await cadre.presses("发出")
    assert "60 秒后发出" in cadre.last and "已换防水层" in cadre.last
    assert len(Chatter(town, RESIDENT).heard) == told
    await town.lets_replies_go()
    for part in ("请求事项：天花板漏水", "处理意见：已换防水层", "依据：《建设工程质量管理条例》", "复查"):
        assert part in Chatter(town, RESIDENT).last
    assert await state_of(story) is State.REPLIED


async def test_two_answers_for_three_claims_are_refused_and_the_missing_one_is_named(town: Town) -> None:
    story, cadre = await at_work(town, words=THREE)
    await cadre.presses("答复")
    assert "2. 请赔偿家具" in cadre.last
    await cadre.presses("就是这几项")
    await cadre.says("1. 已修好\n3. 已公开")
    assert "第 2 项还没有答复" in cadre.last and "请赔偿家具" in cadre.last
    assert "发出" not in cadre.labels
    await cadre.says("4. 没有这一项")
    assert "没有第 4 项" in cadre.last
    await cadre.says("协商后赔偿五百元")
    await cadre.presses("发出")
    await town.lets_replies_go()
    said = Chatter(town, RESIDENT).last
    assert "1. 已修好" in said and "2. 协商后赔偿五百元" in said and "3. 请公开维修资金" in said
    assert await state_of(story) is State.REPLIED


async def test_answers_one_by_one(town: Town) -> None:
    _, cadre = await at_work(town, words=THREE)
    await cadre.presses("答复")
    await cadre.presses("就是这几项")
    for n, text in enumerate(("已修好", "赔偿五百元", "已公开"), 1):
        assert n == 1 or f"第 {n} 项" in cadre.last
        await cadre.says(text)
    assert "发出" in cadre.labels[0]


async def test_another_list_than_the_one_proposed(town: Town) -> None:
    _, cadre = await at_work(town, words=THREE)
    await cadre.presses("答复")
    await cadre.says("修屋顶\n赔家具")
    await cadre.says("1. 已修 2. 不赔")
    assert "2. 赔家具" in cadre.last and "2. 不赔" in cadre.last


async def test_more_claims_written_after_the_answers_are_missed_at_the_end(town: Town) -> None:
    _, cadre = await at_work(town)
    await cadre.presses("答复")
    await cadre.says("已修好")
    await cadre.presses("请求事项")
    await cadre.says("修屋顶\n赔家具")
    await cadre.presses("发出")
    assert "第 2 项请求还没有答复：“赔家具”" in cadre.last
    await cadre.presses("答复")
    await cadre.says("1. 已修 2. 不赔")
    await cadre.presses("发出")
    assert "60 秒后发出" in cadre.last


async def test_claims_listed_on_the_card_are_told_and_bind_the_reply(town: Town) -> None:
    _, cadre = await at_work(town, words=THREE)
    await cadre.presses("分列请求")
    await cadre.says("修屋顶\n赔家具")
    await cadre.presses("确认清单")
    assert "2. 赔家具" in Chatter(town, RESIDENT).last
    await cadre.presses("答复")
    assert "请求有 2 项" in cadre.last and "就是这几项" not in cadre.labels


async def test_facts_and_ground_can_be_written_apart(town: Town) -> None:
    _, cadre = await at_work(town)
    await cadre.presses("答复")
    await cadre.says("已换防水层")
    await cadre.presses("事实和理由")
    await cadre.says("屋面防水层老化")
    await cadre.presses("法律依据")
    await cadre.says("《建设工程质量管理条例》第四十条")
    await cadre.presses("发出")
    await town.lets_replies_go()
    said = Chatter(town, RESIDENT).last
    assert "事实和理由：屋面防水层老化" in said and "第四十条" in said


async def test_a_template_is_a_draft_to_change(town: Town) -> None:
    _, cadre = await at_work(town)
    await cadre.presses("答复")
    assert "2. 模板：已办好" in cadre.labels
    await cadre.presses("模板：漏水已修")
    assert "渗漏原因是____" in cadre.last and "就用这段" not in cadre.labels
    await cadre.says("我们于11月20日到现场查看，已修好。")
    assert "11月20日" in cadre.last and "发出" in cadre.labels


async def test_taken_back_in_time_it_can_be_changed(town: Town) -> None:
    story, cadre = await at_work(town)
    told = len(Chatter(town, RESIDENT).heard)
    await cadre.presses("答复")
    await cadre.says("已换防水层")
    await cadre.presses("发出")
    await cadre.presses("诉求卡")
    assert "答复已写好" in cadre.last and "答复" not in cadre.labels
    await cadre.presses("撤回答复")
    assert "谁也没有收到" in cadre.last and "已换防水层" in cadre.last
    await town.lets_replies_go()
    assert await state_of(story) is State.ACCEPTED
    assert len(Chatter(town, RESIDENT).heard) == told
    await cadre.presses("答复")
    assert "点一下可以复制" in cadre.last and "已换防水层" in cadre.last
    await cadre.says("已换防水层，保修五年")
    await cadre.presses("发出")
    await town.lets_replies_go()
    assert "保修五年" in Chatter(town, RESIDENT).last
    await cadre.presses("撤回答复")
    assert "已经发出，不能撤回" in cadre.last


@pytest.mark.parametrize("text", ["长" * 3001, "卡号 6222021234567890128"])
async def test_what_cannot_go_out_is_said_and_asked_again(town: Town, text: str) -> None:
    _, cadre = await at_work(town)
    await cadre.presses("答复")
    await cadre.says(text)
    assert "发出" not in cadre.labels and cadre.labels[-1] == "取消"


async def test_what_stood_there_already_is_nothing_to_lose(town: Town) -> None:
    _, cadre = await at_work(town)
    await cadre.presses("答复")
    await cadre.says("取消")
    assert "已经写了一些" not in cadre.last and "什么都没有留下" in cadre.last
    await cadre.presses("答复")
    await cadre.says("已换防水层")
    await cadre.says("取消")
    assert "已经写了一些" in cadre.last
