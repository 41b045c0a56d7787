"""并单: each keeps number, words, clocks and answer; told in plain words, never whose; apart again when it must be."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from domain.concern import Act, Concern, Contact, Kind, State
from domain.people import Person, Role
from domain.services import grouping, handling, withdrawing
from domain.services.following import timeline
from domain.services.intake import submit_concern
from domain.services.ports import UnitOfWork
from domain.services.recusing import recuse
from domain.services.regrouping import bring_along, lead_of, others, waiting
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, LEAD, OFFICE, REPORT, Deed, Story, a_story
from tests.services.test_splitting import to_police
from tests.services.test_steps import refused
from tests.workers import RESIDENT, hired, put_person

NEIGHBOUR, THIRD = 901, 902
SECRET = "我家四楼402也漏"


async def another(town: Town, chat: int = NEIGHBOUR, **changes: Any) -> Story:
    """A like concern of somebody else."""
    town.now += timedelta(minutes=1)
    contact = Contact("周平", "+8613911112222")
    report = replace(REPORT, **{"draft": f"of {chat}", "words": SECRET, "contact": contact, **changes})

    def submit(uow: UnitOfWork) -> Concern:
        return submit_concern(uow, uow.people.by_chat(chat) or put_person(uow, chat), report, town.now)

    return Story(town, await town.run(submit), await town.delivers())


def joining(other: Story) -> Deed:
    """To be joined to that one as it was seen then."""

    def merge(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
        return grouping.merge(uow, concern, actor, now, other.concern, "一并办理")

    return merge


async def fresh(story: Story) -> Concern:
    found = await story.town.run(lambda uow: uow.concerns.get(story.concern.id))
    assert found
    return found


async def two(town: Town) -> tuple[Story, Story]:
    """One in work, and one like it that is joined to it."""
    lead = await (await a_story(town)).comes_to("sign_in", "accept")
    joined = await another(town)
    await joined.does(joining(lead), OFFICE)
    return lead, joined


@pytest.mark.parametrize("chat", [OFFICE, LEAD])
async def test_both_reporters_are_told_plainly_and_no_clock_moves(town: Town, chat: int) -> None:
    lead = await (await a_story(town)).comes_to("sign_in", "accept")
    joined = await another(town)
    before = (await lead.clocks(), await joined.clocks())
    await joined.does(joining(lead), chat)
    assert (await lead.clocks(), await joined.clocks()) == before
    for resident, number in ((RESIDENT, lead.concern.number), (NEIGHBOUR, joined.concern.number)):
        (said,) = joined.told(resident)
        assert number in said and "一并办理" in said
        assert not [one for one in (SECRET, "天花板漏水", "周平", "林晓", "1391111") if one in said]
    assert lead.concern.number not in joined.told(NEIGHBOUR)[0]
    assert joined.concern.number in joined.told(CADRE)[-1] and lead.concern.number in joined.told(CADRE)[-1]
    assert joined.concern.joined_to == lead.concern.id and joined.concern.state is State.ASSIGNED
    assert await fresh(joined) == joined.concern


async def test_the_reporter_reads_the_step_without_the_others_number(town: Town) -> None:
    lead, joined = await two(town)
    for concern in (lead.concern, joined.concern):
        rows = await town.run(partial(lambda one, uow: timeline(uow, one), concern))
        assert [row.words for row in rows if row.act is Act.MERGE] == [""]


async def test_joined_to_a_joined_one_means_to_its_lead(town: Town) -> None:
    lead, joined = await two(town)
    third = await another(town, THIRD)
    await third.does(joining(joined), OFFICE)
    assert third.concern.joined_to == lead.concern.id
    numbers = await town.run(lambda uow: [one.number for one in others(uow, third.concern)])
    assert numbers == [lead.concern.number, joined.concern.number]


async def test_wrong_ones_are_refused_by_name(town: Town) -> None:
    lead, joined = await two(town)
    third, far = await another(town, THIRD), await another(town, 903, area="qiaonan")
    assert await refused(third, joining(third), OFFICE) == "merge.itself"
    assert await refused(joined, joining(third), OFFICE) == "merge.joined"
    assert await refused(lead, joining(joined), OFFICE) == "merge.joined"
    assert await refused(lead, joining(third), OFFICE) == "merge.leads"
    assert await refused(far, joining(lead), OFFICE) == "merge.far"
    for n, kind in enumerate((Kind.SUGGESTION, Kind.INQUIRY), 904):
        other = await another(town, n, kind=kind)
        assert await refused(other, joining(lead), OFFICE) == "merge.not_alike"
    for chat in (CADRE, COLLEAGUE, ELSEWHERE, RESIDENT, NEIGHBOUR):
        assert await refused(third, joining(lead), chat) == "step.not_yours"


async def test_a_complaint_about_a_unit_goes_with_its_like_only(town: Town) -> None:
    lead = await (await a_story(town, kind=Kind.COMPLAINT)).comes_to("sign_in", "accept")
    about = await another(town, kind=Kind.COMPLAINT, about_unit="police")
    assert await refused(about, joining(lead), OFFICE) == "merge.not_alike"
    like = await another(town, THIRD, kind=Kind.COMPLAINT, about_unit="police")
    await like.does(joining(about), OFFICE)
    assert like.concern.joined_to == about.concern.id


async def test_a_misconduct_report_is_never_joined(town: Town) -> None:
    await hired(town, 50, Role.UNIT_LEAD, "discipline")
    one = await a_story(town, kind=Kind.MISCONDUCT)
    other = await another(town, kind=Kind.MISCONDUCT)
    assert one.concern.unit == other.concern.unit == "discipline"
    assert await refused(other, joining(one), 50) == "merge.not_alike"
    assert await refused(other, joining(one), OFFICE) == "step.not_yours"


async def test_what_is_over_or_replied_is_joined_to_nothing(town: Town) -> None:
    lead = await (await a_story(town)).comes_to("sign_in", "accept", "reply")
    gone, third = await another(town), await another(town, THIRD)
    assert await refused(third, joining(lead), OFFICE) == "merge.over"
    assert await refused(lead, joining(third), OFFICE) == "step.moved_on"
    await gone.does(withdrawing.withdraw, NEIGHBOUR)
    assert await refused(third, joining(gone), OFFICE) == "merge.over"
    assert await refused(gone, joining(third), OFFICE) == "step.moved_on"


async def test_from_another_unit_it_is_transferred_first(town: Town) -> None:
    lead = await (await a_story(town)).comes_to("sign_in", "accept")
    joined = await another(town)
    await joined.does(to_police, OFFICE)
    before = await joined.clocks()
    assert await refused(joined, joining(lead), LEAD) == "step.not_yours"
    await joined.does(joining(lead), OFFICE)
    after = await joined.clocks()
    assert (joined.concern.unit, joined.concern.joined_to) == ("housing", lead.concern.id)
    assert {rule: (c.started_at, c.due_on) for rule, c in before.items()}.items() <= {
        rule: (c.started_at, c.due_on) for rule, c in after.items()
    }.items()


async def test_the_second_of_two_at_once_is_told_that_it_is_done(town: Town) -> None:
    lead, third = await (await a_story(town)).comes_to("sign_in"), await another(town, THIRD)
    joined = await another(town)
    seen = joined.concern
    await joined.does(joining(lead), OFFICE)
    joined.concern = seen
    assert await refused(joined, joining(third), LEAD) == "merge.joined"


async def test_apart_again(town: Town) -> None:
    lead, joined = await two(town)
    before = await joined.clocks()
    assert await refused(lead, grouping.separate, OFFICE) == "merge.not_joined"
    assert await refused(joined, grouping.separate, CADRE) == "step.not_yours"
    await joined.does(grouping.separate, LEAD)
    assert joined.concern.joined_to == "" and await joined.clocks() == before
    assert "单独办理" in joined.told(NEIGHBOUR)[0] and joined.told(RESIDENT) == []
    assert await refused(joined, grouping.separate, LEAD) == "merge.not_joined"
    await joined.does(joining(lead), OFFICE)
    assert joined.concern.joined_to == lead.concern.id


@pytest.mark.parametrize("how", ["withdraw", "transfer"])
async def test_when_the_leading_one_goes_the_oldest_leads(town: Town, how: str) -> None:
    lead, second = await two(town)
    third = await another(town, THIRD)
    await third.does(joining(lead), OFFICE)
    clocks = await second.clocks()
    if how == "withdraw":
        await lead.does(withdrawing.withdraw, RESIDENT)
    else:
        await lead.does(to_police, OFFICE)
    assert (await fresh(second)).joined_to == ""
    assert (await fresh(third)).joined_to == second.concern.id
    assert await second.clocks() == clocks
    assert await town.run(lambda uow: waiting(uow, lead.concern)) == []


async def test_a_joined_one_that_goes_elsewhere_is_apart(town: Town) -> None:
    lead, joined = await two(town)
    await joined.does(to_police, OFFICE)
    assert (await fresh(joined)).joined_to == "" and (await fresh(lead)).joined_to == ""


async def test_it_comes_as_far_as_the_leading_one(town: Town) -> None:
    _, joined = await two(town)
    await joined.does(handling.sign_in, COLLEAGUE)
    await joined.does(bring_along, CADRE)
    assert (joined.concern.state, joined.concern.handler) == (State.ACCEPTED, f"person-{CADRE}")
    assert [row.act for row in await joined.record()][-3:] == [Act.HAND_BACK, Act.TAKE_OVER, Act.ACCEPT]


async def test_who_stepped_out_of_it_is_not_made_its_handler(town: Town) -> None:
    _, joined = await two(town)
    await joined.does(recuse, CADRE)
    assert await refused(joined, bring_along, CADRE) == "step.not_yours"


async def test_what_is_like_it_is_found_near_and_in_work_only(town: Town) -> None:
    lead = await (await a_story(town)).comes_to("sign_in", "accept")
    mine = await another(town)
    await another(town, 903, area="qiaonan")
    await another(town, 904, kind=Kind.INQUIRY)
    await another(town, 905, category="roads.lamp")
    over = await another(town, THIRD)
    await over.does(withdrawing.withdraw, THIRD)

    def near(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> None:
        found.extend(grouping.like_concerns(uow, concern, actor, now, 5))

    found: list[Concern] = []
    await mine.does(near, OFFICE)
    assert [one.id for one in found] == [lead.concern.id]
    found.clear()
    await mine.does(near, CADRE)
    assert found == []
    assert await town.run(lambda uow: lead_of(uow, mine.concern)) is None
