"""Stepping out of a concern: at once, for good, and without stopping any clock (H5)."""

from datetime import timedelta

from domain.concern import Act, State
from domain.people import Role
from domain.services import handling
from domain.services.following import timeline
from domain.services.ports import UnitOfWork
from domain.services.recusing import appoint, explain_recusal, recuse
from domain.services.standing_in import name_stand_in
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, LEAD, OFFICE, STAFF, Story, a_story, adds
from tests.services.test_steps import refused
from tests.workers import RESIDENT, hired, reminded


def of_it(story: Story, chat: int, since: int) -> list[str]:
    """What was said in a chat about the concern after the first so many messages."""
    said = [story.town.words(m) for _, m in story.town.said[since:] if m.chat == chat]
    return [text for text in said if story.concern.number in text]


async def test_the_handler_steps_out_and_a_colleague_takes_over(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    before = await story.clocks()
    await story.does(recuse)
    assert (story.concern.handler, story.concern.state) == ("", State.ACCEPTED)
    assert await story.clocks() == before
    assert sorted(m.chat for m in story.said) == [COLLEAGUE, LEAD]
    assert f"act:take_over:{story.concern.id}" in [b.data for m in story.said for row in m.rows for b in row]
    await story.does(handling.take_over, COLLEAGUE)
    assert story.concern.handler == f"person-{COLLEAGUE}"


async def test_before_anybody_signed_in_it_is_one_less_who_can(town: Town) -> None:
    story = await a_story(town)
    await story.does(recuse, COLLEAGUE)
    assert await refused(story, handling.sign_in, COLLEAGUE) == "step.not_yours"
    await story.comes_to("sign_in")
    assert story.concern.handler == f"person-{CADRE}"


async def test_who_stepped_out_does_nothing_more_and_hears_nothing_more(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    await story.does(recuse)
    since = len(town.said)
    for deed in (handling.take_over, handling.conclude, recuse):
        assert await refused(story, deed, CADRE) == "step.not_yours"
    await story.does(adds, RESIDENT, "今天更严重了")
    await story.does(handling.take_over, COLLEAGUE)
    for _ in range(4):
        town.now += timedelta(days=20)
        await reminded(town)
    assert of_it(story, CADRE, since) == [] and of_it(story, COLLEAGUE, since)


async def test_not_even_as_a_stand_in_for_the_next_handler(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    await story.does(recuse)
    await story.does(handling.take_over, COLLEAGUE)

    def stands(uow: UnitOfWork) -> object:
        me = uow.people.get(f"person-{COLLEAGUE}")
        return name_stand_in(uow, me, f"person-{CADRE}", "housing", town.now.date(), 30, town.now)

    await town.run(stands)
    await town.delivers()
    since = len(town.said)
    assert await refused(story, handling.reply, CADRE, "答复") == "step.not_yours"
    await story.does(adds, RESIDENT, "今天更严重了")
    assert of_it(story, CADRE, since) == [] and of_it(story, COLLEAGUE, since)


async def test_the_lead_names_another_and_no_clock_moves(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    await story.does(recuse)
    before = await story.clocks()
    for wrong in (f"person-{CADRE}", f"person-{OFFICE}", "nobody"):
        assert await refused(story, appoint, LEAD, wrong) == "appoint.not_possible"
    assert await refused(story, appoint, COLLEAGUE, f"person-{LEAD}") == "step.not_yours"
    await story.does(appoint, LEAD, f"person-{COLLEAGUE}")
    assert story.concern.handler == f"person-{COLLEAGUE}" and await story.clocks() == before
    assert [m.chat for m in story.said] == [COLLEAGUE]


async def test_the_last_one_of_the_unit_sends_it_to_the_office(town: Town) -> None:
    story = await (await a_story(town, staff=(CADRE, OFFICE))).comes_to("sign_in")
    await story.does(recuse)
    assert [m.chat for m in story.said] == [OFFICE]
    assert "须回避" in story.told(OFFICE)[0]


async def test_the_reason_is_for_the_lead_alone(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    assert await refused(story, explain_recusal, CADRE, "亲属") == "step.not_yours"
    await story.does(recuse)
    await story.does(explain_recusal, CADRE, "与当事人有亲属关系")
    assert [m.chat for m in story.said] == [LEAD]
    seen = await town.run(lambda uow: timeline(uow, story.concern))
    assert Act.RECUSE in [row.act for row in seen]
    assert "与当事人有亲属关系" not in [row.words for row in seen]


async def test_it_stays_so_after_a_transfer_and_after_leaving_and_coming_back(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await story.does(recuse)
    await hired(town, CADRE, *STAFF[CADRE])
    await hired(town, CADRE, Role.UNIT_LEAD)
    assert await refused(story, handling.take_over, CADRE) == "step.not_yours"
