"""排查: rounds in which every place is looked at once, regular ones by the month and special ones by stages (O6)."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.calendar import WorkCalendar
from domain.people import Role
from domain.reminders import Receiver, Rung, RungRule, still_to_come
from domain.units import UnitKind


class SweepKind(StrEnum):
    """定期 by the month, 专项 by written stages."""

    REGULAR = "regular"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a special sweep, from a day to a day (both included); `covers`: every place is looked at in it."""

    name: str
    first: date
    last: date
    covers: bool


@dataclass(frozen=True, slots=True)
class SweepRule:
    """One sweep. `months`: of a regular one, each a round; `stages`: of a special one. `roles`: who goes,
    in units of these `kinds`.
    """

    id: str
    kind: SweepKind
    roles: frozenset[Role]
    kinds: frozenset[UnitKind]
    source: str
    valid_from: date
    valid_to: date | None = None
    months: frozenset[int] = frozenset()
    stages: tuple[Stage, ...] = ()

    def holds(self, day: date) -> bool:
        """Whether the rule is valid on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Round:
    """A round of a sweep, or a stage of it; `stage` "" for a regular one."""

    sweep: SweepRule
    stage: str
    first: date
    last: date
    covers: bool

    @property
    def key(self) -> str:
        """Under which name its marks are kept; the first day says which round it was."""
        return f"sweep:{self.sweep.id}"


@dataclass(frozen=True, slots=True)
class SweepRules:
    """All sweeps, and the reminders around a round: at `opens` on its first working day, then the rungs."""

    sweeps: tuple[SweepRule, ...]
    opens: time
    rungs: tuple[RungRule, ...]


def rounds(rule: SweepRule, first: date, last: date) -> tuple[Round, ...]:
    """The rounds that touch a span of days (both included), in order; the rule must hold on their first day."""
    found = _stages(rule) if rule.kind is SweepKind.SPECIAL else _months(rule, first, last)
    return tuple(one for one in found if one.first <= last and one.last >= first and rule.holds(one.first))


def sweep_ladder(rules: SweepRules, round_: Round, calendar: WorkCalendar, now: datetime) -> tuple[Rung, ...]:
    """The reminders still to come: when it opens and around its last day; of a stage without places only the first."""
    opening = calendar.moment(calendar.working_day_from(round_.first), rules.opens)
    rungs = [Rung("open", (round_.first - round_.last).days, opening, (Receiver.THOSE_WHO_OWE,))]
    if round_.covers:
        rungs += [_around(rule, round_.last, calendar) for rule in rules.rungs]
    return still_to_come(rungs, calendar, now)


def _around(rule: RungRule, last: date, calendar: WorkCalendar) -> Rung:
    """Before and on the last day on a working day until it, later on one after it."""
    wished = last + timedelta(days=rule.offset)
    day = calendar.working_day_until(wished) if rule.offset <= 0 else calendar.working_day_from(wished)
    return Rung(rule.name, rule.offset, calendar.moment(day, rule.at), rule.receivers)


def _stages(rule: SweepRule) -> Iterator[Round]:
    return (Round(rule, one.name, one.first, one.last, one.covers) for one in rule.stages)


def _months(rule: SweepRule, first: date, last: date) -> Iterator[Round]:
    begin = first.replace(day=1)
    while begin <= last:
        end = begin.replace(day=monthrange(begin.year, begin.month)[1])
        if begin.month in rule.months:
            yield Round(rule, "", begin, end, covers=True)
        begin = end + timedelta(days=1)
