"""The duty day itself: who owes it, who said 准备好了 or 已完成, and each unit's figures for the office."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.duties import DutyRule, Occurrence, occurrences
from domain.errors import Refusal
from domain.people import Deed, Person, Role, may, standing
from domain.services.ports import UnitOfWork

READY, DONE, VISITS = "ready", "done", "visits"

NEXT_WITHIN = timedelta(days=92)
"""A monthly duty that skips a month has its next day within this time."""

LATE_DAYS = 3
"""How many days after the duty day 已完成 is still taken."""

MOST_VISITS = 200


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One unit's figures of one duty day. `owing`: how many owe it; `visits`: households, as far as told."""

    unit: str
    done: int
    owing: int
    visits: int


def next_occurrence(uow: UnitOfWork, rule_id: str, now: datetime) -> Occurrence | None:
    """The duty day today or next; None when no rule of this id is valid then."""
    today = uow.policy.calendar.day_of(now)
    return next(iter(_occurrences(uow, rule_id, today, today + NEXT_WITHIN)), None)


def last_occurrence(uow: UnitOfWork, rule_id: str, now: datetime) -> Occurrence | None:
    """The latest duty day before today."""
    today = uow.policy.calendar.day_of(now)
    found = _occurrences(uow, rule_id, today - NEXT_WITHIN, today - timedelta(days=1))
    return found[-1] if found else None


def find_occurrence(uow: UnitOfWork, rule_id: str, day: date) -> Occurrence | None:
    """The duty day on this date, or None."""
    return next(iter(_occurrences(uow, rule_id, day, day)), None)


def occurrence_on(uow: UnitOfWork, rule_id: str, day: date) -> Occurrence:
    """The duty day on this date. Refusal duty_day.unknown: there is none."""
    found = find_occurrence(uow, rule_id, day)
    if found is None:
        raise Refusal("duty_day.unknown")
    return found


def owes(rule: DutyRule, person: Person, at: datetime) -> bool:
    """Whether the person holds one of the roles that do this duty."""
    return bool(rule.roles & person.roles(at)) and may(Deed.DO_DUTY, standing(person.roles(at)))


def mark(uow: UnitOfWork, actor: Person, occurrence: Occurrence, what: str, now: datetime) -> bool:
    """准备好了 or 已完成; False if it was said before.

    Refusal: duty_day.not_yours, duty_day.too_early (done before the day), duty_day.over.
    """
    _check(uow, actor, occurrence, now)
    if what != READY and uow.policy.calendar.day_of(now) < occurrence.day:
        raise Refusal("duty_day.too_early", day=occurrence.day)
    rule = occurrence.rule
    unit = actor.units(now, *rule.roles)[0]
    return uow.duties.mark(rule.id, occurrence.day, actor.id, unit, what, now)


def tell_visits(uow: UnitOfWork, actor: Person, occurrence: Occurrence, count: int, now: datetime) -> bool:
    """Households visited; the first number counts. Refusal: those of `mark`, duty_day.visits_wrong."""
    if not 0 <= count <= MOST_VISITS:
        raise Refusal("duty_day.visits_wrong", most=MOST_VISITS)
    if any(given.startswith(VISITS) for given in marks_of(uow, actor, occurrence)):
        return False
    return mark(uow, actor, occurrence, f"{VISITS}:{count}", now)


def marks_of(uow: UnitOfWork, person: Person, occurrence: Occurrence) -> set[str]:
    """What this person said about this duty day."""
    given = uow.duties.marks(occurrence.rule.id, occurrence.day)
    return {what for who, _, what in given if who == person.id}


def figures(uow: UnitOfWork, actor: Person, occurrence: Occurrence, now: datetime) -> list[UnitFigures]:
    """Each unit's figures in the order of the directory, for the office. Refusal duty_day.not_yours."""
    if not may(Deed.SEE_DUTY_BUNDLE, standing(actor.roles(now))):
        raise Refusal("duty_day.not_yours")
    return figures_of(uow, occurrence, now)


def figures_of(uow: UnitOfWork, occurrence: Occurrence, now: datetime) -> list[UnitFigures]:
    """Each unit's figures, whoever asks; a person counts in the first unit in which they owe the duty."""
    roles: tuple[Role, ...] = tuple(sorted(occurrence.rule.roles))
    units = [person.units(now, *roles)[0] for person in uow.people.with_roles(roles, now)]
    given = uow.duties.marks(occurrence.rule.id, occurrence.day)
    done = [unit for _, unit, what in given if what == DONE]
    visits = [(unit, int(what.partition(":")[2])) for _, unit, what in given if what.startswith(VISITS)]
    order = [unit for unit in uow.policy.units.by_id if unit in units or unit in done]
    return [
        UnitFigures(
            unit,
            done.count(unit),
            max(units.count(unit), done.count(unit)),
            sum(n for of, n in visits if of == unit),
        )
        for unit in order
    ]


def _occurrences(uow: UnitOfWork, rule_id: str, first: date, last: date) -> list[Occurrence]:
    calendar = uow.policy.calendar
    rules = [rule for rule in uow.policy.duties if rule.id == rule_id]
    found = [occurrence for rule in rules for occurrence in occurrences(rule, first, last, calendar)]
    return sorted(found, key=lambda occurrence: occurrence.day)


def _check(uow: UnitOfWork, actor: Person, occurrence: Occurrence, now: datetime) -> None:
    if not owes(occurrence.rule, actor, now):
        raise Refusal("duty_day.not_yours")
    if uow.policy.calendar.day_of(now) > occurrence.day + timedelta(days=LATE_DAYS):
        raise Refusal("duty_day.over", day=occurrence.day)
