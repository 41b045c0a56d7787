"""What several processes take from: of what is due and of what waits to be sent, nobody takes what another has."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from bot.metrics import Metrics
from bot.scheduler import Scheduler
from bot.ticks import TICKS
from domain.concern import Concern
from domain.messages import Message, words
from domain.people import Person
from domain.services.message_ports import Leased
from domain.services.ports import Reminder, UnitOfWork
from storage import tables
from tests.bot.conftest import StandingClock
from tests.handlers.chat import NOON
from tests.races.meeting import Meeting
from tests.races.two import Two

pytestmark = pytest.mark.postgresql
LONG = pytest.param(10_000, marks=pytest.mark.full)
CHATS = 12
rounds_of = pytest.mark.parametrize


@rounds_of("rounds", [5, LONG])
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
            found = connection.execute(
                select(sent.once).where(sent.once.like(f"remind:%{concern.id}%"))
            ).all()
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


@rounds_of("rounds", [5, LONG])
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
            Message(chat, words("menu.help"), once=f"{number}:{chat}:{n}")
            for n in "ab"
            for chat in range(CHATS)
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
