"""What is overdue climbs and must arrive (class A); the office hears when its decision is needed no more."""

import pytest

from domain.concern import Kind, State
from domain.messages import Weight
from domain.people import Role
from domain.services import objecting, withdrawing
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, LEAD, OFFICE, a_story
from tests.workers import RESIDENT, at, hired, reminded, reported

LEADER = 16
CLIMB = {
    "2026-11-30 09:00": {CADRE: Weight.COMES_AGAIN, LEAD: Weight.COMES_AGAIN},
    "2026-12-02 09:00": {CADRE: Weight.COMES_AGAIN, LEAD: Weight.MUST_ARRIVE},
    "2026-12-04 09:00": {CADRE: Weight.COMES_AGAIN, LEAD: Weight.MUST_ARRIVE, OFFICE: Weight.MUST_ARRIVE},
    "2026-12-11 09:00": {
        CADRE: Weight.COMES_AGAIN,
        LEAD: Weight.MUST_ARRIVE,
        OFFICE: Weight.MUST_ARRIVE,
        LEADER: Weight.MUST_ARRIVE,
    },
}


async def at_work(town: Town) -> None:
    await hired(town, CADRE, Role.CADRE)
    await hired(town, LEAD, Role.UNIT_LEAD)
    await hired(town, OFFICE, Role.OFFICE, "office")
    await hired(town, LEADER, Role.LEADER, "office")


async def test_each_level_above_is_told_so_that_it_arrives_and_nothing_makes_it_expire(town: Town) -> None:
    """Seen to bite: `raised` in domain/services/merging.py set to False."""
    await at_work(town)
    await reported(town)
    for moment, expected in CLIMB.items():
        await at(town, moment)
        said = await reminded(town)
        assert {message.chat: message.weight for message in said} == expected
        for message in said:
            assert (message.expires_at is None) == (message.weight is Weight.MUST_ARRIVE)


async def test_the_unit_lead_who_handles_it_is_only_reminded_until_it_is_overdue(town: Town) -> None:
    await hired(town, LEAD, Role.UNIT_LEAD)
    await reported(town)
    await at(town, "2026-12-01 09:00")
    assert [message.weight for message in await reminded(town)] == [Weight.COMES_AGAIN]
    await at(town, "2026-12-02 09:00")
    assert [message.weight for message in await reminded(town)] == [Weight.MUST_ARRIVE]


async def test_many_at_once_say_to_those_above_whose_they_are(town: Town) -> None:
    await at_work(town)
    first, second = await reported(town, 2)
    await at(town, "2026-12-11 09:00")
    await reminded(town)
    leader = Chatter(town, LEADER)
    assert first.number in leader.last and second.number in leader.last
    assert leader.last.count("住房和城乡建设局") == 2
    assert "住房和城乡建设局" not in Chatter(town, CADRE).last
    assert leader.labels == [f"看看 {number}" for number in sorted((first.number, second.number))]


async def test_a_leader_sees_nothing_of_what_is_in_time_of_discipline_or_of_nothing(town: Town) -> None:
    story = await a_story(town)
    leader = await hired(town, LEADER, Role.LEADER, "office")
    await leader.presses_data(f"glance:{story.concern.id}")
    assert "没有超期" in leader.last
    for concern in ("nothing", (await a_story(town, (), kind=Kind.MISCONDUCT, draft="second")).concern.id):
        await leader.presses_data(f"glance:{concern}")
        assert "找不到" in leader.last
    await Chatter(town, CADRE).presses_data(f"glance:{story.concern.id}")
    assert "找不到" in Chatter(town, CADRE).last


@pytest.mark.parametrize("agreed", [False, True])
async def test_the_office_that_has_to_decide_hears_that_it_was_withdrawn(town: Town, agreed: bool) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await story.does(objecting.object_to, CADRE, "不归我们")
    if agreed:
        await story.does(objecting.agree_to_return, OFFICE)
    await story.does(withdrawing.withdraw, RESIDENT)
    assert story.concern.state is State.WITHDRAWN
    assert [message.chat for message in story.said].count(OFFICE) == 1
    assert "已撤回" in story.told(OFFICE)[0]


async def test_otherwise_the_office_is_left_in_peace(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await story.does(withdrawing.withdraw, RESIDENT)
    assert story.told(OFFICE) == []
