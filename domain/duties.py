"""Duties that come back, such as 民情日: on which days, and what is said before and after."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from enum import StrEnum

from domain.calendar import DAY, WorkCalendar
from domain.people import Role
from domain.reminders import Rung, RungRule, still_to_come
from domain.units import UnitKind


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


class Every(StrEnum):
    """How a duty comes back: on days of the month, on days of the week, or on dates written down."""

    MONTH = "month"
    WEEK = "week"
    DATES = "dates"


@dataclass(frozen=True, slots=True)
class DutyRule:
    """A duty that comes back, for dates between two days (both included).

    A change of day is a second rule with the same id and the next period. Sentences: `duty.<id>` is its name.
    `days`: days of the month, or weekdays from 1 (Monday); `months`: only these, all if empty; `dates`: those written
    down. `after`: so many days later (a briefing on the day after). `by_day`: done on any day up to it. `times`: how
    often within the month or week that ends with it (a quota if more than 0); `visits`: the entries of the diary count
    for it. `by_turn`: one person on the roster
    does it. `kinds`: only in units of these kinds, all if empty. `source`: what it rests on, as it is quoted.
    `rungs`: what is said around the day, in the order of time (W2). `along`: goes with that duty of the same date;
    who is on leave from it or gave it away owes neither.
    """

    id: str
    days: tuple[int, ...]
    short_month: ShortMonth
    rest_day: OnRestDay
    roles: frozenset[Role]
    rungs: tuple[RungRule, ...]
    valid_from: date
    valid_to: date | None = None
    every: Every = Every.MONTH
    months: frozenset[int] = frozenset()
    dates: tuple[date, ...] = ()
    after: int = 0
    by_day: bool = False
    times: int = 0
    visits: bool = False
    by_turn: bool = False
    kinds: frozenset[UnitKind] = frozenset()
    source: str = ""
    along: str = ""

    def holds(self, day: date) -> bool:
        """Whether the rule is valid on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One duty day: `day` is when it is done, `wished` the date of the rule before a rest day moved it.

    `provisional`: the day may move once the holidays are known. `calendar`: the notices it was counted by, "" where
    the year's is not known yet.
    """

    rule: DutyRule
    wished: date
    day: date
    provisional: bool
    calendar: str = ""


def occurrences(rule: DutyRule, first: date, last: date, calendar: WorkCalendar) -> tuple[Occurrence, ...]:
    """The duty days from `first` to `last` (both included); the rule must hold on the wished date.

    Days that rest days pushed onto one are done once.
    """
    wished = (day for day in _wished(rule, first, last, calendar) if rule.holds(day))
    found = (_occurrence(rule, day + rule.after * DAY, calendar) for day in wished)
    return tuple({o.day: o for o in found if first <= o.day <= last}.values())


def duty_ladder(occurrence: Occurrence, calendar: WorkCalendar, now: datetime) -> tuple[Rung, ...]:
    """The reminders still to come around one duty day (W2): those before and after it on working days."""
    rungs = (_around(rule, occurrence.day, calendar) for rule in occurrence.rule.rungs)
    return still_to_come(rungs, calendar, now)


def begins(occurrence: Occurrence) -> date:
    """The first day on which it can be done: its own, or that of the month, week or stage that ends with it."""
    rule = occurrence.rule
    if not (rule.by_day or rule.times):
        return occurrence.day
    if rule.every is Every.DATES:
        ends = (day + rule.after * DAY for day in rule.dates)
        before = max((day for day in ends if day < occurrence.wished), default=rule.valid_from - DAY)
        return min(before + DAY, occurrence.day)
    if rule.every is Every.WEEK:
        return occurrence.wished - (occurrence.wished.isoweekday() - 1) * DAY
    return min(occurrence.wished, occurrence.day).replace(day=1)


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
    return Occurrence(rule, wished, day, unsure, calendar.version(min(wished, day), max(wished, day)))


def _wished(rule: DutyRule, first: date, last: date, calendar: WorkCalendar) -> Iterator[date]:
    """The rule's dates around the span, before `after` and before rest days."""
    match rule.every:
        case Every.DATES:
            yield from rule.dates
        case Every.WEEK:
            yield from _in_weeks(rule, first, last)
        case Every.MONTH:
            for year, month in _months(first, last):
                if not rule.months or month in rule.months:
                    days = (_in_month(rule, day, year, month, calendar) for day in rule.days)
                    yield from sorted({day for day in days if day is not None})


def _in_weeks(rule: DutyRule, first: date, last: date) -> Iterator[date]:
    """A rest day may push a duty by some days: one fortnight around the span."""
    start = max((first - date.min).days - 14, 0)
    for n in range(start, min((last - date.min).days + 15, (date.max - date.min).days)):
        day = date.min + timedelta(days=n)
        if day.isoweekday() in rule.days:
            yield day


def _in_month(rule: DutyRule, wished: int, year: int, month: int, calendar: WorkCalendar) -> date | None:
    """The rule's date in this month, before rest days; None if the month is skipped."""
    last = date(year, month, monthrange(year, month)[1])
    if wished <= last.day:
        return last.replace(day=wished)
    if rule.short_month == ShortMonth.SKIP:
        return None
    return last if rule.short_month == ShortMonth.CLAMP else calendar.working_day_until(last)


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    """Year and month of the span and one month around it: a rest day may push a duty across a month's end."""
    count = 12 * first.year + first.month - 1
    until = 12 * last.year + last.month - 1
    for month in range(max(count - 1, 12 * MINYEAR), min(until + 2, 12 * (MAXYEAR + 1))):
        yield month // 12, month % 12 + 1
