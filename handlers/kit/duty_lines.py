"""A duty in words: its rule, and why one of its days is the day it is."""

from collections.abc import Iterable
from datetime import date

from domain.duties import DutyRule, Every, Occurrence, begins
from domain.errors import Refusal
from domain.messages import Button, Fact, Rows, Words, words
from domain.services.announcing import open_mark
from domain.services.rostering import does
from domain.services.serving import READY, is_over, marks_of, occurrence_on
from handlers.kit.talk import Turn, button

ALWAYS_THERE = 28
"""Every month has this day; only of later ones a short month must be told."""
DOORS = {"diary": ("menu.diary", "go:diary"), "monthly_report": ("menu.monthly", "go:monthly")}
"""Duties that are written here: the button and where it leads."""


def rule_lines(rule: DutyRule) -> list[Fact]:
    """The rule: on which days, by when, how often, and what a rest day does."""
    return [
        _days(rule),
        *([words("duty_rule.after", n=rule.after)] if rule.after else []),
        *([words("duty_rule.by_day")] if rule.by_day else []),
        *([words("duty_rule.times", n=rule.times)] if rule.times else []),
        *([words("duty_rule.by_turn")] if rule.by_turn else []),
        words(f"duty_day.rest.{rule.rest_day}"),
    ]


def rule_in_a_line(rule: DutyRule) -> Fact:
    """The same in one line."""
    lines = rule_lines(rule)
    said = lines[0]
    for line in lines[1:]:
        said = words("duty_rule.but", rule=said, short=line)
    return said


def moved_lines(occurrence: Occurrence) -> list[Fact]:
    """What moved this day, and whether it may move still."""
    moved = occurrence.day != occurrence.wished
    return [
        *([words("duty_day.moved", wished=occurrence.wished)] if moved else []),
        *([words("duty_day.provisional")] if occurrence.provisional else []),
    ]


def source_lines(occurrence: Occurrence) -> list[Fact]:
    """What it rests on, and by which calendar it was counted; a year without its table says so."""
    source = words("duty_rule.source", source=occurrence.rule.source)
    if occurrence.calendar:
        return [source, words("duty_rule.calendar", version=occurrence.calendar)]
    return [source, words("duty_rule.no_calendar", year=occurrence.day.year)]


def _days(rule: DutyRule) -> Words:
    match rule.every:
        case Every.WEEK:
            return words("duty_rule.weekly", days=_listed([words(f"weekday.{day}") for day in rule.days]))
        case Every.DATES:
            return words("duty_rule.dates", days=_listed(rule.dates))
        case Every.MONTH:
            return _monthly(rule)


def _monthly(rule: DutyRule) -> Words:
    days = _listed(rule.days)
    short = words(f"duty_day.short.{rule.short_month}") if max(rule.days) > ALWAYS_THERE else None
    if rule.months:
        said = words("duty_rule.in_months", months=_listed(sorted(rule.months)), day=days)
        return words("duty_rule.but", rule=said, short=short) if short else said
    if short:
        return words("duty_day.monthly", day=days, short=short)
    return words("duty_day.on_day", day=days)


def _listed(facts: Iterable[Fact]) -> Fact:
    """One after the other in one line."""
    first, *rest = facts
    return words("duty_rule.and", first=first, rest=_listed(rest)) if rest else first


def occurrence_in(turn: Turn, what: str) -> tuple[Occurrence, str]:
    """The day that a button speaks of, `RULE.DAY`, and what follows it. Refusal duty_day.unknown: there is none."""
    rule_id, _, rest = what.partition(".")
    day, _, more = rest.partition(".")
    try:
        return occurrence_on(turn.uow, rule_id, date.fromisoformat(day)), more
    except ValueError:
        raise Refusal("duty_day.unknown") from None


def change_rows(turn: Turn, occurrence: Occurrence) -> Rows:
    """The way to 调整安排, on one's own duty of a day that is not over."""
    rule, uow = occurrence.rule, turn.uow
    if rule.by_day or rule.times or turn.policy.calendar.day_of(turn.now) > occurrence.day:
        return ()
    line = uow.rosters.get(rule.id, occurrence.wished, turn.me.id)
    if not (line or does(uow, occurrence, turn.me, turn.now)):
        return ()
    return ((button("roster.change", f"roster:menu.{rule.id}.{occurrence.day}"),),)


def deed_rows(turn: Turn, occurrence: Occurrence) -> Rows:
    """What can be done about one's own duty now: its mark or 记一次, and where it is written."""
    if not does(turn.uow, occurrence, turn.me, turn.now) or is_over(turn.uow, occurrence, turn.now):
        return ()
    door = DOORS.get("diary" if occurrence.rule.visits else occurrence.rule.id)
    row = (*_mark(turn, occurrence), *([button(*door)] if door else []))
    return (row,) if row else ()


def _mark(turn: Turn, occurrence: Occurrence) -> tuple[Button, ...]:
    """Only what would be taken: nothing is done before its time, and nobody readies for what is not announced."""
    today, end = turn.policy.calendar.day_of(turn.now), f"{occurrence.rule.id}.{occurrence.day}"
    begun = today >= begins(occurrence)
    if occurrence.rule.times:
        return (button("duty_day.count_one", f"duty:time.{end}"),) if begun else ()
    what = open_mark(occurrence, today, marks_of(turn.uow, turn.me, occurrence), turn.policy.calendar)
    awaited = begun if what != READY else any(rung.offset < 0 for rung in occurrence.rule.rungs)
    return (button(f"duty_day.{what}", f"duty:{what}.{end}"),) if what and awaited else ()
