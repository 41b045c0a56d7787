"""What a reporter and a reviewer do by chat: withdraw, urge, three questions, rework, review, opinion, edited words."""

import pytest

from domain.concern import State
from domain.people import Role
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, OFFICE, Story, a_story
from tests.workers import RESIDENT, hired

REVIEWER = 31
REPLIED = ("sign_in", "accept", "reply")


async def at_home(town: Town, *deeds: str) -> tuple[Story, Chatter]:
    """A concern on which these steps were taken, and its reporter with the card open."""
    story = await (await a_story(town)).comes_to(*deeds)
    resident = Chatter(town, RESIDENT)
    await resident.presses_data(f"mine:{story.concern.id}")
    return story, resident


async def state_of(story: Story) -> State:
    concern = await story.town.run(lambda uow: uow.concerns.get(story.concern.id))
    assert concern
    return concern.state


async def answers(resident: Chatter, *labels: str) -> None:
    for label in labels:
        await resident.presses(label)


@pytest.mark.parametrize(
    ("deeds", "offered"),
    [
        ((), {"催一催", "撤回这件诉求"}),
        (("sign_in", "accept"), {"催一催", "撤回这件诉求"}),
        (REPLIED, {"请重办", "请求复查"}),
        ((*REPLIED, "conclude"), {"请重办", "请求复查"}),
        (("sign_in", "decline"), set()),
    ],
)
async def test_the_card_offers_what_is_open_to_the_reporter(
    town: Town, deeds: tuple[str, ...], offered: set[str]
) -> None:
    _, resident = await at_home(town, *deeds)
    labels = await resident.all_labels()
    doors = {"催一催", "撤回这件诉求", "请重办", "请求复查", "请求复核"}
    assert {door for door in doors if any(door in label for label in labels)} == offered


async def test_withdrawing_takes_a_second_look_and_no_reason(town: Town) -> None:
    story, resident = await at_home(town, "sign_in", "accept")
    await resident.presses("撤回这件诉求")
    await resident.presses("跳过")
    assert await state_of(story) is State.ACCEPTED
    await resident.presses("确认撤回")
    assert await state_of(story) is State.WITHDRAWN
    assert "已经撤回" in resident.last and "已撤回" in Chatter(town, CADRE).last
    await resident.presses_data(f"withdraw:{story.concern.id}")
    assert "现在是“已撤回”" in resident.last


async def test_urging_is_one_press_and_says_when_again(town: Town) -> None:
    story, resident = await at_home(town, "sign_in", "accept")
    await resident.presses("催一催")
    assert "已经替您催了" in resident.last and "2027年1月25日" in resident.last
    for chat in (CADRE, OFFICE):
        assert "催办" in Chatter(town, chat).last
    await resident.presses_data(f"urge:{story.concern.id}")
    assert "2026年11月27日" in resident.last


async def test_three_presses_answer_the_three_questions(town: Town) -> None:
    story, resident = await at_home(town, *REPLIED)
    told = len(Chatter(town, CADRE).heard)
    await answers(resident, "回答三个问题", "联系过", "解决了", "满意")
    assert "谢谢" in resident.last
    assert len(Chatter(town, CADRE).heard) == told and await state_of(story) is State.REPLIED
    kept = await town.run(lambda uow: uow.ratings.of_unit("housing", town.now, town.now.replace(hour=23)))
    assert [(one.contacted, one.solved, one.satisfied) for one in kept] == [(True, "yes", "yes")]


async def test_dissatisfied_with_a_reason_the_handler_reworks(town: Town) -> None:
    story, resident = await at_home(town, *REPLIED)
    await answers(resident, "回答三个问题", "没有", "没有解决", "不满意", "请重办")
    assert await state_of(story) is State.REPLIED
    await resident.says("还在漏水")
    assert await state_of(story) is State.IN_PROGRESS
    cadre = Chatter(town, CADRE)
    assert "还在漏水" in cadre.last and "请求重办" in cadre.last
    assert "没有解决" not in cadre.last and "不满意" not in cadre.last


async def test_dissatisfied_the_request_for_review_is_written_already(town: Town) -> None:
    story, resident = await at_home(town, *REPLIED)
    await answers(resident, "回答三个问题", "没有", "没有解决", "不满意", "请上级复查")
    await resident.says("没有查清楼上")
    await resident.presses("看一遍")
    assert "天花板漏水" in resident.last and "没有查清楼上" in resident.last
    await resident.presses("提交请求")
    assert await state_of(story) is State.UNDER_REVIEW


async def test_a_second_rework_is_refused_and_the_answers_stay(town: Town) -> None:
    story, resident = await at_home(town, *REPLIED)
    for _ in range(2):
        await resident.presses_data(f"rate:{story.concern.id}")
        await answers(resident, "联系过", "没有解决", "不满意", "请重办")
        await resident.says("还在漏水")
        story.concern = (await town.concerns(RESIDENT))[0]
        if story.concern.state is State.IN_PROGRESS:
            await story.comes_to("reply")
    assert "已经请求过一次重办" in resident.last and await state_of(story) is State.REPLIED


async def test_the_whole_way_of_a_review_by_chat(town: Town) -> None:
    reviewer = await hired(town, REVIEWER, Role.REVIEWER, "office")
    story, resident = await at_home(town, *REPLIED)
    await resident.presses("请求复查")
    assert "已到现场查看" in resident.last and "群众工作办公室" in resident.last
    await resident.says("没有查清楼上")
    await resident.presses("提交请求")
    assert "收到您的复查请求" in resident.last
    assert "没有查清楼上" in reviewer.last
    await reviewer.says("/reviews")
    await reviewer.presses(story.concern.number)
    await reviewer.presses("接手")
    await reviewer.presses("全文")
    assert "没有查清楼上" in reviewer.last
    await reviewer.presses_data(f"card:{story.concern.id}")
    await reviewer.presses("请诉求人说明")
    await reviewer.says("楼上是几号")
    await reviewer.presses("发出")
    asked = resident.heard[-1][0]
    assert "楼上是几号" in resident.last
    await resident.says("302", reply_to=asked)
    assert "302" in reviewer.last
    await reviewer.presses_data(f"card:{story.concern.id}")
    await reviewer.presses("写复查意见")
    await reviewer.presses("支持")
    for text in ("楼上水管漏水，有照片", "责成十日内修好", "物业管理条例第三条"):
        assert await state_of(story) is State.UNDER_REVIEW
        await reviewer.says(text)
    await reviewer.presses("发出")
    assert await state_of(story) is State.REVIEWED
    for part in ("支持", "楼上水管漏水", "责成十日内修好", "物业管理条例第三条", "没有查清楼上", "复核"):
        assert part in resident.last
    assert any("请求复核" in label for label in resident.labels)
    assert "责成十日内修好" in Chatter(town, CADRE).last
    await reviewer.says("/reviews")
    assert "没有等着" in reviewer.last


async def test_only_reviewers_see_the_list_and_only_their_own_unit(town: Town) -> None:
    await hired(town, REVIEWER, Role.REVIEWER, "office")
    city = await hired(town, 33, Role.REVIEWER, "city")
    story, resident = await at_home(town, *REPLIED)
    await resident.presses("请求复查")
    await resident.says("没有查清楼上")
    await resident.presses("提交请求")
    await city.says("/reviews")
    assert "没有等着" in city.last
    await city.presses_data(f"review:take_review.{story.concern.id}")
    assert "找不到这件诉求" in city.last
    cadre = Chatter(town, CADRE)
    await cadre.says("/reviews")
    assert "需要相应的身份" in cadre.last


async def test_an_edited_supplement_is_a_new_version_and_the_old_one_stays(town: Town) -> None:
    story, resident = await at_home(town, "sign_in", "accept")
    card = resident.heard[-1][0]
    await resident.says("三楼也漏", reply_to=card)
    message = town.updates
    await resident.edits(message, "三楼和四楼也漏")
    assert "看到您改了补充的话" in resident.last
    assert "三楼和四楼也漏" in Chatter(town, CADRE).last and "改写" in Chatter(town, CADRE).last
    said = [row.words for row in await story.record()][-2:]
    assert said == ["三楼也漏", "三楼和四楼也漏"]
    await resident.edits(1, "别的消息")
    assert "不会跟着变" in resident.last
    other = Chatter(town, 77)
    await other.edits(message, "不是我写的")
    assert [row.words for row in await story.record()][-2:] == said
