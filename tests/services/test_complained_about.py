"""What a unit that is complained about hears of it: nothing, whatever happens and whenever (H5)."""

from datetime import timedelta

import pytest

from domain.concern import Kind, State
from domain.people import Role
from domain.services.listing import seen_by
from domain.services.objecting import transfer
from domain.services.ports import WorkFilter
from tests.builders import a_person
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, ELSEWHERE, OFFICE, STAFF, a_story
from tests.services.test_steps import refused
from tests.workers import RESIDENT, hired, reminded

WHOLE = ("sign_in", "accept", "note", "reply", "conclude")


async def test_a_complaint_about_the_usual_unit_goes_above_it(town: Town) -> None:
    story = await a_story(town, kind=Kind.COMPLAINT, about_unit="housing")
    assert (story.concern.unit, story.concern.state) == ("office", State.ASSIGNED)
    assert {message.chat for message in story.said} == {OFFICE, RESIDENT}


async def test_it_is_not_transferred_there(town: Town) -> None:
    story = await a_story(town, kind=Kind.COMPLAINT, about_unit="police")
    assert await refused(story, transfer, OFFICE, "理由", "police") == "transfer.complained_about"


@pytest.mark.parametrize("about", ["police", "office"])
async def test_no_notice_and_no_reminder_reaches_it(town: Town, about: str) -> None:
    there = {"police": ELSEWHERE, "office": OFFICE}[about]
    story = await (await a_story(town, kind=Kind.COMPLAINT, about_unit=about)).comes_to("sign_in", "accept")
    for _ in range(4):
        town.now += timedelta(days=28)
        await reminded(town)
    await story.comes_to("note", "reply", "conclude")
    told = [town.words(message) for _, message in town.said if message.chat == there]
    assert not [text for text in told if story.concern.number in text]
    assert [message for _, message in town.said if message.chat == CADRE]


@pytest.mark.parametrize("about", ["police", "office"])
async def test_neither_card_nor_list_nor_number_shows_it_there(town: Town, about: str) -> None:
    there = {"police": ELSEWHERE, "office": OFFICE}[about]
    story = await a_story(town, kind=Kind.COMPLAINT, about_unit=about)
    chatter = Chatter(town, there)
    await chatter.presses_data(f"card:{story.concern.id}")
    unknown = chatter.last
    await chatter.presses_data("card:nothing")
    assert chatter.last == unknown
    await chatter.says(story.concern.number)
    assert "天花板漏水" not in chatter.last
    assert STAFF[there][0] in (Role.CADRE, Role.OFFICE)


async def test_who_works_in_both_units_does_not_find_it_in_the_list(town: Town) -> None:
    story = await a_story(town, kind=Kind.COMPLAINT, about_unit="police")
    person = a_person("both", Role.CADRE, "police")
    both = seen_by(person, WorkFilter(("housing", "police")), town.now)
    assert await town.run(lambda uow: uow.concerns.count(both)) == 0
    assert await town.run(lambda uow: uow.concerns.count(WorkFilter(("housing",)))) == 1
    await hired(town, 31, Role.CADRE, "housing")
    assert story.concern.unit == "housing"
