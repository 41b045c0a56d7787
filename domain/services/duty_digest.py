"""Several duties that fall due for one person at the same time are one message: a line each, and each can be opened."""

from collections.abc import Sequence
from datetime import datetime

from domain.messages import Button, Fact, Message, Weight, words
from domain.people import Person
from domain.services.announcing import BUNDLE, WITH_PLACE, duty_message, occurrence_of
from domain.services.ports import Reminder, UnitOfWork
from domain.services.serving import times_done

FEW = 2
"""So many come one by one, with all their words."""
APART = {BUNDLE, *WITH_PLACE, "duty_day.reception_eve"}
"""Figures, and what says where to go, with whom or to receive whom, are read whole."""
_RUNG = "duty_day."


def duty_messages(
    uow: UnitOfWork, person: Person, reminders: Sequence[Reminder], now: datetime
) -> list[Message]:
    """What is said of these duties; nothing of those that have nothing to ask any more."""
    found = [(one, said) for one in reminders if (said := duty_message(uow, person, one, now))]
    short = [one for one, _ in found if one.sentence not in APART]
    if len(short) <= FEW:
        return [said for _, said in found]
    return [_digest(uow, person, short, now), *(said for one, said in found if one.sentence in APART)]


def _digest(uow: UnitOfWork, person: Person, reminders: Sequence[Reminder], now: datetime) -> Message:
    lines = [_line(uow, person, one, now) for one in reminders]
    ends = [one.expires_at for one in reminders if one.expires_at]
    return Message(
        chat=person.chat,
        words=words("duty_day.digest", n=len(lines), lines=lines),
        rows=tuple((_opener(one),) for one in reminders),
        weight=Weight.COMES_AGAIN,
        once=f"remind:{person.id}:{reminders[-1].subject}:{reminders[-1].sentence}:digest",
        expires_at=max(ends, default=None),
    )


def _line(uow: UnitOfWork, person: Person, reminder: Reminder, now: datetime) -> Fact:
    """By when, and of a quota how much of it is done."""
    occurrence = occurrence_of(uow, reminder)
    assert occurrence
    left = (occurrence.day - uow.policy.calendar.day_of(now)).days
    when = "duty_day.in_days" if left > 0 else "duty_day.today" if left == 0 else "duty_day.was"
    line = words("duty_day.digest_line", **reminder.facts, when=words(when, days=abs(left)))
    if not occurrence.rule.times:
        return line
    n = times_done(uow, person, occurrence)
    return words("duty_day.digest_quota", line=line, n=n, times=occurrence.rule.times)


def _opener(reminder: Reminder) -> Button:
    _, rule, day = reminder.subject.split(":")
    what = f"duty:open.{rule}.{day}.{reminder.sentence.removeprefix(_RUNG)}"
    return Button(words("duty_day.open_one", duty=reminder.facts["duty"]), what)
