"""Works of two processes on one concern, one person, one row: each race happens every time, with exactly one effect.

A bounded share here; 10,000 rounds in `make soak`. Each was seen to bite with its guard switched off, as it says.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Engine, select

from bot.metrics import Metrics
from bot.scheduler import Scheduler
from bot.ticks import TICKS
from domain.concern import Act, Concern, News
from domain.errors import Refusal
from domain.history import verify_chain
from domain.messages import Message, words
from domain.people import Binding, Person, Role
from domain.policy import Policy
from domain.services.enrolling import enrol, invite
from domain.services.following import choose_news
from domain.services.handling import accept, note, sign_in
from domain.services.intake import submit_concern
from domain.services.message_ports import Leased
from domain.services.ports import Reminder, UnitOfWork
from storage import tables
from storage.connection import reading_engine
from storage.engine import Database
from storage.unit_of_work import open_database
from storage.vault import Vault
from tests.bot.conftest import StandingClock
from tests.handlers.chat import NOON
from tests.races.meeting import Meeting
from tests.services.story import REPORT
from tests.workers import put_person

pytestmark = pytest.mark.postgresql
HOUSING = "housing"
SINCE = NOON - timedelta(days=300)
LONG = pytest.param(2500, marks=pytest.mark.full)
rounds_of = pytest.mark.parametrize


@dataclass
class Two:
    """Two processes' doors to one database."""

    one: Database[UnitOfWork]
    other: Database[UnitOfWork]
    engine: Engine

    async def cadre(self, chat: int) -> Person:
        """Somebody who works at housing."""
        binding = Binding(Role.CADRE, HOUSING, SINCE)
        return await self.one.run(chat, lambda uow: put_person(uow, chat, binding))

    async def concern(self, key: str) -> Concern:
        """A concern that waits at housing."""

        def work(uow: UnitOfWork) -> Concern:
            me = uow.people.by_chat(900) or put_person(uow, 900)
            return submit_concern(uow, me, replace(REPORT, draft=key), NOON)

        return await self.one.run(900, work)

    async def accepted(self, key: str, chat: int) -> Concern:
        """One that this cadre has accepted."""
        concern = await self.concern(key)

        def work(uow: UnitOfWork) -> Concern:
            me = uow.people.by_chat(chat)
            assert me
            return accept(uow, sign_in(uow, concern, me, NOON), me, NOON)

        return await self.one.run(chat, work)

    async def now(self, concern: Concern) -> tuple[Concern, list[Act]]:
        """How it stands, and the acts of its record, which must be a whole chain."""

        def query(uow: UnitOfWork) -> tuple[Concern, list[Act]]:
            found, record = uow.concerns.get(concern.id), uow.history.of(concern.id)
            assert found
            assert verify_chain(record) is None
            return found, [row.act for row in record]

        return await self.one.read(query)


@pytest.fixture
async def two(url: str, policy: Policy) -> AsyncIterator[Two]:
    vault = Vault([bytes(range(32))])
    engine = reading_engine(url, 1)
    async with AsyncExitStack() as closing:
        doors = [await closing.enter_async_context(open_database(url, vault, policy)) for _ in range(2)]
        yield Two(doors[0], doors[1], engine)
    engine.dispose()


async def tried(doing: Awaitable[object]) -> object:
    try:
        return await doing
    except Refusal as refusal:
        return refusal


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
        concern = await two.accepted(f"d{number}", 11)

        def notes_from_list(uow: UnitOfWork, key: str = concern.id) -> None:
            me, reporter = uow.people.by_chat(11), uow.people.by_chat(900)
            assert me and reporter
            [found] = [one for one in uow.concerns.of_reporter(reporter.id) if one.id == key]
            meeting.comes()
            note(uow, found, me, NOON, "已到现场查看")

        def mutes(uow: UnitOfWork, key: str = concern.id) -> None:
            me = uow.people.by_chat(900)
            assert me
            choose_news(uow, key, me, News.MUTED, NOON)
            meeting.comes()

        await asyncio.gather(two.one.run(11, notes_from_list), two.other.run(900, mutes))
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


@rounds_of("rounds", [5, pytest.param(500, marks=pytest.mark.full)])
async def test_ten_ticks_at_once_remind_once(two: Two, rounds: int) -> None:
    """Three guards, one behind the other: the tick's name, `SKIP LOCKED`, the natural key of what is said.

    Seen to bite with all three off (`_run` of bot/scheduler.py, `due` of storage/reminders.py, `once` in merging.py).
    """
    person = await two.cadre(11)
    sent = tables.outbox.c

    async def nothing() -> None:
        """Nothing follows."""

    clock = StandingClock()
    clock.moment = NOON
    schedulers = [
        Scheduler(door, clock, {"remind": TICKS["remind"]}, nothing, Metrics())
        for door in (two.one, two.other) * 5
    ]
    for number in range(rounds):
        concern = await two.accepted(f"d{number}", 11)
        due = [reminder(f"r{number}-{n}", concern, person) for n in range(12)]
        await two.one.run(None, partial(plans, due))
        await asyncio.gather(*(scheduler.all_now() for scheduler in schedulers))
        with two.engine.connect() as connection:
            found = connection.execute(select(sent.once).where(sent.once.like(f"remind:%r{number}-%"))).all()
        assert len(found) == 1


def plans(due: list[Reminder], uow: UnitOfWork) -> None:
    uow.reminders.plan_all(due)


def puts(messages: list[Message], uow: UnitOfWork) -> None:
    for message in messages:
        uow.outbox.put(message, NOON)


def settles(taken: list[Leased], uow: UnitOfWork) -> None:
    for leased in taken:
        assert uow.outbox.sent(leased, (), NOON)


def reminder(key: str, concern: Concern, person: Person) -> Reminder:
    """One of many that are due at the same moment."""
    subject, audience = f"concern:{concern.id}:K6", f"person:{person.id}"
    return Reminder(key, subject, audience, NOON, "remind.coming", {}, concern.id)


@rounds_of("rounds", [5, pytest.param(500, marks=pytest.mark.full)])
async def test_two_senders_never_take_the_same_message(two: Two, rounds: int) -> None:
    """Seen to bite: `lease` of storage/outbox.py without its lock (`self._shared = False`)."""
    meeting = Meeting()
    later = NOON + timedelta(minutes=3)

    def leases(uow: UnitOfWork) -> list[Leased]:
        meeting.comes()
        taken = uow.outbox.lease(NOON, later, 60)
        meeting.comes()
        return taken

    for number in range(rounds):
        messages = [
            Message(chat, words("menu.help"), once=f"{number}:{chat}:{n}") for n in "ab" for chat in range(40)
        ]
        await two.one.run(None, partial(puts, messages))
        taken: list[Leased] = []
        while len(taken) < len(messages):
            meeting.again()
            both = await asyncio.gather(two.one.run(None, leases), two.other.run(None, leases))
            fresh = both[0] + both[1]
            chats = [leased.message.chat for leased in fresh]
            assert len(set(chats)) == len(chats)
            await two.one.run(None, partial(settles, fresh))
            taken += fresh
        assert len({leased.id for leased in taken}) == len(taken)
        order = [leased.id for leased in taken if leased.message.chat == 7]
        assert order == sorted(order)
