"""Counts provisional deadlines anew once the holiday table of their year is known, and tells each change once (D3)."""

from datetime import datetime

from domain.clocks import Clock, Debtor, recompute
from domain.concern import Concern
from domain.messages import Message, Weight, words
from domain.people import Person
from domain.services.acting import able, acting, reviewing
from domain.services.ports import UnitOfWork
from domain.services.timing import plan_anew, rule_of

BATCH = 200
"""Clocks counted anew in one transaction."""


def recount(uow: UnitOfWork, now: datetime) -> int:
    """How many clocks became certain in this round; 0 when none is left (a tick)."""
    known_until = uow.policy.calendar.known_until
    if known_until is None:
        return 0
    waiting = uow.clocks.provisional(known_until, BATCH)
    return sum(_recount(uow, concern, clock, now) for concern, clock in waiting)


def _recount(uow: UnitOfWork, concern_id: str, clock: Clock, now: datetime) -> bool:
    concern, rule = uow.concerns.get(concern_id), rule_of(uow, clock)
    fresh = recompute(clock, rule, uow.policy.calendar)
    if concern is None or fresh == clock:
        return False
    plan_anew(uow, concern, fresh, now)
    for person in _told(uow, concern, rule.debtor, now):
        uow.outbox.put(_notice(person, concern, clock, fresh), now)
    return True


def _told(uow: UnitOfWork, concern: Concern, debtor: Debtor, now: datetime) -> list[Person]:
    """The reporter always; those who owe it, unless the time is the reporter's own."""
    if debtor is Debtor.RESIDENT:
        return [uow.people.get(concern.reporter)]
    if debtor is Debtor.REVIEWER:
        return [uow.people.get(concern.reporter), *reviewing(uow, concern, now)]
    owing = acting(uow, concern, now) or able(uow, concern, now)
    return [uow.people.get(concern.reporter), *owing]


def _notice(person: Person, concern: Concern, before: Clock, after: Clock) -> Message:
    key = "recount.same" if before.due_on == after.due_on else "recount.moved"
    sentence = words(
        key,
        number=concern.number,
        clock=words(f"clock.{after.rule}"),
        before=before.due_on,
        due=after.due_on,
        calendar=after.calendar,
    )
    once = f"recount:{concern.id}:{after.rule}:{after.calendar}:{person.id}"
    return Message(person.chat, sentence, weight=Weight.MUST_ARRIVE, once=once, concern=concern.id)
