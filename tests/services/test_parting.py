"""A morning that speaks to very many goes out in short parts, and nobody is told twice."""

import pytest

from domain.people import Role
from domain.services import reminding
from domain.services.planning import plan_duties
from domain.services.rehearsing import rehearse
from tests.handlers.chat import Town
from tests.workers import at, hired, reminded

UNITS = ("housing", "police", "health", "liuyuan_room")


async def a_district(town: Town) -> set[int]:
    """Two cadres in each of four units, one of them in two; the chats of all."""
    await at(town, "2026-11-27 08:30")
    for n, unit in enumerate(UNITS):
        for chat in (100 + n, 200 + n):
            await hired(town, chat, Role.CADRE, unit)
    await hired(town, 100, Role.UNIT_LEAD, "police")
    await town.run(lambda uow: plan_duties(uow, town.now))
    return {chat + n for chat in (100, 200) for n in range(len(UNITS))}


async def rounds(town: Town, local: str) -> list[list[int]]:
    """The chats told of the visiting day in each tick until nothing is left."""
    await at(town, local)
    found = []
    while await town.run(lambda uow: len(uow.reminders.due(town.now, 1))):
        said = await reminded(town)
        found.append([m.chat for m in said if m.words.key == "duty_day.eve"])
    return found


async def test_many_are_told_in_parts_and_each_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen to bite: the natural key of the message with the key of the part in it."""
    monkeypatch.setattr(reminding, "AT_ONCE", 2)
    everybody = await a_district(town)
    found = await rounds(town, "2026-11-27 09:00")
    assert len(found) > 3 and all(len(told) <= 4 for told in found)
    assert sorted(chat for told in found for chat in told) == sorted(everybody)


async def test_few_are_told_at_once(town: Town) -> None:
    everybody = await a_district(town)
    (told,) = await rounds(town, "2026-11-27 09:00")
    assert sorted(told) == sorted(everybody)


async def test_a_rehearsal_says_the_same_in_parts(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await a_district(town)
    until = town.now.replace(day=28, hour=23)
    whole = await town.database.read(lambda uow: rehearse(uow, town.now, until))
    monkeypatch.setattr(reminding, "AT_ONCE", 2)
    parts = await town.database.read(lambda uow: rehearse(uow, town.now, until))
    assert sorted((o.at, o.message.chat, o.message.words.key) for o in parts) == sorted(
        (o.at, o.message.chat, o.message.words.key) for o in whole
    )
