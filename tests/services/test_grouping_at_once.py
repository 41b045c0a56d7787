"""Two people join one concern, or split one claim, at the same moment: one does it, the other reads that it is done."""

import asyncio
from collections.abc import Callable
from functools import partial

from domain.concern import Concern, Kind
from domain.errors import Refusal
from domain.people import Person, Role
from domain.services import grouping, splitting
from domain.services.ports import UnitOfWork
from tests.handlers.chat import Town
from tests.services.story import OFFICE, a_story
from tests.services.test_grouping import THIRD, another
from tests.services.test_splitting import FIGHT, WORDS
from tests.workers import RESIDENT, hired

PEOPLE = range(OFFICE + 1000, OFFICE + 1004)
ROUNDS = 4
Try = Callable[[UnitOfWork, Person], Concern]


def pressed(town: Town, chat: int, deed: Try, uow: UnitOfWork) -> str:
    """What becomes of one press, as the desk takes it."""
    actor = uow.people.by_chat(chat)
    assert actor
    try:
        with uow.savepoint():
            deed(uow, actor)
    except Refusal as refusal:
        return refusal.code
    return "done"


async def at_once(town: Town, *deeds: Try) -> list[str]:
    """Everybody at the same moment, each on the concern as it was before."""
    runs = (
        town.database.run(str(chat), partial(pressed, town, chat, deed))
        for chat, deed in zip(PEOPLE, deeds, strict=True)
    )
    return sorted(await asyncio.gather(*runs))


async def in_office(town: Town) -> None:
    for chat in PEOPLE:
        await hired(town, chat, Role.OFFICE, "office")


def to(town: Town, concern: Concern, lead: Concern) -> Try:
    return lambda uow, actor: grouping.merge(uow, concern, actor, town.now, lead, "一并办理")


async def test_one_of_four_joins_it(town: Town) -> None:
    await in_office(town)
    for n in range(ROUNDS):
        leads = [await another(town, THIRD + 10 * n + k, kind=Kind.HELP) for k in range(4)]
        joined = (await a_story(town, staff=(), draft=f"round {n}")).concern
        said = await at_once(town, *(to(town, joined, lead.concern) for lead in leads))
        assert said == ["done", *["merge.joined"] * 3]
        rows = [
            await town.run(partial(lambda one, uow: uow.concerns.joined(one), s.concern.id)) for s in leads
        ]
        assert sorted(len(one) for one in rows) == [0, 0, 0, 1]


async def test_two_that_are_joined_to_each_other_make_no_ring(town: Town) -> None:
    await in_office(town)
    for n in range(ROUNDS):
        one = (await another(town, THIRD + 10 * n)).concern
        other = (await another(town, THIRD + 10 * n + 1)).concern
        both = (to(town, one, other), to(town, other, one))
        assert await at_once(town, *both, *both) == ["done", *["merge.joined"] * 3]


async def test_one_of_four_splits_it(town: Town) -> None:
    await in_office(town)
    for n in range(ROUNDS):
        whole = (await a_story(town, staff=(), words=WORDS, draft=f"round {n}")).concern

        def split(uow: UnitOfWork, actor: Person, whole: Concern = whole) -> Concern:
            return splitting.split(uow, whole, actor, town.now, (FIGHT,), "police", "归公安管")

        said = await at_once(town, split, split, split, split)
        assert said.count("done") == 1 and set(said) == {"done", "split.single"}
    assert len(await town.concerns(RESIDENT)) == 2 * ROUNDS
