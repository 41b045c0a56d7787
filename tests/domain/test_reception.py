"""Reception days: which are proposed, when booking closes, whose turn is when; and the file that says so."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from domain.calendar import WorkCalendar
from domain.policy import DEMO, NATIONAL, Policy, PolicyError, read_policy
from domain.reception import Reception, beginning, closing, proposed_days, turn

DAY = Reception(
    "r",
    "leader",
    "副区长",
    date(2026, 10, 8),
    time(9, 0),
    "一楼",
    4,
    20,
    datetime(2026, 9, 1, tzinfo=UTC),
    "o",
)
"""The first working day after the holidays of October."""


@pytest.fixture
def calendar(policy: Policy) -> WorkCalendar:
    return policy.calendar


def test_booking_closes_on_the_working_day_before(policy: Policy, calendar: WorkCalendar) -> None:
    closes = calendar.local_time(closing(DAY, policy.receptions, calendar))
    assert calendar.is_working_day(closes.date()) and closes.date() == date(2026, 9, 30)
    assert closes.time() == time(15, 0)


def test_each_number_has_its_turn(calendar: WorkCalendar) -> None:
    assert [DAY.turn_of(n) for n in (1, 2, 4)] == [time(9, 0), time(9, 20), time(10, 0)]
    assert calendar.local_time(turn(DAY, 4, calendar)).time() == time(10, 0)
    assert turn(DAY, 1, calendar) == beginning(DAY, calendar)


def test_twice_a_week_and_twice_a_month_are_proposed_never_on_a_rest_day(
    policy: Policy, calendar: WorkCalendar
) -> None:
    found = proposed_days(policy.receptions, date(2026, 11, 24), calendar, limit=6)
    assert found == tuple(
        date.fromisoformat(f"2026-{day}") for day in ("12-01", "12-03", "12-08", "12-10", "12-15", "12-17")
    )
    in_october = proposed_days(policy.receptions, date(2026, 9, 28), calendar)
    assert all(calendar.is_working_day(day) for day in in_october) and in_october[0] == date(2026, 10, 8)
    assert date(2026, 12, 25) in proposed_days(policy.receptions, date(2026, 12, 20), calendar)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("eve_at = 09:00:00", "eve_at = 21:00:00", "eve_at must lie outside quiet_hours"),
        ("roster_days = 7", "roster_days = 0", "roster_days must be at least 1"),
        ("booking_days = 90", "booking_days = 7", "booking_days must be more than roster_days"),
        ("[10, 25]", "[10, 30]", "monthly_days must be from 1 to 28"),
        ("[2, 4]", "[2, 8]", "weekdays must be from 1"),
        ("monthly_days = [10, 25]", "monthly = [10]", "unknown key monthly"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    for file in (*NATIONAL.glob("*.toml"), *DEMO.glob("*.toml")):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "holidays.toml").write_text("", encoding="utf-8")
    text = (NATIONAL / "reception_days.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "reception_days.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PolicyError, match=says):
        read_policy(tmp_path)
