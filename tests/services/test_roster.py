"""The roster: swaps, somebody instead, leave; each change told to all concerned; crossing swaps refused (W3)."""

from collections.abc import Callable
from datetime import date

import pytest

from domain.duties import Occurrence
from domain.errors import Refusal
from domain.people import Person, Role
from domain.roster import Swap
from domain.services import stepping_aside, swapping
from domain.services.planning import plan_duties
from domain.services.ports import UnitOfWork
from domain.services.rostering import choose_place, companions, does, line_of, place_of
from domain.services.serving import figures_of, occurrence_on
from tests.handlers.chat import Town
from tests.workers import at, hired

ANNA, BERT, CARL, LEAD, OFFICE = 21, 22, 23, 24, 14
DAY = date(2026, 11, 28)
VISIT, TURN = "visiting_day", "reception_turn"
Deed = Callable[[UnitOfWork, Person, Occurrence], object]


async def people(town: Town) -> None:
    """Three cadres of a subdistrict with their lead, and the office."""
    await at(town, "2026-11-24 10:00")
    for chat in (ANNA, BERT, CARL):
        await hired(town, chat, Role.CADRE, "shiqiao_station")
    await hired(town, LEAD, Role.UNIT_LEAD, "shiqiao_station")
    await hired(town, OFFICE, Role.OFFICE, "office")


async def does_it(town: Town, chat: int, deed: Deed, rule: str = VISIT, day: date = DAY) -> list[int]:
    """Somebody does something about a day; the chats that hear of it."""

    def work(uow: UnitOfWork) -> None:
        actor = uow.people.by_chat(chat)
        assert actor
        deed(uow, actor, occurrence_on(uow, rule, day))

    await town.run(work)
    return sorted(message.chat for message in await town.delivers())


async def refused(town: Town, chat: int, deed: Deed, rule: str = VISIT, day: date = DAY) -> str:
    with pytest.raises(Refusal) as caught:
        await does_it(town, chat, deed, rule, day)
    return caught.value.code


def with_(town: Town, other: int, day: date = DAY) -> Deed:
    """Ask this one to swap."""

    def ask(uow: UnitOfWork, actor: Person, occurrence: Occurrence) -> Swap:
        found = uow.people.by_chat(other)
        assert found
        partner = (found, occurrence_on(uow, occurrence.rule.id, day))
        return swapping.ask_swap(uow, actor, occurrence, partner, town.now)

    return ask


def says(town: Town, yes: bool) -> Deed:
    """Answer the wish that waits."""

    def answer(uow: UnitOfWork, actor: Person, occurrence: Occurrence) -> None:
        (swap,) = uow.rosters.open_swaps(occurrence.rule.id)
        swapping.answer_swap(uow, actor, swap.id, yes, town.now)

    return answer


def answers(town: Town, swap: str) -> Deed:
    return lambda uow, actor, _: swapping.answer_swap(uow, actor, swap, True, town.now)


def instead(town: Town, other: int) -> Deed:
    return lambda uow, actor, day: stepping_aside.delegate(uow, actor, day, f"person-{other}", town.now)


def leave(town: Town) -> Deed:
    return lambda uow, actor, day: stepping_aside.take_leave(uow, actor, day, town.now)


def leave_over(town: Town) -> Deed:
    return lambda uow, actor, day: stepping_aside.end_leave(uow, actor, day, town.now)


def place(town: Town, area: str) -> Deed:
    return lambda uow, actor, day: choose_place(uow, actor, day, area, town.now)


async def doing(town: Town, rule: str = VISIT, day: date = DAY) -> list[int]:
    """The chats of those who do it that day."""

    def look(uow: UnitOfWork) -> list[int]:
        occurrence = occurrence_on(uow, rule, day)
        found = (uow.people.by_chat(chat) for chat in (ANNA, BERT, CARL))
        return [one.chat for one in found if one and does(uow, occurrence, one, town.now)]

    return await town.run(look)


async def places(town: Town) -> dict[int, str]:
    def look(uow: UnitOfWork) -> dict[int, str]:
        occurrence = occurrence_on(uow, VISIT, DAY)
        found = (uow.people.by_chat(chat) for chat in (ANNA, BERT, CARL))
        return {one.chat: place_of(uow, occurrence, one, town.now) for one in found if one}

    return await town.run(look)


async def two_places(town: Town) -> tuple[str, str]:
    first, second = await town.run(lambda uow: [a.id for a in uow.policy.areas.under("shiqiao")][:2])
    await does_it(town, ANNA, place(town, first))
    await does_it(town, BERT, place(town, second))
    return first, second


async def test_a_place_is_one_of_the_units_and_brings_companions(town: Town) -> None:
    await people(town)
    first, _ = await two_places(town)
    assert await refused(town, ANNA, place(town, "liuyuan_elsewhere")) == "roster.no_place"
    await does_it(town, CARL, place(town, first))

    def beside(uow: UnitOfWork) -> list[int]:
        occurrence = occurrence_on(uow, VISIT, DAY)
        line = line_of(uow, occurrence, uow.people.get(f"person-{ANNA}"), town.now)
        return [one.chat for one in companions(uow, occurrence, line, town.now)]

    assert await town.run(beside) == [CARL]


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
    await does_it(town, ANNA, with_(town, BERT))
    assert await refused(town, asker, with_(town, other)) == "roster.crossing"


async def test_only_the_one_who_was_asked_answers_and_only_once(town: Town) -> None:
    await people(town)
    await does_it(town, ANNA, with_(town, BERT))
    swap = (await town.run(lambda uow: uow.rosters.open_swaps(VISIT)))[0]
    assert await refused(town, CARL, says(town, yes=True)) == "roster.not_yours"
    await does_it(town, BERT, says(town, yes=True))

    assert await refused(town, BERT, answers(town, swap.id)) == "roster.swap_over"


async def test_a_wish_taken_back_is_told_and_makes_room_for_another(town: Town) -> None:
    await people(town)
    await does_it(town, ANNA, with_(town, BERT))

    def back(uow: UnitOfWork, actor: Person, occurrence: Occurrence) -> None:
        swapping.take_swap_back(uow, actor, uow.rosters.open_swaps(occurrence.rule.id)[0].id, town.now)

    assert await refused(town, BERT, back) == "roster.not_yours"
    assert await does_it(town, ANNA, back) == [BERT]
    assert await does_it(town, CARL, with_(town, BERT)) == [BERT]


async def test_leave_overtakes_a_wish_that_counted_on_it(town: Town) -> None:
    await people(town)
    await does_it(town, ANNA, with_(town, BERT))
    assert await does_it(town, BERT, leave(town)) == [ANNA, BERT, LEAD]
    assert await town.run(lambda uow: uow.rosters.open_swaps(VISIT)) == []
    assert await refused(town, CARL, with_(town, BERT)) == "roster.not_possible"


async def test_somebody_instead_is_told_with_the_lead_and_can_give_it_back(town: Town) -> None:
    await people(town)
    assert await does_it(town, ANNA, instead(town, BERT)) == [BERT, LEAD]
    assert await doing(town) == [BERT, CARL]
    assert await refused(town, ANNA, instead(town, CARL)) == "roster.not_yours"

    def back(uow: UnitOfWork, actor: Person, day: Occurrence) -> None:
        stepping_aside.give_back(uow, actor, day, town.now)

    assert await refused(town, CARL, back) == "roster.swap_over"
    assert await does_it(town, BERT, back) == [ANNA, LEAD]
    assert await doing(town) == [ANNA, BERT, CARL]


async def test_leave_is_not_owed_and_can_be_taken_back(town: Town) -> None:
    await people(town)
    assert await does_it(town, ANNA, leave(town)) == [LEAD]
    assert await doing(town) == [BERT, CARL]

    def owing(uow: UnitOfWork) -> int:
        return sum(unit.owing for unit in figures_of(uow, occurrence_on(uow, VISIT, DAY), town.now))

    assert await town.run(owing) == 3, "the lead owes it too"
    assert await refused(town, ANNA, leave(town)) == "roster.not_yours"

    assert await does_it(town, ANNA, leave_over(town)) == [LEAD]
    assert await doing(town) == [ANNA, BERT, CARL]


async def test_a_lead_on_leave_is_told_to_the_office(town: Town) -> None:
    await people(town)
    assert await does_it(town, LEAD, leave(town)) == [OFFICE]


async def test_what_is_past_or_has_no_day_of_its_own_is_not_changed(town: Town) -> None:
    await people(town)
    assert await refused(town, LEAD, leave(town), "monthly_report", date(2026, 12, 23)) == "roster.no_day"
    await at(town, "2026-11-29 10:00")
    assert await refused(town, ANNA, leave(town)) == "roster.past"
    assert await refused(town, OFFICE, leave(town)) == "roster.not_yours"


async def turns(town: Town) -> dict[date, list[str]]:
    def look(uow: UnitOfWork) -> dict[date, list[str]]:
        lines = uow.rosters.of_rule(TURN, date(2026, 11, 24), date(2026, 12, 4))
        found: dict[date, list[str]] = {}
        for line in lines:
            found.setdefault(line.day, []).append(f"{line.person}{' away' if line.away else ''}")
        return found

    return await town.run(look)


async def leaders(town: Town) -> None:
    """Three leaders whose turn goes round on Tuesdays and Thursdays."""
    await at(town, "2026-11-23 08:30")
    for chat, unit in ((ANNA, "housing"), (BERT, "police"), (CARL, "health")):
        await hired(town, chat, Role.LEADER, unit)
    await hired(town, OFFICE, Role.OFFICE, "office")
    await town.run(lambda uow: plan_duties(uow, town.now))


TUESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 26)


async def test_planning_again_keeps_the_turns(town: Town) -> None:
    await leaders(town)
    before = await turns(town)
    await town.run(lambda uow: plan_duties(uow, town.now))
    assert await turns(town) == before
    assert before[TUESDAY] == [f"person-{ANNA}"] and before[THURSDAY] == [f"person-{BERT}"]


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


async def test_a_turn_on_leave_goes_to_the_next_who_is_told(town: Town) -> None:
    await leaders(town)
    told = await does_it(town, ANNA, leave(town), TURN, TUESDAY)
    (next_one,) = await doing(town, TURN, TUESDAY)
    assert next_one != ANNA and told == sorted([next_one, OFFICE])
    assert f"person-{ANNA} away" in (await turns(town))[TUESDAY]


async def test_a_turn_can_be_done_by_somebody_else(town: Town) -> None:
    await leaders(town)
    assert await does_it(town, ANNA, instead(town, CARL), TURN, TUESDAY) == sorted([CARL, OFFICE])
    assert await doing(town, TURN, TUESDAY) == [CARL]
    assert await refused(town, CARL, with_(town, BERT, THURSDAY), TURN, TUESDAY) == "roster.not_possible"
