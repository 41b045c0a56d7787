"""D6: eight people open one link at the same moment, on the real database through its real door."""

import asyncio
from functools import partial

from domain.errors import Refusal
from domain.people import Person, Role
from domain.services.enrolling import enrol, invite
from domain.services.ports import UnitOfWork
from tests.handlers.chat import Town

TAKERS = range(1, 9)
ROUNDS = 5


def opens(chat: int, token: str, town: Town, uow: UnitOfWork) -> str:
    """What becomes of one press on the link, as the desk takes it."""
    person = uow.people.by_chat(chat) or Person(f"person-{chat}", chat, "zh_Hans")
    try:
        with uow.savepoint():
            enrol(uow, token, person, town.now)
    except Refusal as refusal:
        return refusal.code
    return "joined"


async def test_of_eight_who_open_one_link_one_joins_and_seven_are_refused(town: Town) -> None:
    for _ in range(ROUNDS):
        token = await town.run(lambda uow: invite(uow, Role.CADRE, "housing", town.now))
        pressing = (town.database.run(str(chat), partial(opens, chat, token, town)) for chat in TAKERS)
        outcomes = await asyncio.gather(*pressing)
        assert sorted(outcomes) == ["invitation.useless"] * 7 + ["joined"]
    people = await town.run(lambda uow: uow.people.in_unit("housing", [Role.CADRE], town.now))
    assert 1 <= len(people) <= ROUNDS
