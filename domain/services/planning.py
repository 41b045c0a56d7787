"""Plans the reminders around the duty days to come, so that each month's 民情日 announces itself."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.duties import Occurrence, duty_ladder, occurrences
from domain.messages import words
from domain.reminders import Receiver, Rung
from domain.services.ports import Reminder, UnitOfWork
from domain.services.rostering import draw_turns
from domain.services.serving import ROSTER_AHEAD
from domain.services.sweep_reminding import plan_sweeps

AHEAD = ROSTER_AHEAD
"""How far ahead: more than a month, so that there is always a next duty day planned."""

BUNDLE_LASTS = timedelta(days=7)
"""How long the figures of a duty day are worth telling."""


def plan_duties(uow: UnitOfWork, now: datetime) -> int:
    """Plan what is not yet planned, move what has moved; again changes nothing. The number of rows planned."""
    calendar = uow.policy.calendar
    today = calendar.day_of(now)
    planned = plan_sweeps(uow, now)
    for rule in uow.policy.duties:
        coming = occurrences(rule, today, today + AHEAD, calendar)
        if rule.by_turn:
            draw_turns(uow, rule, [one.wished for one in coming], now)
        for occurrence in coming:
            for reminder in _reminders(uow, occurrence, now):
                uow.reminders.plan(reminder)
                planned += 1
    return planned


def _reminders(uow: UnitOfWork, occurrence: Occurrence, now: datetime) -> Iterator[Reminder]:
    """One row for each rung and role; a rung is useless once the next one is due, or the day itself is over."""
    ladder = duty_ladder(occurrence, uow.policy.calendar, now)
    ends = [rung.due_at for rung in ladder[1:]]
    for rung, end in zip(ladder, [*ends, None], strict=True):
        for role in _roles(occurrence, rung):
            over = uow.policy.calendar.end_of_day(occurrence.day) if rung.offset <= 0 else None
            yield _reminder(occurrence, rung, role, end or over or rung.due_at + BUNDLE_LASTS)


def _roles(occurrence: Occurrence, rung: Rung) -> Iterator[str]:
    for receiver in rung.receivers:
        if receiver == Receiver.THOSE_WHO_OWE:
            yield from sorted(occurrence.rule.roles)
        else:
            yield receiver


def _reminder(occurrence: Occurrence, rung: Rung, role: str, expires_at: datetime) -> Reminder:
    """The key holds the wished date, which stays when a rest day moves the duty; who owes it is found when due."""
    rule, day = occurrence.rule.id, occurrence.day
    owed = Receiver.THOSE_WHO_OWE in rung.receivers and role in occurrence.rule.roles
    return Reminder(
        key=f"duty:{rule}:{occurrence.wished}:{rung.name}:{role}",
        subject=f"duty:{rule}:{day}",
        audience=f"owing:{role}" if owed else f"role:{role}",
        due_at=rung.due_at,
        sentence=f"duty_day.{rung.name}",
        facts={"duty": words(f"duty.{rule}"), "day": day},
        expires_at=expires_at,
    )
