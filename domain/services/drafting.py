"""What is known about a unit's month, put into the four sections of its report, with what is missing named."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from domain.duties import Occurrence, occurrences
from domain.figures import Rate, UnitFigures
from domain.messages import Fact, Words, words
from domain.months import last_day, month_later
from domain.people import Person, Role
from domain.periods import month_period
from domain.reports import Section
from domain.services.figure_ports import Scope
from domain.services.figuring import PeriodFigures, figures_in
from domain.services.ports import UnitOfWork
from domain.services.serving import figures_of
from domain.tally import Count

MOST_CATEGORIES = 5


@dataclass(frozen=True, slots=True)
class Drafted:
    """One section: what is known, and what the unit has to add."""

    lines: list[Fact] = field(default_factory=list)
    gaps: list[Fact] = field(default_factory=list)


def drafted(uow: UnitOfWork, me: Person, unit: str, month: date, now: datetime) -> Mapping[Section, Drafted]:
    """The draft of a unit's report as things stand, by what this person may see."""
    scope = Scope((unit,), me.units(now, *Role))
    found = figures_in(uow, scope, month_period(month), now)
    last = figures_in(uow, scope, month_period(month_later(month, -1)), now)
    own = found.units[0] if found.units else UnitFigures(unit, found.all.counts)
    until = min(uow.policy.calendar.day_of(now), last_day(month))
    return {
        Section.ACTIVITIES: _activities(uow, unit, month, until, now),
        Section.COLLECTED: _collected(uow, scope, own, month, until),
        Section.RESOLVED: _resolved(found, own, last),
        Section.PRACTICE: Drafted([], [words("monthly.gap_practice")]),
    }


def _activities(uow: UnitOfWork, unit: str, month: date, until: date, now: datetime) -> Drafted:
    """The duty days since the draft of the month before until that of this one: how many of those who owe it did it."""
    monthly, calendar = uow.policy.reports.monthly, uow.policy.calendar
    since = month_later(month, -1).replace(day=monthly.draft_day + 1)
    until = min(until, month.replace(day=monthly.draft_day))
    done = (rule for rule in uow.policy.duties if rule.id not in monthly.papers)
    days = [o for rule in done for o in occurrences(rule, since, until, calendar)]
    lines = [line for one in sorted(days, key=lambda o: o.day) for line in _of_day(uow, unit, one, now)]
    asked: list[Fact] = [words("monthly.gap_activities")]
    return Drafted(lines or [words("monthly.no_duty_day", since=since, until=until)], asked)


def _of_day(uow: UnitOfWork, unit: str, occurrence: Occurrence, now: datetime) -> list[Fact]:
    own = next((one for one in figures_of(uow, occurrence, now) if one.unit == unit), None)
    if own is None:
        return []
    duty = words(f"duty.{occurrence.rule.id}")
    return [
        words(
            "monthly.duty_day",
            duty=duty,
            day=occurrence.day,
            done=own.done,
            owing=own.owing,
            visits=own.visits,
        )
    ]


def _collected(uow: UnitOfWork, scope: Scope, own: UnitFigures, month: date, until: date) -> Drafted:
    received = own.counts[Count.RECEIVED]
    lines: list[Fact] = [
        words("monthly.received", until=until, n=received, withdrawn=own.counts[Count.WITHDRAWN])
    ]
    calendar = uow.policy.calendar
    since, end = calendar.moment(month, time()), calendar.moment(until + timedelta(days=1), time())
    common = uow.figures.categories(scope, since, end, MOST_CATEGORIES)
    if not common:
        return Drafted(lines, [words("monthly.gap_collected")])
    parts: list[Fact] = [
        words("monthly.category", category=words(f"category.{code}"), n=n) for code, n in common
    ]
    return Drafted([*lines, words("monthly.categories", parts=parts)], [])


def _resolved(found: PeriodFigures, own: UnitFigures, last: PeriodFigures) -> Drafted:
    """What was answered and concluded, what is open, and what residents said of the month before, if enough did."""
    counts = own.counts
    lines: list[Fact] = [
        words("monthly.done", answered=counts[Count.DID_ANSWER], concluded=counts[Count.DID_CONCLUDE]),
        words("monthly.open_work", pending=own.pending, overdue=own.overdue),
    ]
    in_time = next(one for one in found.rates(own) if one.rate is Rate.IN_TIME)
    if in_time.of:
        lines.append(words("monthly.in_time", n=in_time.n, of=in_time.of))
    rated = last.all.rated
    if rated[Count.ANSWERS]:
        lines.append(_said(rated[Count.SETTLED], rated[Count.SATISFIED], rated[Count.ANSWERS]))
    return Drafted(lines, [words("monthly.gap_resolved")])


def _said(settled: int, satisfied: int, answers: int) -> Words:
    return words("monthly.residents", settled=settled, satisfied=satisfied, of=answers)
