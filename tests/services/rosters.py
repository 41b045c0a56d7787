"""Colleagues with a duty and what they change about a day, for tests of the roster."""

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
from domain.services.rostering import does, place_of
from domain.services.serving import occurrence_on
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
    return lambda uow, actor, day: swapping.change_place(uow, actor, day, area, town.now)


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
