"""A reviewer steps aside: another takes it, or the lead of that unit, or the office hears; K9 and K11 run on."""

from datetime import timedelta

from domain.concern import Act, State
from domain.people import Role
from domain.permissions import Deed, Relation
from domain.relations import may_on, relations
from domain.services import holding, remedying, reviewing
from domain.services.following import timeline
from domain.services.listing import seen_by
from domain.services.ports import WorkFilter
from domain.services.revoking import end_role
from tests.handlers.chat import Town
from tests.services.story import CADRE, LEAD, OFFICE, STAFF, Story
from tests.services.test_remedies import CITY, REVIEWER, SECOND, decides, running, under_review
from tests.services.test_steps import refused
from tests.workers import RESIDENT, hired, reminded

HEAD = 35
WHY = "与当事人有亲属关系"


async def taken(town: Town) -> Story:
    story = await under_review(town)
    await story.does(reviewing.take_review, REVIEWER)
    return story


async def test_another_reviewer_takes_it_and_the_clock_runs_on(town: Town) -> None:
    story = await taken(town)
    before = await story.clocks()
    await story.does(reviewing.step_aside, REVIEWER, WHY)
    assert await story.clocks() == before and await running(story) == {"K9"}
    assert story.concern.reviewer == "" and [m.chat for m in story.said] == [SECOND]
    assert WHY in story.told(SECOND)[0]
    row = (await story.record())[-1]
    assert (row.act, row.role, row.unit, row.words) == (Act.STEP_ASIDE, "reviewer", "office", WHY)
    await story.does(reviewing.take_review, SECOND)
    await story.does(decides, SECOND)
    assert story.concern.state is State.REVIEWED


async def test_who_stepped_aside_does_and_hears_nothing_more(town: Town) -> None:
    story = await taken(town)
    await story.does(reviewing.step_aside, REVIEWER, WHY)
    since = len(town.said)
    for deed in (reviewing.take_review, decides):
        assert await refused(story, deed, REVIEWER) == "step.not_yours"
    assert await refused(story, reviewing.step_aside, REVIEWER, WHY) == "step.not_yours"
    me = await town.run(lambda uow: uow.people.by_chat(REVIEWER))
    assert me and relations(me, story.concern, town.now) == {Relation.RECUSED}
    assert not may_on(Deed.VIEW_CARD, me, story.concern, town.now)
    mine = seen_by(me, WorkFilter(("office",), in_review=True), town.now)
    assert await town.run(lambda uow: uow.concerns.count(mine)) == 0
    for _ in range(4):
        town.now += timedelta(days=12)
        await reminded(town)
    numbers = {m.chat for _, m in town.said[since:] if story.concern.number in town.words(m)}
    assert SECOND in numbers and REVIEWER not in numbers


async def test_without_another_the_lead_of_that_unit_takes_it(town: Town) -> None:
    await hired(town, HEAD, Role.UNIT_LEAD, "office")
    story = await taken(town)
    await story.does(reviewing.step_aside, SECOND, WHY)
    assert [m.chat for m in story.said] == [REVIEWER]
    await story.does(reviewing.step_aside, REVIEWER, WHY)
    assert [m.chat for m in story.said] == [HEAD]
    assert await refused(story, reviewing.take_review, LEAD) == "step.not_yours"
    await story.does(reviewing.take_review, HEAD)
    await story.does(decides, HEAD)
    row = (await story.record())[-1]
    assert (row.act, row.role, row.unit) == (Act.GIVE_OPINION, "unit_lead", "office")


async def test_without_anybody_the_office_hears_of_it(town: Town) -> None:
    story = await taken(town)
    for chat in (REVIEWER, SECOND):
        await story.does(reviewing.step_aside, chat, WHY)
    assert [m.chat for m in story.said] == [OFFICE]


async def test_before_it_is_taken_and_by_a_colleague_of_who_took_it(town: Town) -> None:
    story = await under_review(town)
    await story.does(reviewing.step_aside, SECOND, WHY)
    await story.does(reviewing.take_review, REVIEWER)
    assert story.concern.reviewer == f"person-{REVIEWER}"
    other = await taken(town)
    await other.does(reviewing.step_aside, SECOND, WHY)
    assert other.concern.reviewer == f"person-{REVIEWER}"


async def test_the_reporter_reads_that_somebody_did_and_not_why(town: Town) -> None:
    story = await taken(town)
    await story.does(reviewing.step_aside, REVIEWER, WHY)
    assert story.told(RESIDENT) == story.told(CADRE) == []
    rows = await town.run(lambda uow: timeline(uow, story.concern))
    assert (rows[-1].act, rows[-1].words) == (Act.STEP_ASIDE, "")


async def test_a_final_review_runs_on_too_even_in_a_hearing(town: Town) -> None:
    await hired(town, HEAD, Role.UNIT_LEAD, "city")
    story = await taken(town)
    await story.does(decides, REVIEWER)
    await story.does(remedying.request_review, RESIDENT, "依据用错了")
    await story.does(reviewing.take_review, CITY)
    await story.does(holding.begin_hearing, CITY, "周五下午听证")
    before = await story.clocks()
    await story.does(reviewing.step_aside, CITY, WHY)
    assert await story.clocks() == before and [m.chat for m in story.said] == [HEAD]
    await story.does(reviewing.take_review, HEAD)
    await story.does(holding.end_hearing, HEAD, "听证结束")
    assert story.concern.state is State.UNDER_FINAL_REVIEW


async def test_nobody_else_and_never_without_a_reason(town: Town) -> None:
    story = await taken(town)
    for chat in STAFF:
        assert await refused(story, reviewing.step_aside, chat, WHY) == "step.not_yours"
    assert await refused(story, reviewing.step_aside, REVIEWER, " ") == "step.words_needed"
    await story.does(decides, REVIEWER)
    assert await refused(story, reviewing.step_aside, REVIEWER, WHY) == "step.moved_on"


async def test_what_somebody_took_who_is_gone_is_taken_by_another(town: Town) -> None:
    story = await taken(town)
    await town.run(
        lambda uow: end_role(uow, uow.people.get(f"person-{REVIEWER}"), Role.REVIEWER, "office", town.now)
    )
    town.now += timedelta(minutes=1)
    await story.does(reviewing.take_review, SECOND)
    assert story.concern.reviewer == f"person-{SECOND}"
