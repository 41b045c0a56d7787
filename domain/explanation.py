"""Why a deadline falls on its day: the facts from which anybody can count it again."""

from dataclasses import dataclass
from datetime import date

from domain.calendar import DAY, WorkCalendar, add_days
from domain.clocks import Clock, ClockRule, Event, Measure, count


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a clock ends when it ends; the date can be counted again from these facts alone (D4).

    `counted_to`: the last day before any move; `rest_days`: the rest days that moved it on (民法典 203).
    `extended_by`: days by which it was lawfully extended then (条例 34), 0 if it was not.
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


def explain(clock: Clock, rule: ClockRule, calendar: WorkCalendar) -> Explanation:
    """The facts behind a clock's last day, under the present calendar."""
    began = calendar.day_of(clock.started_at)
    counted_to, due = count(rule, began, calendar)
    return Explanation(
        rule=rule.id,
        start=rule.start,
        started_on=began,
        first_day=began + DAY if rule.measure == Measure.DAY else calendar.next_working_day(began),
        length=rule.length,
        measure=rule.measure,
        counted_to=counted_to,
        rest_days=tuple(add_days(counted_to, n) for n in range((due - counted_to).days)),
        due_on=calendar.working_day_from(add_days(due, clock.extended_by)) if clock.extended_by else due,
        law=rule.law,
        article=rule.article,
        calendar=clock.calendar,
        provisional=clock.provisional,
        extended_by=clock.extended_by,
    )
