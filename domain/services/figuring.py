"""Figures of units and times for those who may see them: sums of matters, never of anybody (S1)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.figures import LEAST, Figure, Overdue, Rate, UnitFigures, figures_of, together
from domain.people import Person, Role
from domain.periods import Period
from domain.permissions import Deed
from domain.policy.figure_rules import targets_on
from domain.relations import check
from domain.services.figure_ports import Scope
from domain.services.ports import UnitOfWork
from domain.tally import Count


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """`units` in the order of the directory, those without anything left out; `all`: their sum.

    `targets` in percent. `counting`: concerns older than the figures are still being counted.
    """

    period: Period
    units: list[UnitFigures]
    all: UnitFigures
    targets: Mapping[Rate, int]
    counting: bool

    def rates(self, unit: UnitFigures) -> list[Figure]:
        """The rates of one of the units, or of all."""
        return figures_of(unit, self.targets)


def figures(uow: UnitOfWork, me: Person, period: Period, now: datetime) -> PeriodFigures:
    """The figures that this person may see: a unit lead's own units, office and leaders all. Refusal deed.not_yours.

    Concerns that complain about a unit of theirs are in none of them (D2).
    """
    check(Deed.SEE_FIGURES, me, now)
    scope = Scope(_units(uow, me, now), me.units(now, *Role))
    return figures_in(uow, scope, period, now)


def figures_in(uow: UnitOfWork, scope: Scope, period: Period, now: datetime) -> PeriodFigures:
    """The figures of these units, whoever asks."""
    calendar = uow.policy.calendar
    since = calendar.moment(period.first, time())
    until = calendar.moment(period.last + timedelta(days=1), time())
    counts = uow.figures.sums(scope, period.first, period.last)
    overdue = uow.figures.overdue(scope, calendar.day_of(now), since, until)
    rated, too_few = _ratings(uow, scope, period, now)
    stuck = _stuck(uow, scope, since, until)
    all_units = [
        UnitFigures(
            unit,
            counts.get(unit, Counter()),
            overdue.get(unit, Overdue()),
            rated.get(unit, Counter()),
            too_few[unit],
            stuck.get(unit, {}),
        )
        for unit in scope.units
    ]
    units = [one for one in all_units if not one.is_empty]
    targets = targets_on(uow.policy.targets, period.first)
    return PeriodFigures(period, units, together(units), targets, bool(uow.figures.stale(1)))


def _units(uow: UnitOfWork, me: Person, now: datetime) -> tuple[str, ...]:
    """A unit lead's own; all for office and leaders. Of discipline there is nothing to see: it stands in no figure."""
    if {Role.OFFICE, Role.LEADER} & me.roles(now):
        return tuple(uow.policy.units.by_id)
    return me.units(now, Role.UNIT_LEAD)


def _ratings(
    uow: UnitOfWork, scope: Scope, period: Period, now: datetime
) -> tuple[dict[str, Counter[Count]], Counter[str]]:
    """By unit: the answers of months that are over with enough of them; in how many months there were too few.

    Month by month, or the sum of a quarter would tell what its months do not.
    """
    this_month = uow.policy.calendar.day_of(now).replace(day=1)
    months: list[date] = [month for month in period.months if month < this_month]
    shown: dict[str, Counter[Count]] = {}
    too_few: Counter[str] = Counter()
    for (unit, _), found in uow.figures.rating_sums(scope, months).items():
        if found[Count.RATED] >= LEAST:
            shown[unit] = shown.get(unit, Counter()) + found
        else:
            too_few[unit] += 1
    return shown, too_few


def _stuck(uow: UnitOfWork, scope: Scope, since: datetime, until: datetime) -> dict[str, Counter[str]]:
    """By unit: how often each 处置难点 stands in the rows entered in a time; of what the reader sees, no more."""
    found: dict[str, Counter[str]] = {}
    for row in uow.ledger.entered(since, until):
        concern = uow.concerns.get(row.concern) if row.concern else None
        kept_out = concern is not None and concern.about_unit in scope.not_about
        if row.written.unit in scope.units and not kept_out:
            found.setdefault(row.written.unit, Counter()).update(row.written.difficulties)
    return {unit: codes for unit, codes in found.items() if codes}
