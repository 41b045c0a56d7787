"""A reviewer steps aside by chat: one press, one for the reason, and it is gone; the next one has it (H5, H16)."""

from domain.people import Role
from tests.handlers.chat import Chatter, Town
from tests.handlers.test_remedies import REPLIED, REVIEWER, at_home
from tests.services.story import CADRE, Story
from tests.workers import RESIDENT, hired

SECOND, HEAD = 32, 35


async def requested(town: Town) -> tuple[Story, Chatter]:
    """A review that the first reviewer has taken, with the card open."""
    reviewer = await hired(town, REVIEWER, Role.REVIEWER, "office")
    story, resident = await at_home(town, *REPLIED)
    await resident.presses("请求复查")
    await resident.says("没有查清楼上")
    await resident.presses("提交请求")
    await reviewer.says("/reviews")
    await reviewer.presses(story.concern.number)
    await reviewer.presses("接手")
    return story, reviewer


async def test_two_presses_and_the_next_one_has_it(town: Town) -> None:
    second = await hired(town, SECOND, Role.REVIEWER, "office")
    story, reviewer = await requested(town)
    await reviewer.presses("回避")
    assert "为什么回避" in reviewer.last
    await reviewer.presses("亲属关系")
    assert "您已回避" in reviewer.last
    await reviewer.presses("复查复核")
    assert story.concern.number not in reviewer.last
    for data in ("card", "step_aside", "review:take_review.", "review:papers."):
        joint = "" if data.endswith(".") else ":"
        await reviewer.presses_data(f"{data}{joint}{story.concern.id}")
        assert "没有查清楼上" not in reviewer.last
    assert "亲属关系" in second.last and "一名复查复核人员回避" in second.last
    await second.presses("打开诉求卡")
    await second.presses("接手")
    assert "写复查意见" in second.labels
    resident = Chatter(town, RESIDENT)
    await resident.presses_data(f"mine:{story.concern.id}")
    assert "有复查复核人员回避" in resident.last and "亲属" not in resident.last


async def test_the_lead_of_that_unit_finds_it_in_the_list_and_takes_it(town: Town) -> None:
    head = await hired(town, HEAD, Role.UNIT_LEAD, "office")
    story, reviewer = await requested(town)
    await reviewer.presses("回避")
    await reviewer.presses("利害关系")
    assert "利害关系" in head.last
    await head.says("/reviews")
    await head.presses(story.concern.number)
    await head.presses("接手")
    assert "写复查意见" in head.labels


async def test_a_reason_that_is_none_of_ours_is_asked_again(town: Town) -> None:
    story, reviewer = await requested(town)
    await reviewer.presses_data(f"aside:tired.{story.concern.id}")
    assert "为什么回避" in reviewer.last
    await Chatter(town, CADRE).presses_data(f"aside:kin.{story.concern.id}")
    assert "您已回避" not in Chatter(town, CADRE).last
