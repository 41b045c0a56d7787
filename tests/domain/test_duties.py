"""Duty days month by month, counted by hand, and the ladder around 民情日."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import DayTable
from domain.duties import DutyRule, OnRestDay, ShortMonth, begins, duty_ladder, occurrences
from domain.policy import Policy
from domain.reminders import Receiver
from domain.services.serving import last_day

CLAMP, LAST, SKIP = ShortMonth.CLAMP, ShortMonth.LAST, ShortMonth.SKIP
SAME, PREVIOUS, NEXT = OnRestDay.SAME, OnRestDay.PREVIOUS, OnRestDay.NEXT

# day, short month, rest day, month, duty day (None: none in that month)
CASES = [
    (28, CLAMP, SAME, "2026-02", "2026-02-28"),  # a make-up Saturday
    (28, CLAMP, NEXT, "2026-02", "2026-02-28"),
    (28, CLAMP, SAME, "2026-06", "2026-06-28"),  # Sunday
    (28, CLAMP, PREVIOUS, "2026-06", "2026-06-26"),
    (28, CLAMP, NEXT, "2026-06", "2026-06-29"),
    (28, CLAMP, SAME, "2026-11", "2026-11-28"),  # Saturday
    (28, CLAMP, SAME, "2027-02", "2027-02-28"),  # the last day of a short February, a Sunday
    (28, CLAMP, PREVIOUS, "2027-02", "2027-02-26"),
    (28, CLAMP, SAME, "2028-02", "2028-02-28"),  # Monday, one day before the leap day
    (29, CLAMP, SAME, "2027-02", "2027-02-28"),
    (29, LAST, SAME, "2027-02", "2027-02-26"),
    (29, SKIP, SAME, "2027-02", None),
    (29, SKIP, SAME, "2028-02", "2028-02-29"),
    (30, CLAMP, SAME, "2027-02", "2027-02-28"),
    (30, CLAMP, PREVIOUS, "2027-02", "2027-02-26"),
    (30, LAST, NEXT, "2027-02", "2027-02-26"),
    (30, SKIP, SAME, "2027-02", None),
    (30, CLAMP, SAME, "2028-02", "2028-02-29"),
    (30, LAST, SAME, "2028-02", "2028-02-29"),
    (30, SKIP, SAME, "2028-02", None),
    (31, CLAMP, SAME, "2026-04", "2026-04-30"),
    (31, LAST, SAME, "2026-02", "2026-02-28"),  # a make-up Saturday is a working day
    (15, CLAMP, NEXT, "2026-02", "2026-02-24"),  # Spring Festival
    (15, CLAMP, PREVIOUS, "2026-02", "2026-02-14"),
    (1, CLAMP, NEXT, "2026-10", "2026-10-08"),  # National Day
    (1, CLAMP, SAME, "2026-10", "2026-10-01"),
]


def rule_with(policy: Policy, day: int, short: ShortMonth, rest: OnRestDay) -> DutyRule:
    return replace(policy.duties[0], days=(day,), short_month=short, rest_day=rest)


def of_month(policy: Policy, rule: DutyRule, month: str) -> list[str]:
    year = occurrences(rule, date(2026, 1, 1), date(2028, 12, 31), policy.calendar)
    return [o.day.isoformat() for o in year if o.wished.isoformat().startswith(month)]


@pytest.mark.parametrize(("day", "short", "rest", "month", "expected"), CASES)
def test_duty_day(
    policy: Policy, day: int, short: ShortMonth, rest: OnRestDay, month: str, expected: str | None
) -> None:
    found = of_month(policy, rule_with(policy, day, short, rest), month)
    assert found == ([expected] if expected else [])


def test_the_visiting_day_is_the_28th_of_every_month(policy: Policy) -> None:
    found = occurrences(policy.duties[0], date(2026, 11, 22), date(2027, 3, 27), policy.calendar)
    assert [o.day for o in found] == [
        date(2026, 11, 28),
        date(2026, 12, 28),
        date(2027, 1, 28),
        date(2027, 2, 28),
    ]
    assert not any(o.provisional for o in found), "no rest day can move it, so nothing is provisional"


def test_a_rest_day_may_push_a_duty_into_or_out_of_the_span(policy: Policy) -> None:
    back = rule_with(policy, 1, CLAMP, PREVIOUS)  # 1 October 2026 gives way to 30 September
    assert [o.day for o in occurrences(back, date(2026, 9, 10), date(2026, 9, 30), policy.calendar)] == [
        date(2026, 9, 30)
    ]
    on = rule_with(policy, 31, CLAMP, NEXT)  # 31 January 2026 is a Saturday
    found = occurrences(on, date(2026, 2, 1), date(2026, 2, 5), policy.calendar)
    assert [(o.wished, o.day) for o in found] == [(date(2026, 1, 31), date(2026, 2, 2))]


def test_the_15th_until_a_date_then_the_30th(policy: Policy) -> None:
    until = replace(policy.duties[0], days=(15,), valid_to=date(2026, 12, 31))
    then = replace(policy.duties[0], days=(30,), valid_from=date(2027, 1, 1))
    span = (date(2026, 11, 1), date(2027, 2, 28))
    found = [o.day for rule in (until, then) for o in occurrences(rule, *span, policy.calendar)]
    assert found == [date(2026, 11, 15), date(2026, 12, 15), date(2027, 1, 30), date(2027, 2, 28)]


def test_past_the_known_table_a_moved_duty_is_provisional(policy: Policy) -> None:
    (found,) = occurrences(
        rule_with(policy, 28, CLAMP, NEXT), date(2027, 2, 1), date(2027, 3, 10), policy.calendar
    )
    assert (found.day, found.provisional) == (date(2027, 3, 1), True)


def around(policy: Policy, day: date, now: str) -> list[tuple[str, str]]:
    (occurrence,) = occurrences(policy.duties[0], day, day, policy.calendar)
    moment = datetime.fromisoformat(now).replace(tzinfo=policy.calendar.zone).astimezone(UTC)
    rungs = duty_ladder(occurrence, policy.calendar, moment)
    return [(rung.name, f"{policy.calendar.local_time(rung.due_at):%m-%d %H:%M}") for rung in rungs]


LADDERS = [
    (
        date(2026, 11, 28),  # Saturday: it is prepared on working days, and held on the day itself
        "2026-11-01 12:00",
        ["11-20 09:00", "11-27 09:00", "11-28 08:30", "11-28 17:30", "11-30 09:00"],
    ),
    (
        date(2026, 12, 28),  # Monday
        "2026-12-01 12:00",
        ["12-21 09:00", "12-25 09:00", "12-28 08:30", "12-28 17:30", "12-29 09:00"],
    ),
    (
        date(2026, 2, 28),  # a make-up Saturday after Spring Festival
        "2026-02-01 12:00",
        ["02-14 09:00", "02-27 09:00", "02-28 08:30", "02-28 17:30", "03-02 09:00"],
    ),
    (
        date(2028, 2, 28),
        "2028-02-01 12:00",
        ["02-21 09:00", "02-25 09:00", "02-28 08:30", "02-28 17:30", "02-29 09:00"],
    ),
]


@pytest.mark.parametrize(("day", "now", "times"), LADDERS)
def test_the_ladder_around_the_visiting_day(policy: Policy, day: date, now: str, times: list[str]) -> None:
    names = ("prepare", "eve", "morning", "evening", "bundle")
    assert around(policy, day, now) == list(zip(names, times, strict=True))


def test_planned_late_the_newest_past_rung_comes_at_once(policy: Policy) -> None:
    assert around(policy, date(2026, 12, 28), "2026-12-22 10:00")[0] == ("prepare", "12-22 10:00")
    assert around(policy, date(2026, 12, 28), "2026-12-28 10:00")[:2] == [
        ("morning", "12-28 10:00"),
        ("evening", "12-28 17:30"),
    ]
    assert around(policy, date(2026, 12, 28), "2026-12-30 10:00") == [("bundle", "12-30 10:00")]


def test_only_the_office_gets_the_bundle(policy: Policy) -> None:
    told = {rung.name: rung.receivers for rung in policy.duties[0].rungs}
    assert told.pop("bundle") == (Receiver.OFFICE,)
    assert set(told.values()) == {(Receiver.THOSE_WHO_OWE,)}


@given(
    day=st.integers(1, 31),
    short=st.sampled_from(ShortMonth),
    rest=st.sampled_from(OnRestDay),
    first=st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    length=st.integers(0, 400),
    cut=st.integers(0, 400),
)
def test_a_span_cut_in_two_has_the_same_duty_days(
    policy: Policy, day: int, short: ShortMonth, rest: OnRestDay, first: date, length: int, cut: int
) -> None:
    rule, last = rule_with(policy, day, short, rest), date.fromordinal(first.toordinal() + length)
    middle = min(last, date.fromordinal(first.toordinal() + cut))
    after = date.fromordinal(middle.toordinal() + 1)
    whole = occurrences(rule, first, last, policy.calendar)
    parts = [
        *occurrences(rule, first, middle, policy.calendar),
        *occurrences(rule, after, last, policy.calendar),
    ]
    assert sorted(o.day for o in whole) == sorted(o.day for o in parts)
    assert all(first <= o.day <= last for o in whole)


def test_a_stage_can_be_done_from_the_day_after_the_one_before(policy: Policy) -> None:
    """Also where it ends on the first of a month; the first one from when the rule holds."""
    (rule,) = (one for one in policy.duties if one.id == "campaign_stage")
    found = occurrences(rule, date(2026, 12, 1), date(2027, 3, 31), policy.calendar)
    assert [begins(one) for one in found] == [
        date(2026, 12, 1),
        date(2026, 12, 11),
        date(2027, 1, 21),
        date(2027, 2, 11),
    ]


def test_who_is_asked_on_the_first_working_day_after_a_long_holiday_can_still_say_done(
    policy: Policy,
) -> None:
    """The visiting day of January 2028 lies in the Spring Festival."""
    rest = frozenset(date(2028, 1, day) for day in range(25, 32)) | {date(2028, 2, 1)}
    calendar = replace(policy.calendar, local=(DayTable("春节", rest, frozenset()),))
    (one,) = occurrences(policy.duties[0], date(2028, 1, 20), date(2028, 1, 31), calendar)
    asked = max(rung.due_at for rung in duty_ladder(one, calendar, datetime(2028, 1, 20, tzinfo=UTC)))
    assert one.day == date(2028, 1, 28) and calendar.day_of(asked) == date(2028, 2, 2)
    assert last_day(one, calendar) == date(2028, 2, 2)
    assert last_day(one, policy.calendar) == date(2028, 1, 31)
