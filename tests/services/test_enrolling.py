"""Invitations work once, for some days, for one role in one unit."""

from datetime import timedelta

import pytest

from domain.errors import Refusal
from domain.people import Binding, Role
from domain.services.enrolling import VALID, enrol, invite
from domain.services.ports import UnitOfWork
from tests.handlers.chat import Town
from tests.workers import put_person

USELESS = r"invitation\.useless"
ALLOWED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"


async def invited(town: Town, role: Role = Role.CADRE, unit: str = "housing") -> str:
    return await town.run(lambda uow: invite(uow, role, unit, town.now))


async def joined(town: Town, chat: int, token: str) -> tuple[Binding, ...]:
    """The roles of this chat's owner after taking the invitation."""

    def take(uow: UnitOfWork) -> tuple[Binding, ...]:
        person = uow.people.by_chat(chat) or put_person(uow, chat)
        enrol(uow, token, person, town.now)
        return uow.people.get(person.id).bindings

    return await town.run(take)


async def test_an_invitation_gives_its_role_in_its_unit_from_now_on(town: Town) -> None:
    assert await joined(town, 1, await invited(town)) == (Binding(Role.CADRE, "housing", town.now),)


async def test_a_forwarded_link_is_useless_after_use(town: Town) -> None:
    token = await invited(town)
    await joined(town, 1, token)
    for chat in (1, 2):
        with pytest.raises(Refusal, match=USELESS):
            await joined(town, chat, token)
    assert await town.run(lambda uow: uow.people.by_chat(2)) is None


async def test_an_invitation_ends(town: Town) -> None:
    token = await invited(town)
    town.now += VALID - timedelta(seconds=1)
    assert await joined(town, 1, await invited(town))
    town.now += timedelta(seconds=1)
    with pytest.raises(Refusal, match=USELESS):
        await joined(town, 2, token)


@pytest.mark.parametrize("token", ["", "x", "0" * 24])
async def test_a_guessed_token_is_useless(town: Town, token: str) -> None:
    await invited(town)
    with pytest.raises(Refusal, match=USELESS):
        await joined(town, 1, token)


async def test_a_second_invitation_to_the_same_role_changes_nothing(town: Town) -> None:
    first = await joined(town, 1, await invited(town))
    town.now += timedelta(days=1)
    assert await joined(town, 1, await invited(town)) == first
    assert len(await joined(town, 1, await invited(town, Role.UNIT_LEAD))) == 2


async def test_the_token_itself_is_not_kept_and_fits_a_link(town: Town) -> None:
    tokens = {await invited(town) for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) <= 60 and set(token) <= set(ALLOWED) for token in tokens)


@pytest.mark.parametrize(("role", "unit"), [(Role.CADRE, "moon"), (Role.RESIDENT, "housing")])
async def test_nobody_is_invited_to_nothing(town: Town, role: Role, unit: str) -> None:
    with pytest.raises(Refusal, match=r"invitation\.not_possible"):
        await invited(town, role, unit)
