"""The tick that turns what is due into messages: one for each receiver, in allowed hours, never a burst."""

from datetime import datetime, timedelta

from domain.errors import Refusal
from domain.people import Person
from domain.permissions import Deed
from domain.relations import may_on
from domain.services.addressing import receivers
from domain.services.merging import LATER_KEY, messages
from domain.services.parting import is_part, is_whole, parts_of
from domain.services.ports import Reminder, UnitOfWork
from domain.services.timing import climb

LIMIT = 5000
"""Reminders taken in one tick: so many that what one receiver missed in days asleep still comes as one."""

AT_ONCE = 300
"""People told of a duty in one transaction: a morning of thousands goes out in many short ones."""

LATER = timedelta(hours=2)
"""How long 稍后 puts a reminder off; it then comes in working time."""


def remind(uow: UnitOfWork, now: datetime) -> int:
    """Put a message in the outbox for everybody who has something due. The number of reminders dealt with."""
    due = uow.reminders.due(now, LIMIT)
    if climb(uow, due, now):
        due = uow.reminders.due(now, LIMIT)
    held = [reminder for reminder in due if _is_held(uow, reminder, now)]
    for reminder in held:
        uow.reminders.postpone(reminder.key, uow.policy.calendar.after_quiet(now))
    keys = {reminder.key for reminder in held}
    taken = [reminder for reminder in due if reminder.key not in keys]
    told, dealt_with = _by_receiver(uow, taken, now)
    for person, reminders in told:
        for message in messages(uow, person, reminders, now):
            uow.outbox.put(message, now)
    uow.reminders.fired((reminder.key for reminder in dealt_with), now)
    return len(due)


def next_due(uow: UnitOfWork) -> datetime | None:
    """When the next reminder is due, or the next reply leaves."""
    found = (uow.reminders.next_due(), uow.held_replies.next_due())
    return min((moment for moment in found if moment), default=None)


def put_off(
    uow: UnitOfWork, actor: Person, concern_id: str, rule: str, pressed: int, now: datetime
) -> datetime:
    """稍后: remind this person again; the moment. `pressed`: the message with the button, once each.

    Refusal card.unknown: no such concern, or not theirs to see.
    """
    concern = uow.concerns.get(concern_id)
    if concern is None or not may_on(Deed.VIEW_CARD, actor, concern, now):
        raise Refusal("card.unknown")
    subject = f"concern:{concern.id}:{rule}"
    again = uow.policy.calendar.next_working_moment(now + LATER)
    uow.reminders.plan(
        Reminder(
            key=f"{LATER_KEY}{subject}:{actor.id}:{pressed}",
            subject=subject,
            audience=f"person:{actor.id}",
            due_at=again,
            sentence="remind.coming",
            facts={},
            concern=concern.id,
        )
    )
    return again


def _expired(reminder: Reminder, now: datetime) -> bool:
    return reminder.expires_at is not None and reminder.expires_at <= now


def _is_held(uow: UnitOfWork, reminder: Reminder, now: datetime) -> bool:
    return uow.policy.calendar.is_quiet(now) and not reminder.urgent and not _expired(reminder, now)


def _by_receiver(
    uow: UnitOfWork, reminders: list[Reminder], now: datetime
) -> tuple[list[tuple[Person, list[Reminder]]], list[Reminder]]:
    """Every receiver with what is due for them, in the order in which it became due; and the reminders dealt with.

    What speaks to very many is cut into parts by unit, and of these so many are taken that nobody else waits long.
    """
    people: dict[str, Person] = {}
    theirs: dict[str, list[Reminder]] = {}
    dealt_with: list[Reminder] = []
    in_parts = 0
    for reminder in reminders:
        if is_part(reminder) and in_parts >= AT_ONCE:
            continue
        dealt_with.append(reminder)
        found = receivers(uow, reminder, now) if not _expired(reminder, now) else []
        if len(found) > AT_ONCE and is_whole(reminder):
            uow.reminders.plan_all(parts_of(uow, reminder))
            continue
        in_parts += len(found) if is_part(reminder) else 0
        for person in found:
            people[person.id] = person
            theirs.setdefault(person.id, []).append(reminder)
    return [(people[person], found) for person, found in theirs.items()], dealt_with
