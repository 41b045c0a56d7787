"""Two swap a day or a place; swaps that cross, or change nothing, are refused (W3)."""

from datetime import date

import pytest

from domain.duties import Occurrence
from domain.people import Person
from domain.services import swapping
from domain.services.ports import UnitOfWork
from tests.handlers.chat import Town
from tests.services.rosters import (
    ANNA,
    BERT,
    CARL,
    LEAD,
    OFFICE,
    THURSDAY,
    TUESDAY,
    TURN,
    VISIT,
    answers,
    does_it,
    leaders,
    leave,
    people,
    place,
    places,
    refused,
    says,
    turns,
    two_places,
    with_,
)
from tests.workers import at


async def test_an_agreed_swap_changes_the_places_and_is_told_to_all_concerned(town: Town) -> None:
    await people(town)
    first, second = await two_places(town)
    assert await does_it(town, ANNA, with_(town, BERT)) == [BERT]
    assert (await places(town))[ANNA] == first, "nothing changes before they agree"
    assert await does_it(town, BERT, says(town, yes=True)) == [ANNA, LEAD]
    found = await places(town)
    assert (found[ANNA], found[BERT]) == (second, first)


async def test_a_refused_swap_changes_nothing_and_only_the_asker_hears(town: Town) -> None:
    await people(town)
    first, second = await two_places(town)
    await does_it(town, ANNA, with_(town, BERT))
    assert await does_it(town, BERT, says(town, yes=False)) == [ANNA]
    found = await places(town)
    assert (found[ANNA], found[BERT]) == (first, second)


@pytest.mark.parametrize(
    ("asker", "other"), [(BERT, ANNA), (CARL, BERT), (CARL, ANNA), (ANNA, CARL), (ANNA, BERT)]
)
async def test_two_swaps_that_cross_are_refused(town: Town, asker: int, other: int) -> None:
    await people(town)
    await two_places(town)
    await does_it(town, ANNA, with_(town, BERT))
    assert await refused(town, asker, with_(town, other)) == "roster.crossing"


async def test_a_swap_of_two_in_the_same_place_is_refused(town: Town) -> None:
    await people(town)
    assert await refused(town, ANNA, with_(town, BERT)) == "roster.same_place"
    first, _ = await two_places(town)
    await does_it(town, CARL, place(town, first))
    assert await refused(town, CARL, with_(town, ANNA)) == "roster.same_place"


async def test_another_place_overtakes_a_wish_that_counted_on_the_old_one(town: Town) -> None:
    await people(town)
    first, second = await two_places(town)
    await does_it(town, ANNA, with_(town, BERT))
    assert await does_it(town, BERT, place(town, second)) == [], "the same place again changes nothing"
    assert await does_it(town, BERT, place(town, first)) == [ANNA, BERT]
    assert await town.run(lambda uow: uow.rosters.open_swaps(VISIT)) == []


async def test_only_the_one_who_was_asked_answers_and_only_once(town: Town) -> None:
    await people(town)
    await two_places(town)
    await does_it(town, ANNA, with_(town, BERT))
    swap = (await town.run(lambda uow: uow.rosters.open_swaps(VISIT)))[0]
    assert await refused(town, CARL, says(town, yes=True)) == "roster.not_yours"
    await does_it(town, BERT, says(town, yes=True))

    assert await refused(town, BERT, answers(town, swap.id)) == "roster.swap_over"


async def test_a_wish_taken_back_is_told_and_makes_room_for_another(town: Town) -> None:
    await people(town)
    await two_places(town)
    await does_it(town, ANNA, with_(town, BERT))

    def back(uow: UnitOfWork, actor: Person, occurrence: Occurrence) -> None:
        swapping.take_swap_back(uow, actor, uow.rosters.open_swaps(occurrence.rule.id)[0].id, town.now)

    assert await refused(town, BERT, back) == "roster.not_yours"
    assert await does_it(town, ANNA, back) == [BERT]
    assert await does_it(town, CARL, with_(town, BERT)) == [BERT]


async def test_leave_overtakes_a_wish_that_counted_on_it(town: Town) -> None:
    await people(town)
    await two_places(town)
    await does_it(town, ANNA, with_(town, BERT))
    assert await does_it(town, BERT, leave(town)) == [ANNA, BERT, LEAD]
    assert await town.run(lambda uow: uow.rosters.open_swaps(VISIT)) == []
    assert await refused(town, CARL, with_(town, BERT)) == "roster.not_possible"


async def test_turns_swap_days_and_the_office_hears_of_it(town: Town) -> None:
    await leaders(town)
    await does_it(town, ANNA, with_(town, BERT, THURSDAY), TURN, TUESDAY)
    assert await does_it(town, BERT, says(town, yes=True), TURN, THURSDAY) == [OFFICE, ANNA]
    found = await turns(town)
    assert found[TUESDAY] == [f"person-{BERT}"] and found[THURSDAY] == [f"person-{ANNA}"]


async def test_two_crossing_swaps_of_turns_are_refused_by_day(town: Town) -> None:
    await leaders(town)
    await does_it(town, ANNA, with_(town, BERT, THURSDAY), TURN, TUESDAY)
    assert await refused(town, BERT, with_(town, ANNA, TUESDAY), TURN, THURSDAY) == "roster.crossing"
    other = date(2026, 12, 1)
    assert await refused(town, CARL, with_(town, BERT, THURSDAY), TURN, other) == "roster.crossing"


async def test_a_wish_about_a_day_that_is_over_is_agreed_to_no_more(town: Town) -> None:
    await leaders(town)
    await does_it(town, ANNA, with_(town, BERT, THURSDAY), TURN, TUESDAY)
    await at(town, "2026-11-25 09:00")
    before = await turns(town)
    assert await refused(town, BERT, says(town, yes=True), TURN, THURSDAY) == "roster.past"
    assert await turns(town) == before
