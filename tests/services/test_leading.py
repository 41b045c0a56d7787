"""包案: given to a leader with a plan and a day; the leader sees it, plans steps, is reminded; nobody else may."""

from datetime import date, datetime, timedelta

import pytest

from domain.concern import Concern, Kind
from domain.errors import Refusal
from domain.messages import Weight
from domain.people import Binding, Person, Role
from domain.services import leading, supervising
from domain.services.ports import UnitOfWork
from tests.handlers.chat import NOON, Town
from tests.services.story import CADRE, LEAD, OFFICE, Deed, Story, a_story
from tests.services.test_supervising import owed, refused
from tests.workers import RESIDENT, at, hired, put_person, reminded

LEADER, OTHER, STAND_IN = 16, 17, 18
LATER = NOON + timedelta(days=7)


def giving(leader: int = LEADER, day: str = "2026-12-10") -> Deed:
    def give(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
        return leading.lead(
            uow,
            concern,
            actor,
            now,
            f"person-{leader}",
            "换管",
            date.fromisoformat(day),
            "班子：住建局；换管",
        )

    return give


def planning(day: str = "2026-12-03") -> Deed:
    def plan(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
        return leading.plan_step(
            uow, concern, actor, now, "开协调会", date.fromisoformat(day), "开协调会（三日）"
        )

    return plan


async def accepted(town: Town) -> Story:
    await hired(town, LEADER, Role.LEADER, "office")
    return await (await a_story(town)).comes_to("sign_in", "accept")


async def test_given_to_a_leader_all_are_told_what_is_theirs_to_know(town: Town) -> None:
    story = await accepted(town)
    before = await story.clocks()
    await story.does(giving(), OFFICE)
    assert sorted(message.chat for message in story.said) == [CADRE, LEADER, RESIDENT]
    assert "换管" in story.told(LEADER)[0] and "换管" in story.told(CADRE)[0]
    assert "领导包案" in story.told(RESIDENT)[0] and "换管" not in story.told(RESIDENT)[0]
    assert await story.clocks() == before and story.concern.leader == f"person-{LEADER}"


async def test_only_the_office_gives_and_only_to_a_leader_who_may_know(town: Town) -> None:
    story = await accepted(town)
    for chat in (CADRE, LEAD, LEADER, RESIDENT):
        assert await refused(story, giving(), chat) == "step.not_yours"
    assert await refused(story, giving(CADRE), OFFICE) == "lead.no_leader"
    await hired(town, OTHER, Role.LEADER, "police")
    about = await a_story(town, (), kind=Kind.COMPLAINT, about_unit="police", draft="second")
    assert await refused(about, giving(OTHER), OFFICE) == "lead.no_leader"


async def test_the_leader_urges_and_plans_but_another_leader_does_not(town: Town) -> None:
    story = await accepted(town)
    await hired(town, OTHER, Role.LEADER, "office")
    assert await refused(story, planning(), OFFICE) == "lead.none"
    await story.does(giving(), OFFICE)
    for deed in (planning(), supervising.urge_unit):
        assert await refused(story, deed, OTHER) == "step.not_yours"
    await story.does(supervising.urge_unit, LEADER)
    assert "领导催办" in story.told(CADRE)[0]
    await story.does(planning(), LEADER)
    assert "开协调会" in story.told(CADRE)[0]
    assert (await story.record())[-1].role == "leader"
    step = (await owed(story))[0]
    await story.does(leading.finish_step, CADRE, step.id)
    assert "已完成" in story.told(LEADER)[0]
    assert await refused(story, leading.finish_step, CADRE, step.id) == "task.over"


async def test_the_leader_is_reminded_of_steps_and_of_the_day(town: Town) -> None:
    story = await accepted(town)
    await story.does(giving(), OFFICE)
    await story.does(planning(), OFFICE)
    coming = {
        "2026-12-02 09:00": {CADRE: Weight.COMES_AGAIN, LEADER: Weight.COMES_AGAIN},
        "2026-12-04 09:00": {CADRE: Weight.COMES_AGAIN, LEADER: Weight.MUST_ARRIVE},
        "2026-12-07 09:00": {
            CADRE: Weight.COMES_AGAIN,
            LEADER: Weight.MUST_ARRIVE,
            OFFICE: Weight.MUST_ARRIVE,
        },
        "2026-12-11 09:00": {LEADER: Weight.COMES_AGAIN, OFFICE: Weight.MUST_ARRIVE},
    }
    for moment, expected in coming.items():
        await at(town, moment)
        said = [message for message in await reminded(town) if message.words.key == "task.remind"]
        assert {message.chat: message.weight for message in said if message.chat in expected} == expected


async def test_given_again_the_new_plan_stands_and_the_conclusion_ends_it(town: Town) -> None:
    story = await accepted(town)
    await hired(town, OTHER, Role.LEADER, "office")
    await story.does(giving(), OFFICE)
    await story.does(giving(OTHER), OFFICE)
    assert [task.kind for task in await owed(story)] == ["lead"]

    def led(uow: UnitOfWork) -> list[int]:
        return [len(uow.concerns.led_by((f"person-{chat}",), 0, 10)) for chat in (LEADER, OTHER)]

    assert await town.run(led) == [0, 1]
    await story.comes_to("reply", "conclude")
    assert [task.kind for task in await owed(story)] == ["look_back"]
    assert await town.run(led) == [0, 0]


async def test_who_stands_in_for_the_leader_leads(town: Town) -> None:
    story = await accepted(town)
    await story.does(giving(), OFFICE)
    held = Binding(Role.LEADER, "office", NOON, LATER, instead_of=f"person-{LEADER}")
    own = Binding(Role.CADRE, "office", NOON)
    await town.run(lambda uow: put_person(uow, STAND_IN, own, held))
    await story.does(planning(), OFFICE)
    assert STAND_IN in [message.chat for message in story.said]
    await story.does(supervising.urge_unit, STAND_IN)


async def test_a_day_that_is_past_is_refused(town: Town) -> None:
    story = await accepted(town)
    with pytest.raises(Refusal):
        await story.does(giving(day="2026-11-01"), OFFICE)
    assert await owed(story) == []
