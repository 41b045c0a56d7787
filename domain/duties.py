"""Duties that come back every month, such as 民情日: on which days, and what is said before and after."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime
from enum import StrEnum

from domain.calendar import WorkCalendar
from domain.people import Role
from domain.reminders import Rung, RungRule, still_to_come


class ShortMonth(StrEnum):
    """A month without the wished day: its last day, its last working day, or no duty that month."""

    CLAMP = "clamp"
    LAST = "last"
    SKIP = "skip"


class OnRestDay(StrEnum):
    """A duty on a rest day: it stays, or gives way to the working day before or after."""

    SAME = "same"
    PREVIOUS = "previous"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class DutyRule:
    """A monthly duty on a day of the month, for dates between two days (both included).

    A change of day is a second rule with the same id and the next period. Sentences: `duty.<id>` is its name.
    `rungs`: what is said around the day, in the order of time (W2).
    """

    id: str
    day: int
    short_month: ShortMonth
    rest_day: OnRestDay
    roles: frozenset[Role]
    rungs: tuple[RungRule, ...]
    valid_from: date
    valid_to: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the rule is valid on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One duty day: `day` is when it is done, `wished` the date of the rule before a rest day moved it."""

    rule: DutyRule
    wished: date
    day: date
    provisional: bool


def occurrences(rule: DutyRule, first: date, last: date, calendar: WorkCalendar) -> tuple[Occurrence, ...]:
    """The duty days from `first` to `last` (both included); the rule must hold on the wished date."""
    wished = (_wished(rule, year, month, calendar) for year, month in _months(first, last))
    found = [_occurrence(rule, day, calendar) for day in wished if day is not None and rule.holds(day)]
    return tuple(o for o in found if first <= o.day <= last)


def duty_ladder(occurrence: Occurrence, calendar: WorkCalendar, now: datetime) -> tuple[Rung, ...]:
    """The reminders still to come around one duty day (W2): those before and after it on working days."""
    rungs = (_around(rule, occurrence.day, calendar) for rule in occurrence.rule.rungs)
    return still_to_come(rungs, calendar, now)


def _around(rule: RungRule, day: date, calendar: WorkCalendar) -> Rung:
    """On the duty day itself the rung stays even when it is a rest day: the duty is done then."""
    told_on = calendar.working_day_by(day, rule.offset) if rule.offset else day
    return Rung(rule.name, rule.offset, calendar.moment(told_on, rule.at), rule.receivers)


def _occurrence(rule: DutyRule, wished: date, calendar: WorkCalendar) -> Occurrence:
    moves = {
        OnRestDay.SAME: lambda: wished,
        OnRestDay.PREVIOUS: lambda: calendar.working_day_until(wished),
        OnRestDay.NEXT: lambda: calendar.working_day_from(wished),
    }
    day = moves[rule.rest_day]()
    unsure = rule.rest_day != OnRestDay.SAME and (calendar.provisional(wished) or calendar.provisional(day))
    return Occurrence(rule, wished, day, unsure)


def _wished(rule: DutyRule, year: int, month: int, calendar: WorkCalendar) -> date | None:
    """The rule's date in this month, before rest days; None if the month is skipped."""
    last = date(year, month, monthrange(year, month)[1])
    if rule.day <= last.day:
        return last.replace(day=rule.day)
    if rule.short_month == ShortMonth.SKIP:
        return None
    return last if rule.short_month == ShortMonth.CLAMP else calendar.working_day_until(last)


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    """Year and month of the span and one month around it: a rest day may push a duty across a month's end."""
    count = 12 * first.year + first.month - 1
    until = 12 * last.year + last.month - 1
    for month in range(max(count - 1, 12 * MINYEAR), min(until + 2, 12 * (MAXYEAR + 1))):
        yield month // 12, month % 12 + 1
