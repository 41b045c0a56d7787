"""Golden table of clocks that count hours, follow an order, are extended or stand still: counted by hand."""

from datetime import date

import pytest

from domain.calendar import DAY
from domain.clocks import Clock, Light, extend, light, move, pause, recompute, resume, start
from domain.explanation import explain
from domain.policy import Policy
from domain.reminders import ladder
from tests.domain.test_clocks import with_2027
from tests.domain.times import at, clock_at, rule_named

KNOWN, UNKNOWN = False, True

# start (local time), the moment it ends, its last day, past the known table?, what the line is about
HOURS = [
    ("2026-11-24 10:00", "2026-11-25 10:00", "2026-11-25", KNOWN, "Tuesday to Wednesday"),
    ("2026-11-20 10:00", "2026-11-23 10:00", "2026-11-23", KNOWN, "Friday to Monday"),
    ("2026-11-20 23:59", "2026-11-23 23:59", "2026-11-23", KNOWN, "a minute before the weekend"),
    ("2026-11-21 15:00", "2026-11-24 00:00", "2026-11-23", KNOWN, "on a Saturday: all of Monday"),
    ("2026-11-22 00:00", "2026-11-24 00:00", "2026-11-23", KNOWN, "on a Sunday: all of Monday"),
    ("2026-11-24 00:00", "2026-11-25 00:00", "2026-11-24", KNOWN, "midnight ends the same day"),
    ("2026-09-30 16:00", "2026-10-08 16:00", "2026-10-08", KNOWN, "over National Day"),
    ("2026-10-09 16:00", "2026-10-10 16:00", "2026-10-10", KNOWN, "a make-up Saturday is worked"),
    (
        "2026-02-14 09:00",
        "2026-02-24 09:00",
        "2026-02-24",
        KNOWN,
        "over Spring Festival from a make-up Saturday",
    ),
    ("2026-02-18 09:00", "2026-02-25 00:00", "2026-02-24", KNOWN, "within Spring Festival"),
    ("2026-12-31 09:00", "2027-01-01 09:00", "2027-01-01", UNKNOWN, "into a year whose holidays are unknown"),
    ("2026-12-30 09:00", "2026-12-31 09:00", "2026-12-31", KNOWN, "to the last known day"),
]


@pytest.mark.parametrize(("began", "ends", "due", "provisional", "about"), HOURS)
def test_hours_of_days_that_are_no_rest_days(
    policy: Policy, began: str, ends: str, due: str, provisional: bool, about: str
) -> None:
    clock = clock_at(policy, "K15", began)
    assert (clock.due_at, clock.due_on) == (at(policy, ends), date.fromisoformat(due)), about
    assert clock.ends == clock.due_at and clock.provisional == provisional
    facts = explain(clock, rule_named(policy, "K15"), policy.calendar)
    assert (facts.due_at, facts.started_at, facts.length) == (clock.due_at, clock.started_at, 24)


def test_hours_are_counted_anew_when_the_table_arrives(policy: Policy) -> None:
    clock, rule = clock_at(policy, "K15", "2026-12-31 09:00"), rule_named(policy, "K15")
    after = recompute(clock, rule, with_2027(policy.calendar))
    assert (after.due_at, after.provisional) == (at(policy, "2027-01-04 09:00"), False)


def test_a_missed_hour_is_red_on_the_same_day(policy: Policy) -> None:
    clock, rule = clock_at(policy, "K15", "2026-11-24 10:00"), rule_named(policy, "K15")
    lights = [
        light(clock, rule, at(policy, f"2026-11-25 {hour}"), policy.calendar, 5)
        for hour in ("10:00", "10:01")
    ]
    assert lights == [Light.AMBER, Light.RED]


# rule, start, written on the order, last day
WRITTEN = [
    ("K14", "2026-11-24 10:00", 10, "2026-12-08"),
    ("K14", "2026-11-24 10:00", 3, "2026-11-27"),
    ("K14", "2026-09-24 10:00", 5, "2026-10-09"),
    ("K12", "2026-11-24 10:00", 0, "2026-12-08"),
    ("K12", "2026-09-18 10:00", 0, "2026-10-09"),
    ("K18", "2026-11-24 10:00", 0, "2026-12-01"),
    ("K3", "2026-11-22 10:00", 0, "2026-12-07"),
]


@pytest.mark.parametrize(("name", "began", "written", "due"), WRITTEN)
def test_an_order_gives_its_own_time(policy: Policy, name: str, began: str, written: int, due: str) -> None:
    rule = rule_named(policy, name)
    clock = start(rule, at(policy, began), policy.calendar, written)
    assert clock.due_on == date.fromisoformat(due)
    facts = explain(clock, rule, policy.calendar)
    assert facts.length == (written or rule.length) and facts.due_on == clock.due_on
    assert recompute(clock, rule, policy.calendar) == clock


# start of K6, days of the extension, last day before, last day after
EXTENDED = [
    ("2026-06-01 10:00", 30, "2026-07-31", "2026-08-31"),
    ("2026-06-01 10:00", 10, "2026-07-31", "2026-08-10"),
    ("2026-07-01 10:00", 30, "2026-08-31", "2026-09-30"),
    ("2026-08-02 10:00", 30, "2026-10-08", "2026-11-09"),
    ("2026-01-15 10:00", 20, "2026-03-16", "2026-04-07"),
]


@pytest.mark.parametrize(("began", "days", "before", "after"), EXTENDED)
def test_an_extension_is_counted_from_the_end(
    policy: Policy, began: str, days: int, before: str, after: str
) -> None:
    clock = clock_at(policy, "K6", began)
    longer = extend(clock, days, policy.calendar)
    assert (clock.due_on, longer.due_on) == (date.fromisoformat(before), date.fromisoformat(after))
    assert explain(longer, rule_named(policy, "K6"), policy.calendar).due_on == longer.due_on


# start of K11, hearings (first day, last day), last day without them, last day with them
HEARINGS: list[tuple[str, list[tuple[str, str]], str, str]] = [
    ("2026-06-01 10:00", [("2026-06-10", "2026-06-10")], "2026-07-01", "2026-07-02"),
    ("2026-06-01 10:00", [("2026-06-10", "2026-06-12")], "2026-07-01", "2026-07-06"),
    (
        "2026-06-01 10:00",
        [("2026-06-10", "2026-06-11"), ("2026-06-15", "2026-06-15")],
        "2026-07-01",
        "2026-07-06",
    ),
    ("2026-06-01 10:00", [("2026-07-01", "2026-07-02")], "2026-07-01", "2026-07-03"),
    ("2026-09-01 10:00", [("2026-09-08", "2026-09-08")], "2026-10-08", "2026-10-08"),
    ("2026-09-01 10:00", [("2026-09-08", "2026-09-15")], "2026-10-08", "2026-10-09"),
    ("2026-12-01 10:00", [("2026-12-10", "2026-12-11")], "2026-12-31", "2027-01-04"),
]


def held(policy: Policy, clock: Clock, hearings: list[tuple[str, str]]) -> Clock:
    for first, last in hearings:
        clock = pause(clock, date.fromisoformat(first))
        clock = resume(clock, rule_named(policy, "K11"), date.fromisoformat(last), policy.calendar)
    return clock


@pytest.mark.parametrize(("began", "hearings", "before", "after"), HEARINGS)
def test_the_days_of_a_hearing_are_not_counted(
    policy: Policy, began: str, hearings: list[tuple[str, str]], before: str, after: str
) -> None:
    clock, rule = clock_at(policy, "K11", began), rule_named(policy, "K11")
    later = held(policy, clock, hearings)
    assert (clock.due_on, later.due_on) == (date.fromisoformat(before), date.fromisoformat(after))
    assert later.paused_on is None and recompute(later, rule, policy.calendar) == later
    facts = explain(later, rule, policy.calendar)
    assert facts.due_on == later.due_on and facts.paused_days == later.paused_days > 0
    days = [facts.first_day + n * DAY for n in range(facts.length + facts.paused_days)]
    assert days[-1] == facts.counted_to


# rule, start, written on the order, last day before, day told, last day after, past the known table?
MOVED = [
    ("K13", "2026-11-24 10:00", 0, "2026-12-01", "2026-12-11", "2026-12-11", KNOWN),
    ("K13", "2026-11-24 10:00", 0, "2026-12-01", "2026-12-12", "2026-12-14", KNOWN),
    ("K13", "2026-09-24 10:00", 0, "2026-10-09", "2026-10-10", "2026-10-10", KNOWN),
    ("K13", "2026-09-24 10:00", 0, "2026-10-09", "2026-10-11", "2026-10-12", KNOWN),
    ("K13", "2026-09-14 10:00", 0, "2026-09-20", "2026-10-01", "2026-10-08", KNOWN),
    ("K13", "2026-02-10 10:00", 0, "2026-02-24", "2026-02-28", "2026-02-28", KNOWN),
    ("K13", "2026-12-25 10:00", 0, "2027-01-01", "2027-01-29", "2027-01-29", UNKNOWN),
    ("K14", "2026-11-24 10:00", 10, "2026-12-08", "2026-12-31", "2026-12-31", KNOWN),
    ("K14", "2026-11-24 10:00", 10, "2026-12-08", "2027-01-01", "2027-01-01", UNKNOWN),
    ("K14", "2026-11-24 10:00", 3, "2026-11-27", "2026-11-28", "2026-11-30", KNOWN),
    ("K14", "2026-04-20 10:00", 5, "2026-04-27", "2026-05-01", "2026-05-06", KNOWN),
    ("K14", "2026-04-20 10:00", 5, "2026-04-27", "2026-05-09", "2026-05-09", KNOWN),
]


@pytest.mark.parametrize(("name", "began", "written", "before", "told", "after", "provisional"), MOVED)
def test_a_date_that_is_told_anew_is_the_last_day(
    policy: Policy, name: str, began: str, written: int, before: str, told: str, after: str, provisional: bool
) -> None:
    rule = rule_named(policy, name)
    clock = start(rule, at(policy, began), policy.calendar, written)
    later = move(clock, date.fromisoformat(told), policy.calendar)
    assert (clock.due_on, later.due_on) == (date.fromisoformat(before), date.fromisoformat(after))
    assert (later.started_at, later.provisional) == (clock.started_at, provisional)
    assert recompute(later, rule, policy.calendar) == later
    facts = explain(later, rule, policy.calendar)
    assert (facts.due_on, facts.moved_to) == (later.due_on, date.fromisoformat(told))


def test_a_told_date_gives_way_to_a_holiday_that_becomes_known(policy: Policy) -> None:
    rule = rule_named(policy, "K14")
    clock = start(rule, at(policy, "2026-11-24 10:00"), policy.calendar, 10)
    later = move(clock, date(2027, 1, 1), policy.calendar)
    known = recompute(later, rule, with_2027(policy.calendar))
    assert (known.due_on, known.moved_to, known.provisional) == (date(2027, 1, 4), date(2027, 1, 1), False)


def test_while_a_hearing_is_held_nobody_is_reminded_and_nothing_is_late(policy: Policy) -> None:
    clock, rule = (
        pause(clock_at(policy, "K11", "2026-06-01 10:00"), date(2026, 6, 10)),
        rule_named(policy, "K11"),
    )
    assert ladder(clock, policy.ladders[rule.debtor], policy.calendar, clock.started_at) == ()
    assert light(clock, rule, at(policy, "2026-09-01 10:00"), policy.calendar, 5) is Light.GREEN
    assert explain(clock, rule, policy.calendar).paused_on == date(2026, 6, 10)


def test_no_line_is_said_twice_and_there_are_enough() -> None:
    lines = [repr(line) for table in (HOURS, WRITTEN, EXTENDED, HEARINGS, MOVED) for line in table]
    assert len(set(lines)) == len(lines) >= 42
