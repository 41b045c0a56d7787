"""A report of retaliation: another body, a clock of its own, and not a trace where it came from (H5)."""

from datetime import datetime

import pytest

from domain.concern import Act, Concern, HowKnown, Kind, State
from domain.people import Person, Role
from domain.services.ports import UnitOfWork
from domain.services.retaliation import report_retaliation
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, LEAD, OFFICE, Deed, Story, a_story
from tests.services.test_steps import refused
from tests.workers import RESIDENT, at, hired, reminded

DISCIPLINE, CITY = 50, 51
WHAT = "提了诉求以后被停了低保"


def suffers(unit: str, known: HowKnown = HowKnown.HANDLER_ONLY) -> Deed:
    def deed(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> Concern:
        return report_retaliation(uow, concern, me, now, "own draft", unit, WHAT, known)

    return deed


async def told_of(town: Town, unit: str, known: HowKnown = HowKnown.HANDLER_ONLY) -> tuple[Story, Concern]:
    await hired(town, DISCIPLINE, Role.CADRE, "discipline")
    await hired(town, CITY, Role.CADRE, "city")
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    first = story.concern
    await story.does(suffers(unit, known), RESIDENT)
    return story, first


async def test_it_goes_to_discipline_with_its_own_clock(town: Town) -> None:
    story, first = await told_of(town, "housing")
    second = story.concern
    assert (second.unit, second.kind, second.about_unit) == ("discipline", Kind.MISCONDUCT, "housing")
    assert second.number != first.number and second.state is State.ASSIGNED
    due = (await story.clocks())["K20"].due_on
    assert due.isoformat() == "2026-12-15"
    assert sorted({m.chat for m in story.said}) == [DISCIPLINE, RESIDENT]
    (notice,) = [text for text in story.told(DISCIPLINE) if "打击报复" in text]
    assert first.number in notice and "2026年12月15日" in notice


async def test_about_discipline_it_goes_above_it(town: Town) -> None:
    story, _ = await told_of(town, "discipline")
    assert story.concern.unit == "office"
    assert DISCIPLINE not in {m.chat for m in story.said}


async def test_the_first_concern_shows_nothing_of_it(town: Town) -> None:
    story, first = await told_of(town, "housing")
    rows = await town.run(lambda uow: uow.history.of(first.id))
    assert [row.act for row in rows][-1] is Act.ACCEPT
    await at(town, "2026-12-20 10:00")
    await reminded(town)
    said = [town.words(m) for _, m in town.said if m.chat in (CADRE, COLLEAGUE, LEAD, OFFICE)]
    assert not [text for text in said if story.concern.number in text]
    assert [m for _, m in town.said if m.chat == DISCIPLINE and m.words.key.startswith("remind.")]


@pytest.mark.parametrize(("known", "left"), [(HowKnown.HANDLER_ONLY, True), (HowKnown.ANONYMOUS, False)])
async def test_contact_data_comes_along_only_if_wished(town: Town, known: HowKnown, left: bool) -> None:
    story, _ = await told_of(town, "housing", known)
    contact = await town.run(lambda uow: uow.concerns.contact(story.concern.id))
    assert (contact is not None) == left


async def test_nobody_else_can_and_the_unit_must_exist(town: Town) -> None:
    story = await a_story(town)
    assert await refused(story, suffers("housing"), CADRE) == "follow.not_yours"
    assert await refused(story, suffers("nowhere"), RESIDENT) == "retaliation.unknown_unit"
