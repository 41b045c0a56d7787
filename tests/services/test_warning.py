"""紧急情况上报: told to office and leaders at any hour, again while nobody answers, and never of discipline."""

from datetime import timedelta

from domain.concern import Kind
from domain.messages import Weight
from domain.people import Role
from domain.services import handling, warning
from tests.handlers.chat import Chatter, Town
from tests.handlers.test_handle_concern import TASKS
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, LEAD, OFFICE, Story, a_story
from tests.services.test_supervising import refused
from tests.workers import RESIDENT, at, hired, reminded

LEADER, SECOND = 16, 17
DANGER = "危及生命：楼板开裂"


async def accepted(town: Town) -> Story:
    await hired(town, LEADER, Role.LEADER, "office")
    return await (await a_story(town)).comes_to("sign_in", "accept")


async def test_office_and_leaders_are_told_at_once_so_that_it_arrives_and_the_reporter_is_not(
    town: Town,
) -> None:
    story = await accepted(town)
    before = await story.clocks()
    await at(town, "2026-11-24 23:30")
    await story.does(warning.report_urgent, CADRE, DANGER)
    assert {message.chat: message.weight for message in story.said} == {
        OFFICE: Weight.MUST_ARRIVE,
        LEADER: Weight.MUST_ARRIVE,
    }
    assert "楼板开裂" in story.told(LEADER)[0] and "林晓" not in story.told(LEADER)[0]
    assert await story.clocks() == before


async def test_silence_is_told_again_in_the_night_until_somebody_answers(town: Town) -> None:
    """Seen to bite: `urgent=True` of the reminder set to False."""
    story = await accepted(town)
    await at(town, "2026-11-24 23:30")
    await story.does(warning.report_urgent, CADRE, DANGER)
    assert await reminded(town) == []
    for minutes in (30, 60):
        town.now += timedelta(minutes=30)
        said = await reminded(town)
        assert {(message.chat, message.weight) for message in said} == {
            (OFFICE, Weight.MUST_ARRIVE),
            (LEADER, Weight.MUST_ARRIVE),
        }
        assert all(f"<b>{minutes}</b> 分钟" in town.words(message) for message in said)
    await story.does(warning.heed_urgent, LEADER)
    assert sorted(message.chat for message in story.said) == [CADRE, LEAD]
    assert "领导已收到" in story.told(CADRE)[0]
    town.now += timedelta(hours=2)
    assert [m for m in await reminded(town) if m.words.key == "urgent.silent"] == []


async def test_once_at_a_time_answered_once_and_reported_again_later(town: Town) -> None:
    story = await accepted(town)
    assert await refused(story, warning.heed_urgent, OFFICE) == "urgent.heeded"
    await story.does(warning.report_urgent, LEAD, DANGER)
    assert await refused(story, warning.report_urgent, CADRE, DANGER) == "urgent.waiting"
    await story.does(warning.heed_urgent, OFFICE)
    assert await refused(story, warning.heed_urgent, LEADER) == "urgent.heeded"
    await story.does(warning.report_urgent, OFFICE, "危及健康：水变味")
    assert LEADER in [message.chat for message in story.said]


async def test_who_may_report_and_who_may_answer(town: Town) -> None:
    story = await accepted(town)
    for chat in (COLLEAGUE, ELSEWHERE, LEADER, RESIDENT):
        assert await refused(story, warning.report_urgent, chat, DANGER) == "step.not_yours"
    await story.does(warning.report_urgent, CADRE, DANGER)
    for chat in (CADRE, LEAD, ELSEWHERE, RESIDENT):
        assert await refused(story, warning.heed_urgent, chat) == "step.not_yours"


async def test_a_leader_of_the_unit_complained_about_is_not_told(town: Town) -> None:
    await hired(town, SECOND, Role.LEADER, "police")
    await hired(town, LEADER, Role.LEADER, "office")
    story = await a_story(town, kind=Kind.COMPLAINT, about_unit="police")
    await story.comes_to("sign_in", "accept")
    await story.does(warning.report_urgent, CADRE, DANGER)
    assert sorted(message.chat for message in story.said) == [OFFICE, LEADER]
    assert await refused(story, warning.heed_urgent, SECOND) == "step.not_yours"


async def test_a_misconduct_report_is_never_told_in_this_way(town: Town) -> None:
    await hired(town, LEADER, Role.LEADER, "office")
    await hired(town, 21, Role.UNIT_LEAD, "discipline")
    story = await a_story(town, (OFFICE,), kind=Kind.MISCONDUCT)
    await story.does(handling.sign_in, 21)
    assert await refused(story, warning.report_urgent, 21, DANGER) == "urgent.discipline"


async def test_by_chat(town: Town) -> None:
    story = await accepted(town)
    cadre, leader = Chatter(town, CADRE), Chatter(town, LEADER)
    await cadre.presses_data(f"card:{story.concern.id}")
    assert TASKS in cadre.labels
    await cadre.presses("督办和承诺")
    await cadre.presses("紧急情况上报")
    assert "120" in cadre.last
    await cadre.presses("危及生命")
    await cadre.says("楼板开裂，已疏散")
    await cadre.presses("马上上报")
    assert "危及生命：楼板开裂，已疏散" in leader.last and leader.labels == ["收到，我来处置"]
    await Chatter(town, ELSEWHERE).presses_data(f"heed:{story.concern.id}")
    assert "找不到" in Chatter(town, ELSEWHERE).last
    await leader.presses("收到")
    assert "由您处置" in leader.last and "领导已收到" in cadre.last
    office = Chatter(town, OFFICE)
    await office.presses("收到，我来处置")
    assert "已经有同事" in office.last
