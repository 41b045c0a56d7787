"""Turns the file about duties into dated rules: on which days, whose they are, what is said around them."""

from collections.abc import Callable

from domain.duties import DutyRule, Every, OnRestDay, ShortMonth
from domain.people import Role
from domain.policy.reading import Entry
from domain.policy.time_rules import refuse_overlap
from domain.reminders import Receiver, RungRule
from domain.units import UnitKind


def duty_rules_from(file: Entry) -> tuple[DutyRule, ...]:
    """The duties; two rules of one id must not hold on one day."""
    entries = file.entries("duty", "id")
    file.finish()
    rules = tuple(map(_rule, entries))
    known = {"", *(rule.id for rule in rules)}
    for entry, rule in zip(entries, rules, strict=True):
        if rule.along not in known:
            raise entry.wrong("along must name another duty of this file")
    refuse_overlap(file, [(rule.id, rule.valid_from, rule.valid_to) for rule in rules])
    return rules


def _rule(entry: Entry) -> DutyRule:
    every = entry.choice("every", Every) if entry.has("every") else Every.MONTH
    monthly = every is Every.MONTH
    rule = DutyRule(
        id=entry.text("id"),
        every=every,
        days=(entry.whole("day"),) if entry.has("day") else entry.numbers("days"),
        months=frozenset(entry.numbers("months")),
        dates=tuple(sorted(entry.days("dates"))),
        short_month=entry.choice("short_month", ShortMonth) if monthly else ShortMonth.CLAMP,
        rest_day=entry.choice("rest_day", OnRestDay),
        after=entry.whole_or("after", 0),
        by_day=entry.flag("by_day"),
        times=entry.whole_or("times", 0),
        visits=entry.flag("visits"),
        by_turn=entry.flag("by_turn"),
        roles=frozenset(entry.choices("roles", Role)),
        kinds=frozenset(entry.choices("kinds", UnitKind)),
        source=entry.text("source"),
        along=entry.text("along") if entry.has("along") else "",
        rungs=tuple(map(_rung, entry.entries("rungs", "name"))),
        valid_from=entry.day("valid_from"),
        valid_to=entry.day_or_none("valid_to"),
    )
    entry.finish()
    for is_wrong, told in _MISTAKES:
        if is_wrong(rule):
            raise entry.wrong(told)
    return rule


def _outside(numbers: tuple[int, ...] | frozenset[int], last: int) -> bool:
    return not all(1 <= number <= last for number in numbers)


_MISTAKES: tuple[tuple[Callable[[DutyRule], bool], str], ...] = (
    (lambda r: r.every is Every.MONTH and _outside(r.days, 31), "day must lie between 1 and 31"),
    (lambda r: r.every is Every.WEEK and _outside(r.days, 7), "days of a week run from 1 (Monday) to 7"),
    (lambda r: r.every is not Every.DATES and not r.days, "day or days must be given"),
    (lambda r: (r.every is Every.DATES) != bool(r.dates), "dates go with every = dates, and only with that"),
    (lambda r: _outside(r.months, 12), "months run from 1 to 12"),
    (lambda r: r.months != frozenset() and r.every is not Every.MONTH, "months go with every = month"),
    (lambda r: r.after < 0 or r.times < 0, "after and times must not be below 0"),
    (lambda r: r.times > 0 and r.every is Every.DATES, "times needs a month or a week"),
    (lambda r: not r.roles, "roles must name who owes it"),
)


def _rung(entry: Entry) -> RungRule:
    name, offset, at = entry.text("name"), entry.whole("offset"), entry.hour("at")
    receivers = entry.choices("receivers", Receiver)
    entry.finish()
    return RungRule(name, offset, at, receivers)
