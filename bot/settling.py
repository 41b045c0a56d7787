"""What is remembered of a send, by its outcome and by the weight of the message."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.outcomes import Accepted, Migrated, Outcome, Paused, Refused, Uncertain, Unsent
from domain.messages import Weight
from domain.services.ports import Leased, UnitOfWork

UNCERTAIN_AGAIN = timedelta(seconds=60)
MOST_COPIES = 3

Deed = Callable[[UnitOfWork, str, datetime], None]
"""What begins with delivery; gets the message's `on_delivery`."""


def no_deed(_uow: UnitOfWork, _deed: str, _now: datetime) -> None:
    """Nothing begins."""


def settle(uow: UnitOfWork, leased: Leased, outcome: Outcome, now: datetime, deed: Deed) -> bool:
    """Write down the outcome of one send; False when another holds the message by now."""
    match outcome:
        case Accepted(message_ids):
            return _accepted(uow, leased, message_ids, now, deed)
        case Unsent(seconds):
            return uow.outbox.again(leased, now + timedelta(seconds=seconds), uncertain=False)
        case Paused(seconds):
            until = now + timedelta(seconds=seconds)
            uow.outbox.pause(leased.message.chat, until)
            return uow.outbox.again(leased, until, uncertain=False)
        case Migrated(chat):
            return _migrated(uow, leased, chat, now)
        case Refused(why, gone):
            return _refused(uow, leased, why, gone, now)
        case Uncertain(why):
            return _uncertain(uow, leased, why, now)


def _accepted(
    uow: UnitOfWork, leased: Leased, message_ids: tuple[int, ...], now: datetime, deed: Deed
) -> bool:
    settled = uow.outbox.sent(leased, message_ids, now)
    if settled and leased.message.on_delivery:
        deed(uow, leased.message.on_delivery, now)
    return settled


def _migrated(uow: UnitOfWork, leased: Leased, chat: int, now: datetime) -> bool:
    settled = uow.outbox.give_up(leased, "migrated", now)
    if settled:
        once = f"{leased.message.once}@{chat}" if leased.message.once else ""
        uow.outbox.put(replace(leased.message, chat=chat, once=once, reply_to=None, replaces=None), now)
    return settled


def _refused(uow: UnitOfWork, leased: Leased, why: str, gone: bool, now: datetime) -> bool:
    person = uow.people.by_chat(leased.message.chat) if gone else None
    if person is not None and person.reachable:
        uow.people.put(replace(person, reachable=False))
    return uow.outbox.give_up(leased, why, now)


def _uncertain(uow: UnitOfWork, leased: Leased, why: str, now: datetime) -> bool:
    """Only what must arrive is sent again: after a minute, three copies at most."""
    must = leased.message.weight is Weight.MUST_ARRIVE
    if must and leased.attempts + 1 < MOST_COPIES:
        return uow.outbox.again(leased, now + UNCERTAIN_AGAIN, uncertain=True)
    return uow.outbox.give_up(leased, why, now)
