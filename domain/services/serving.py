"""The duty day itself: who owes it, who said 准备好了 or 已完成, and each unit's figures for the office."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.calendar import WorkCalendar
from domain.diary import DiaryEntry, Outcome
from domain.duties import DutyRule, Every, Occurrence, begins, occurrences
from domain.errors import Refusal
from domain.people import Person
from domain.permissions import Deed, may, standing
from domain.services.acting import present
from domain.services.ports import UnitOfWork
from domain.services.rostering import doers, does, units_owing

READY, DONE, VISITS = "ready", "done", "visits"
TIME = "time:"

NEXT_WITHIN = timedelta(days=200)
"""A duty of each half-year has its next day within this time."""

ROSTER_AHEAD = timedelta(days=40)
"""So far ahead turns are drawn."""

LATE_DAYS = 3
"""How many days after the duty day 已完成 is still taken."""

MOST_VISITS = 200

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One unit's figures of one duty day. `owing`: how many owe it; `visits`: households, as far as told.

    `entries` of the diary of that day, `matters` found, of them `settled` on the spot or `passed` on with consent.
    """

    unit: str
    done: int
    owing: int
    visits: int
    entries: int = 0
    matters: int = 0
    settled: int = 0
    passed: int = 0


def next_occurrence(uow: UnitOfWork, rule_id: str, now: datetime) -> Occurrence | None:
    """The duty day today or next; None when no rule of this id is valid then."""
    today = uow.policy.calendar.day_of(now)
    return next(iter(occurrences_between(uow, rule_id, today, today + NEXT_WITHIN)), None)


def last_occurrence(uow: UnitOfWork, rule_id: str, now: datetime) -> Occurrence | None:
    """The latest duty day before today."""
    today = uow.policy.calendar.day_of(now)
    found = occurrences_between(uow, rule_id, today - NEXT_WITHIN, today - timedelta(days=1))
    return found[-1] if found else None


def present_occurrence(uow: UnitOfWork, rule_id: str, now: datetime) -> Occurrence | None:
    """Of a quota the month or week that runs now; of any other duty the day today or next; None without a rule."""
    today = uow.policy.calendar.day_of(now)
    around = occurrences_between(uow, rule_id, today - timedelta(days=31), today + NEXT_WITHIN)
    running = [one for one in around if one.rule.times and _same_period(one, today)]
    return running[0] if running else next((one for one in around if one.day >= today), None)


def _diary_figures(written: list[DiaryEntry]) -> tuple[int, int, int, int]:
    """Entries, matters, settled, passed on."""
    settled = sum(entry.outcome is Outcome.SETTLED for entry in written)
    return len(written), sum(bool(e.matter) for e in written), settled, sum(bool(e.concern) for e in written)


def visit_quotas(uow: UnitOfWork, person: Person, day: date, now: datetime) -> list[Occurrence]:
    """The quotas of visits that this person has, in the month or week of the day."""
    found: list[Occurrence] = []
    for rule_id in dict.fromkeys(rule.id for rule in uow.policy.duties if rule.times and rule.visits):
        around = occurrences_between(uow, rule_id, day - timedelta(days=31), day + timedelta(days=62))
        found += [one for one in around if _same_period(one, day) and does(uow, one, person, now)]
    return found


def is_over(uow: UnitOfWork, occurrence: Occurrence, now: datetime) -> bool:
    """Whether its marks are closed."""
    return uow.policy.calendar.day_of(now) > last_day(occurrence, uow.policy.calendar)


def last_day(occurrence: Occurrence, calendar: WorkCalendar) -> date:
    """The last day of its marks; never before the first working day after it, on which who has none is asked."""
    return max(occurrence.day + timedelta(days=LATE_DAYS), calendar.next_working_day(occurrence.day))


def own_turns(uow: UnitOfWork, person: Person, now: datetime) -> list[Occurrence]:
    """The days to come on which it is this person's turn, as far as the roster is drawn."""
    today = uow.policy.calendar.day_of(now)
    found: list[Occurrence] = []
    for rule_id in dict.fromkeys(rule.id for rule in uow.policy.duties if rule.by_turn):
        coming = occurrences_between(uow, rule_id, today, today + ROSTER_AHEAD)
        found += [one for one in coming if does(uow, one, person, now)]
    return found


def _same_period(occurrence: Occurrence, today: date) -> bool:
    """Whether today lies in the month or week that ends with it, also after a rest day moved its end forward."""
    if occurrence.rule.every is Every.WEEK:
        return occurrence.wished.isocalendar()[:2] == today.isocalendar()[:2]
    return (occurrence.wished.year, occurrence.wished.month) == (today.year, today.month)


def find_occurrence(uow: UnitOfWork, rule_id: str, day: date) -> Occurrence | None:
    """The duty day on this date, or None."""
    return next(iter(occurrences_between(uow, rule_id, day, day)), None)


def occurrence_on(uow: UnitOfWork, rule_id: str, day: date) -> Occurrence:
    """The duty day on this date. Refusal duty_day.unknown: there is none."""
    found = find_occurrence(uow, rule_id, day)
    if found is None:
        raise Refusal("duty_day.unknown")
    return found


def mark(uow: UnitOfWork, actor: Person, occurrence: Occurrence, what: str, now: datetime) -> bool:
    """准备好了 or 已完成; False if it was said before.

    Refusal: duty_day.not_yours, duty_day.too_early (done before the day), duty_day.over.
    """
    _check(uow, actor, occurrence, now)
    if what != READY and uow.policy.calendar.day_of(now) < begins(occurrence):
        raise Refusal("duty_day.too_early", day=begins(occurrence))
    rule = occurrence.rule
    unit = (*units_owing(uow, rule, actor, now), *actor.units(now, *actor.roles(now)))[0]
    return uow.duties.mark(rule.id, occurrence.day, actor.id, unit, what, now)


def tell_visits(uow: UnitOfWork, actor: Person, occurrence: Occurrence, count: int, now: datetime) -> bool:
    """Households visited; the first number counts. Refusal: those of `mark`, duty_day.visits_wrong."""
    if not 0 <= count <= MOST_VISITS:
        raise Refusal("duty_day.visits_wrong", most=MOST_VISITS)
    if any(given.startswith(VISITS) for given in marks_of(uow, actor, occurrence)):
        return False
    return mark(uow, actor, occurrence, f"{VISITS}:{count}", now)


def tell_time(uow: UnitOfWork, actor: Person, occurrence: Occurrence, what: str, now: datetime) -> bool:
    """One more time of a quota, each `what` once. Refusal: those of `mark`."""
    return mark(uow, actor, occurrence, f"{TIME}{what}", now)


def times_done(uow: UnitOfWork, person: Person, occurrence: Occurrence) -> int:
    """How often this person did it within the month or week."""
    return sum(given.startswith(TIME) for given in marks_of(uow, person, occurrence))


def marks_of(uow: UnitOfWork, person: Person, occurrence: Occurrence) -> set[str]:
    """What this person said about this duty day."""
    return uow.duties.given(occurrence.rule.id, occurrence.day, person.id)


def figures(uow: UnitOfWork, actor: Person, occurrence: Occurrence, now: datetime) -> list[UnitFigures]:
    """Each unit's figures in the order of the directory, for the office. Refusal duty_day.not_yours."""
    if not may(Deed.SEE_DUTY_BUNDLE, standing(actor.roles(now))):
        raise Refusal("duty_day.not_yours")
    return figures_of(uow, occurrence, now)


def figures_of(uow: UnitOfWork, occurrence: Occurrence, now: datetime) -> list[UnitFigures]:
    """Each unit's figures, whoever asks; a person counts in the first unit in which they owed the duty on its day.

    Who was away with a stand-in is not asked, and does not count.
    """
    rule, at = occurrence.rule, min(now, uow.policy.calendar.end_of_day(occurrence.day) - SECOND)
    there = present(doers(uow, occurrence, at), rule.roles, at)
    units = [units_owing(uow, rule, person, at)[0] for person in there]
    given = uow.duties.marks(occurrence.rule.id, occurrence.day)
    done = _done(rule, given)
    visits = [(unit, int(what.partition(":")[2])) for _, unit, what in given if what.startswith(VISITS)]
    written = uow.diaries.of_day(occurrence.day)
    at_work = {*units, *done, *(entry.unit for entry in written)}
    order = [unit for unit in uow.policy.units.by_id if unit in at_work]
    return [
        UnitFigures(
            unit,
            done.count(unit),
            max(units.count(unit), done.count(unit)),
            sum(n for of, n in visits if of == unit),
            *_diary_figures([entry for entry in written if entry.unit == unit]),
        )
        for unit in order
    ]


def _done(rule: DutyRule, given: list[tuple[str, str, str]]) -> list[str]:
    """The units of those who said 已完成, or who did it as often as the quota asks; one for each person."""
    if not rule.times:
        return [unit for _, unit, what in given if what == DONE]
    times = Counter(person for person, _, what in given if what.startswith(TIME))
    units = {person: unit for person, unit, _ in given}
    return [unit for person, unit in units.items() if times[person] >= rule.times]


def occurrences_between(uow: UnitOfWork, rule_id: str, first: date, last: date) -> list[Occurrence]:
    """The days of a duty from one day to another (both included), in order."""
    calendar = uow.policy.calendar
    rules = [rule for rule in uow.policy.duties if rule.id == rule_id]
    found = [occurrence for rule in rules for occurrence in occurrences(rule, first, last, calendar)]
    return sorted(found, key=lambda occurrence: occurrence.day)


def _check(uow: UnitOfWork, actor: Person, occurrence: Occurrence, now: datetime) -> None:
    if not does(uow, occurrence, actor, now):
        raise Refusal("duty_day.not_yours")
    if is_over(uow, occurrence, now):
        raise Refusal("duty_day.over", day=occurrence.day)
