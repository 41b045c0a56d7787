"""What is remembered of a send, by its outcome and by the weight of the message."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.outcomes import Accepted, Migrated, Outcome, Paused, Refused, Uncertain, Unsent
from domain.messages import Message, Weight
from domain.people import Person
from domain.services.delivered import delivered
from domain.services.message_ports import Leased
from domain.services.ports import UnitOfWork
from domain.services.reaching import left_bot, missed

UNCERTAIN_AGAIN = timedelta(seconds=60)
MOST_COPIES = 3


def _nothing(*_: object) -> None:
    """Nothing follows."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """What follows an outcome: `delivered` gets the message's `on_delivery`, `missed` one that was given up,
    `left_bot` whoever cannot be reached any more."""

    delivered: Callable[[UnitOfWork, str, datetime], None] = delivered
    missed: Callable[[UnitOfWork, Message, str, datetime], None] = missed
    left_bot: Callable[[UnitOfWork, Person, datetime], None] = left_bot


DEEDS = Deeds()
NO_DEEDS = Deeds(_nothing, _nothing, _nothing)


def settle(uow: UnitOfWork, leased: Leased, outcome: Outcome, now: datetime, deeds: Deeds) -> bool:
    """Write down the outcome of one send; False when another holds the message by now."""
    match outcome:
        case Accepted(message_ids):
            return _accepted(uow, leased, message_ids, now, deeds)
        case Unsent(seconds):
            return uow.outbox.again(leased, now + timedelta(seconds=seconds), uncertain=False)
        case Paused(seconds):
            until = now + timedelta(seconds=seconds)
            uow.outbox.pause(leased.message.chat, until)
            return uow.outbox.again(leased, until, uncertain=False)
        case Migrated(chat):
            return _migrated(uow, leased, chat, now)
        case Refused(why, gone):
            return _refused(uow, leased, why, gone, now, deeds)
        case Uncertain(why):
            return _uncertain(uow, leased, why, now, deeds)


def _accepted(
    uow: UnitOfWork, leased: Leased, message_ids: tuple[int, ...], now: datetime, deeds: Deeds
) -> bool:
    settled = uow.outbox.sent(leased, message_ids, now)
    if settled and leased.message.on_delivery:
        deeds.delivered(uow, leased.message.on_delivery, now)
    return settled


def _migrated(uow: UnitOfWork, leased: Leased, chat: int, now: datetime) -> bool:
    settled = uow.outbox.give_up(leased, "migrated", now)
    if settled:
        once = f"{leased.message.once}@{chat}" if leased.message.once else ""
        uow.outbox.put(replace(leased.message, chat=chat, once=once, reply_to=None, replaces=None), now)
    return settled


def _refused(uow: UnitOfWork, leased: Leased, why: str, gone: bool, now: datetime, deeds: Deeds) -> bool:
    settled = uow.outbox.give_up(leased, why, now)
    person = uow.people.by_chat(leased.message.chat) if gone else None
    if person is not None and person.reachable:
        deeds.left_bot(uow, person, now)
    if settled and (gone or leased.message.weight is Weight.MUST_ARRIVE):
        _miss(uow, leased, now, deeds)
    return settled


def _uncertain(uow: UnitOfWork, leased: Leased, why: str, now: datetime, deeds: Deeds) -> bool:
    """Only what must arrive is sent again: after a minute, three copies at most."""
    must = leased.message.weight is Weight.MUST_ARRIVE
    if must and leased.attempts + 1 < MOST_COPIES:
        return uow.outbox.again(leased, now + UNCERTAIN_AGAIN, uncertain=True)
    settled = uow.outbox.give_up(leased, why, now)
    if settled and must:
        _miss(uow, leased, now, deeds)
    return settled


def _miss(uow: UnitOfWork, leased: Leased, now: datetime, deeds: Deeds) -> None:
    deeds.missed(uow, leased.message, leased.message.once or f"outbox:{leased.id}", now)
