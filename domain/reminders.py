"""The ladder of reminders of a deadline: who is told, how many days before or after, at what moment."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from domain.calendar import WorkCalendar
from domain.clocks import Clock, Debtor

APART = timedelta(hours=1)
"""Two reminders nearer than this would be one too many."""


class Receiver(StrEnum):
    """Who a rung speaks to; `reporter` for the resident's own time, `those_who_owe` are the people of a duty."""

    HANDLER = "handler"
    UNIT_LEAD = "unit_lead"
    OFFICE = "office"
    LEADER = "leader"
    REPORTER = "reporter"
    REVIEWER = "reviewer"
    THOSE_WHO_OWE = "those_who_owe"


@dataclass(frozen=True, slots=True)
class RungRule:
    """One rung as a rule: calendar days from the day it is about (minus: before), wall time, receivers."""

    name: str
    offset: int
    at: time
    receivers: tuple[Receiver, ...]


@dataclass(frozen=True, slots=True)
class LadderRule:
    """The rungs for what one debtor owes, in the order of their days."""

    debtor: Debtor
    rungs: tuple[RungRule, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """One reminder to plan; `name` is stable, so planning again finds the same one. `due_at` is aware UTC."""

    name: str
    offset: int
    due_at: datetime
    receivers: tuple[Receiver, ...]


def ladder(clock: Clock, rule: LadderRule, calendar: WorkCalendar, now: datetime) -> tuple[Rung, ...]:
    """The reminders still to come for a running clock, in working time (D7); none once it is met.

    A rung that would lie before the clock's start never was; of the others already past the newest is kept
    and comes in the next working time, but what announces the last day never comes after it.
    """
    if clock.met_at is not None or clock.paused_on is not None:
        return ()
    rungs = (r for r in _rungs(rule, clock.due_on, calendar) if r.due_at > clock.started_at)
    coming = still_to_come(rungs, calendar, now)
    return tuple(r for r in coming if r.offset > 0 or calendar.day_of(r.due_at) <= clock.due_on)


def above(
    clock: Clock, rule: LadderRule, calendar: WorkCalendar, after: datetime, now: datetime
) -> tuple[Rung, ...]:
    """The rungs that follow a moment: those past by now, and the first still to come; none once it is met."""
    if clock.met_at is not None or clock.paused_on is not None:
        return ()
    later = (rung for rung in _rungs(rule, clock.due_on, calendar) if rung.due_at > after)
    ordered = sorted(later, key=lambda rung: rung.due_at)
    past = sum(rung.due_at <= now for rung in ordered)
    return tuple(ordered[: past + 1])


def still_to_come(rungs: Iterable[Rung], calendar: WorkCalendar, now: datetime) -> tuple[Rung, ...]:
    """What is not past, and before it the newest of the past, unless the next one comes within the hour."""
    ordered = sorted(rungs, key=lambda rung: rung.due_at)
    coming = [rung for rung in ordered if rung.due_at > now]
    past = ordered[: len(ordered) - len(coming)]
    soon = calendar.next_working_moment(now)
    if past and (not coming or coming[0].due_at - soon > APART):
        coming.insert(0, replace(past[-1], due_at=soon))
    return tuple(coming)


@lru_cache
def _rungs(rule: LadderRule, due_on: date, calendar: WorkCalendar) -> tuple[Rung, ...]:
    """All rungs about one day: many concerns of one day fall due together."""
    return tuple(_one_a_day(_at_work(step, due_on, calendar) for step in rule.rungs))


def _at_work(rule: RungRule, due_on: date, calendar: WorkCalendar) -> Rung:
    day = calendar.working_day_by(due_on, rule.offset)
    return Rung(rule.name, rule.offset, calendar.moment(day, rule.at), rule.receivers)


def _one_a_day(rungs: Iterable[Rung]) -> Iterable[Rung]:
    """Rungs that rest days pushed onto one moment become one: the later, told to the receivers of both."""
    merged: dict[datetime, Rung] = {}
    for rung in rungs:
        before = merged.get(rung.due_at)
        told = before.receivers if before else ()
        merged[rung.due_at] = replace(rung, receivers=tuple(dict.fromkeys(told + rung.receivers)))
    return merged.values()
