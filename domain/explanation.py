"""Why a deadline falls on its day: the facts from which anybody can count it again."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.calendar import DAY, WorkCalendar, add_days
from domain.clocks import Clock, ClockRule, Event, Measure, count


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a clock ends when it ends; the date can be counted again from these facts alone (D4).

    `counted_to`: the last day before any move; `rest_days`: the rest days that moved it on (民法典 203).
    `extended_by`: days by which it was lawfully extended then (条例 34), 0 if it was not. `started_at`, `due_at`: the
    moments, where hours are counted. `paused_days`: days of hearings that are not counted (条例 36), part of
    `counted_to`; `paused_on`: since when one stops the clock. `moved_to`: the later day told to the reporter.
    """

    rule: str
    start: Event
    started_on: date
    first_day: date
    length: int
    measure: Measure
    counted_to: date
    rest_days: tuple[date, ...]
    due_on: date
    law: str
    article: str
    calendar: str
    provisional: bool
    extended_by: int = 0
    paused_days: int = 0
    paused_on: date | None = None
    started_at: datetime | None = None
    due_at: datetime | None = None
    moved_to: date | None = None


def explain(clock: Clock, rule: ClockRule, calendar: WorkCalendar) -> Explanation:
    """The facts behind a clock's last day, under the present calendar."""
    began = calendar.day_of(clock.started_at)
    length = clock.written or rule.length
    counted_to, due = count(rule.measure, length + clock.paused_days, began, calendar)
    if clock.due_at is not None:
        counted_to = due = clock.due_on
    return Explanation(
        rule=rule.id,
        start=rule.start,
        started_on=began,
        first_day=_first_day(rule.measure, began, calendar),
        length=length,
        measure=rule.measure,
        counted_to=counted_to,
        rest_days=tuple(add_days(counted_to, n) for n in range((due - counted_to).days)),
        due_on=_lengthened(clock, due, calendar),
        law=rule.law,
        article=rule.article,
        calendar=clock.calendar,
        provisional=clock.provisional,
        extended_by=clock.extended_by,
        paused_days=clock.paused_days,
        paused_on=clock.paused_on,
        started_at=clock.started_at if clock.due_at else None,
        due_at=clock.due_at,
        moved_to=clock.moved_to,
    )


def _lengthened(clock: Clock, due: date, calendar: WorkCalendar) -> date:
    """The last day after a lawful extension, or as it was told anew."""
    if clock.moved_to is not None:
        return calendar.working_day_from(clock.moved_to)
    return calendar.working_day_from(add_days(due, clock.extended_by)) if clock.extended_by else due


def _first_day(measure: Measure, began: date, calendar: WorkCalendar) -> date:
    """The first day that counts: the next one, the next working day, or with hours this day if it is worked."""
    if measure is Measure.HOUR:
        return calendar.working_day_from(began)
    return began + DAY if measure is Measure.DAY else calendar.next_working_day(began)
