"""Works of two processes on one concern, one person, one row: each race happens every time, with exactly one effect.

A bounded share here; 2,500 rounds of each in `make soak`, 12,500 in all: whoever is kept away by a lock is waited
for, so that no number of processors makes a round much shorter. Each was seen to bite with its guard switched off.
"""

import asyncio
from functools import partial

import pytest
from sqlalchemy import select

from domain.concern import Act, News
from domain.errors import Refusal
from domain.people import Binding, Person, Role
from domain.services.enrolling import enrol, invite
from domain.services.following import choose_news
from domain.services.handling import note, sign_in
from domain.services.ports import UnitOfWork
from storage import tables
from tests.handlers.chat import NOON
from tests.races.meeting import Meeting
from tests.races.two import HOUSING, Two, tried

pytestmark = pytest.mark.postgresql
LONG = pytest.param(2500, marks=pytest.mark.full)
rounds_of = pytest.mark.parametrize


@rounds_of("rounds", [25, LONG])
async def test_of_two_who_sign_in_one_becomes_the_handler(two: Two, rounds: int) -> None:
    """Seen to bite: `_CHANGE` of storage/concerns.py without the expected state, and `get` without its lock."""
    people = [await two.cadre(11), await two.cadre(12)]
    meeting = Meeting()
    for number in range(rounds):
        meeting.again()
        concern = await two.concern(f"d{number}")

        def signs(uow: UnitOfWork, chat: int, key: str = concern.id) -> str:
            me, found = uow.people.by_chat(chat), uow.concerns.get(key)
            assert me and found
            meeting.comes()
            return sign_in(uow, found, me, NOON).handler

        results = await asyncio.gather(
            tried(two.one.run(11, lambda uow: signs(uow, 11))),
            tried(two.other.run(12, lambda uow: signs(uow, 12))),
        )
        after, acts = await two.now(concern)
        winners = [result for result in results if not isinstance(result, Refusal)]
        assert winners == [after.handler]
        assert after.handler in {person.id for person in people}
        assert acts.count(Act.SIGN_IN) == 1


@rounds_of("rounds", [25, LONG])
async def test_what_two_change_at_once_in_one_concern_is_both_kept(two: Two, rounds: int) -> None:
    """Seen to bite: `get` of storage/concerns.py without its lock (the resident's choice is overwritten)."""
    await two.cadre(11)
    meeting = Meeting()
    for number in range(rounds):
        meeting.again()
        concern = await two.accepted(f"d{number}", 11)

        def notes(uow: UnitOfWork, key: str = concern.id) -> None:
            me, found = uow.people.by_chat(11), uow.concerns.get(key)
            assert me and found
            meeting.comes()
            note(uow, found, me, NOON, "已到现场查看")

        def mutes(uow: UnitOfWork, key: str = concern.id) -> None:
            me = uow.people.by_chat(900)
            assert me
            meeting.comes()
            choose_news(uow, key, me, News.MUTED, NOON)

        await asyncio.gather(two.one.run(11, notes), two.other.run(900, mutes))
        after, acts = await two.now(concern)
        assert after.news is News.MUTED
        assert acts.count(Act.NOTE) == 1


@rounds_of("rounds", [15, LONG])
async def test_who_acts_on_a_list_acts_on_what_is_true(two: Two, rounds: int) -> None:
    """Seen to bite: `put` of storage/concerns.py not comparing with what the list had said."""
    await two.cadre(11)
    meeting = Meeting()
    for number in range(rounds):
        meeting.again()
        resident = 1000 + number  # who has many concerns has a long list: each round would take longer
        concern = await two.accepted(f"d{number}", 11, resident)

        def notes_from_list(uow: UnitOfWork, key: str = concern.id, resident: int = resident) -> None:
            me, reporter = uow.people.by_chat(11), uow.people.by_chat(resident)
            assert me and reporter
            [found] = [one for one in uow.concerns.of_reporter(reporter.id) if one.id == key]
            meeting.comes()
            note(uow, found, me, NOON, "已到现场查看")

        def mutes(uow: UnitOfWork, key: str = concern.id, resident: int = resident) -> None:
            me = uow.people.by_chat(resident)
            assert me
            choose_news(uow, key, me, News.MUTED, NOON)
            meeting.comes()

        await asyncio.gather(two.one.run(11, notes_from_list), two.other.run(resident, mutes))
        after, acts = await two.now(concern)
        assert (after.news, acts.count(Act.NOTE)) == (News.MUTED, 1)


@rounds_of("rounds", [10, LONG])
async def test_of_eight_who_open_one_invitation_one_gets_in(two: Two, rounds: int) -> None:
    """Seen to bite: `_USABLE` of storage/invitations.py without `used_by == ""`."""
    for number in range(rounds):
        token = await two.one.run(None, lambda uow: invite(uow, Role.CADRE, HOUSING, NOON))
        chats = range(100 + 8 * number, 108 + 8 * number)

        def enters(chat: int, key: str, uow: UnitOfWork) -> str:
            return enrol(uow, key, Person(f"p{chat}", chat, "zh_Hans"), NOON)[0].id

        doors = (two.one, two.other) * 4
        results = await asyncio.gather(
            *(
                tried(door.run(chat, partial(enters, chat, token)))
                for door, chat in zip(doors, chats, strict=True)
            )
        )
        assert sum(isinstance(result, Refusal) for result in results) == 7


@rounds_of("rounds", [15, LONG])
async def test_nobody_acts_after_their_role_has_ended(two: Two, rounds: int) -> None:
    """Seen to bite: `bind` of storage/people.py without `hold`."""
    meeting = Meeting()
    for number in range(rounds):
        meeting.again()
        chat = 1000 + number
        person = await two.cadre(chat)
        concern = await two.accepted(f"d{number}", chat)

        def notes(uow: UnitOfWork, chat: int = chat, key: str = concern.id) -> None:
            me, found = uow.people.by_chat(chat), uow.concerns.get(key)
            assert me and found
            meeting.comes()
            meeting.comes()
            note(uow, found, me, NOON, "已到现场查看")

        def ends(uow: UnitOfWork, who: str = person.id) -> None:
            meeting.comes()
            held = uow.people.get(who)
            binding = held.own(NOON)[0]
            uow.people.bind(who, Binding(binding.role, binding.unit, binding.since, NOON))

        async def revoked(key: str = concern.id) -> int:
            await two.other.run(None, ends)
            return len(two_notes(two, key))

        _, seen = await asyncio.gather(tried(two.one.run(chat, notes)), revoked())
        assert len(two_notes(two, concern.id)) == seen


def two_notes(two: Two, concern: str) -> list[str]:
    row = tables.history.c
    with two.engine.connect() as connection:
        asked = select(row.act).where(row.concern == concern, row.act == Act.NOTE)
        return list(connection.execute(asked).scalars())
