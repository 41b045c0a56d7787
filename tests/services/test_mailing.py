"""领导信箱: a letter runs under K18, the office says what it is, and that clock stays whatever happens to it."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from domain.concern import Act, Concern, Kind, State
from domain.errors import Refusal
from domain.people import Person, Role
from domain.services import handling
from domain.services.mailing import sort_letter, write_to_leader
from domain.services.objecting import transfer
from domain.services.ports import UnitOfWork
from tests.handlers.chat import Town
from tests.services.story import CADRE, OFFICE, REPORT, STAFF, Story, a_story
from tests.services.test_steps import refused
from tests.workers import RESIDENT, hired, put_person

LEADER = 61
LETTER = replace(REPORT, category="", draft="letter")


async def a_letter(town: Town, **changes: Any) -> Story:
    """A letter that the office has just received."""
    for chat, (role, unit) in STAFF.items():
        await hired(town, chat, role, unit)
    await hired(town, LEADER, Role.LEADER, "office")
    report = replace(LETTER, **changes)

    def write(uow: UnitOfWork) -> Concern:
        return write_to_leader(uow, put_person(uow, RESIDENT), report, town.now)

    concern = await town.run(write)
    return Story(town, concern, await town.delivers())


def sorts(uow: UnitOfWork, concern: Concern, me: Person, now: datetime, kind: str, category: str) -> Concern:
    return sort_letter(uow, concern, me, now, Kind(kind), category, "求助 · 房屋质量")


async def test_it_lies_with_the_office_under_k18_and_leaders_hear_no_word_of_it(town: Town) -> None:
    letter = await a_letter(town)
    assert (letter.concern.unit, letter.concern.category) == ("office", "other.letter")
    clocks = await letter.clocks()
    assert clocks["K18"].due_on == date(2026, 12, 1) and clocks["K18"].met_at is None
    assert "K6" not in clocks and "K13" not in clocks
    (said,) = letter.told(LEADER)
    assert letter.concern.number in said and "12月1日" in said and "漏水" not in said
    assert any("12月1日" in one and "信箱答复" in one for one in letter.told(RESIDENT))


async def test_sorted_it_goes_to_its_unit_and_the_clock_of_the_mailbox_stays(town: Town) -> None:
    letter = await a_letter(town)
    before = await letter.clocks()
    await letter.does(sorts, OFFICE, "help", "housing.quality")
    assert (letter.concern.unit, letter.concern.state) == ("housing", State.ASSIGNED)
    assert letter.told(CADRE) and any("分给" in one for one in letter.told(RESIDENT))
    assert (await letter.record())[-1].act is Act.SORT
    after = await letter.clocks()
    assert {rule: after[rule] for rule in before} == before
    await letter.comes_to("sign_in", "accept")
    assert "K6" in await letter.clocks()
    await letter.does(lambda uow, c, me, now: transfer(uow, c, me, now, "归公安", "police"), OFFICE)
    assert (await letter.clocks())["K18"] == before["K18"]


async def test_a_reply_meets_k18_and_its_reminders_end(town: Town) -> None:
    letter = await a_letter(town)
    await letter.does(sorts, OFFICE, "help", "housing.quality")
    await letter.comes_to("sign_in", "accept")
    assert any("K18" in one.subject for one in await letter.reminders())
    await letter.comes_to("reply")
    assert (await letter.clocks())["K18"].met_at == town.now
    assert not any("K18" in one.subject for one in await letter.reminders())


async def test_misconduct_goes_to_discipline_and_nothing_to_whom_it_is_about(town: Town) -> None:
    letter = await a_letter(town)
    await letter.does(sorts, OFFICE, "misconduct", "housing.quality")
    assert letter.concern.unit == "discipline"
    about = await a_letter(town, about_unit="housing", draft="second")
    await about.does(sorts, OFFICE, "complaint", "housing.quality")
    assert about.concern.unit != "housing" and about.told(CADRE) == []


async def test_a_letter_about_the_office_never_reaches_it(town: Town) -> None:
    letter = await a_letter(town, about_unit="office")
    assert letter.concern.unit == "city"
    assert letter.told(OFFICE) == [] and letter.told(LEADER) == []


async def test_only_the_office_and_only_once(town: Town) -> None:
    letter = await a_letter(town)
    for chat in (CADRE, LEADER, RESIDENT):
        assert await refused(letter, sorts, chat, "help", "housing.quality") == "step.not_yours"
    for wrong in ("other.letter", "nothing"):
        assert await refused(letter, sorts, OFFICE, "help", wrong) == "sort.unknown_category"
    await letter.does(sorts, OFFICE, "help", "housing.quality")
    assert await refused(letter, sorts, OFFICE, "help", "housing.quality") == "sort.not_a_letter"
    story = await a_story(town)
    assert await refused(story, sorts, OFFICE, "help", "roads.lamp") == "sort.not_a_letter"
    await story.does(handling.sign_in)
    assert await refused(story, sorts, OFFICE, "help", "roads.lamp") == "sort.not_a_letter"


async def test_without_such_a_category_there_is_no_mailbox(town: Town) -> None:
    def write(uow: UnitOfWork) -> Concern:
        codes = dict(uow.policy.categories.by_code)
        del codes["other.letter"]
        uow.policy = replace(uow.policy, categories=type(uow.policy.categories)(codes))
        return write_to_leader(uow, put_person(uow, RESIDENT), LETTER, town.now)

    with pytest.raises(Refusal, match=r"mailbox\.not_here"):
        await town.run(write)
