"""The calendar: our table against two foreign ones, and working and quiet hours."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import DAY, DayTable, WorkCalendar, add_days
from domain.policy import DEMO, Policy, read_policy
from tests.domain.times import at, moments

YEARS = (2025, 2026)
ANY_DAY = st.dates(date(2024, 1, 1), date(2031, 12, 31))
ANY_MOMENT = moments(2024, 2031)


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + n * DAY for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


@pytest.mark.parametrize("year", YEARS)
def test_the_table_agrees_with_chinesecalendar(policy: Policy, year: int) -> None:
    ours = {day for day in days_of(year) if policy.calendar.is_working_day(day)}
    assert ours == {day for day in days_of(year) if chinese_calendar.is_workday(day)}


@pytest.mark.parametrize("year", YEARS)
def test_the_table_agrees_with_holidays(policy: Policy, year: int) -> None:
    """That package knows no make-up days, so only the weekdays are compared."""
    theirs = holidays.country_holidays("CN", years=year)
    for day in (day for day in days_of(year) if day.weekday() < 5):
        assert policy.calendar.is_statutory_rest(day) == (day in theirs), day


def test_what_is_known_and_from_which_notice(policy: Policy) -> None:
    calendar = policy.calendar
    assert calendar.known_until == date(2026, 12, 31)
    assert not calendar.provisional(date(2026, 12, 31))
    assert calendar.provisional(date(2027, 1, 1)) and calendar.provisional(date(2024, 12, 31))
    assert calendar.version(date(2026, 3, 1), date(2026, 5, 1)) == "国办发明电〔2025〕7号"
    spanning = calendar.version(date(2025, 12, 1), date(2026, 1, 9))
    assert spanning == "国办发明电〔2024〕12号; 国办发明电〔2025〕7号"
    assert calendar.version(date(2027, 1, 1), date(2027, 1, 9)) == ""


@given(start=ANY_DAY, count=st.integers(0, 60))
def test_adding_and_counting_working_days_are_inverse(policy: Policy, start: date, count: int) -> None:
    end = policy.calendar.add_working_days(start, count)
    assert policy.calendar.working_days_between(start, end) == count
    assert policy.calendar.working_days_between(end, start) == -count


@given(day=ANY_DAY)
def test_neighbouring_working_days(policy: Policy, day: date) -> None:
    calendar = policy.calendar
    later, earlier = calendar.next_working_day(day), calendar.previous_working_day(day)
    assert earlier < day < later
    assert calendar.is_working_day(earlier) and calendar.is_working_day(later)
    skipped = [d for n in range(1, (later - earlier).days) if (d := add_days(earlier, n)) != day]
    assert all(calendar.is_statutory_rest(d) for d in skipped)
    same = calendar.working_day_from(day) == day == calendar.working_day_until(day)
    assert same == calendar.is_working_day(day)


WORKING_MOMENTS = [
    ("2026-11-20 10:00", "2026-11-20 10:00"),
    ("2026-11-20 08:29", "2026-11-20 08:30"),
    ("2026-11-20 08:30", "2026-11-20 08:30"),
    ("2026-11-20 17:59", "2026-11-20 17:59"),
    ("2026-11-20 18:00", "2026-11-23 08:30"),
    ("2026-11-21 10:00", "2026-11-23 08:30"),
    ("2026-10-10 12:00", "2026-10-10 12:00"),  # make-up Saturday
    ("2026-09-30 19:00", "2026-10-08 08:30"),  # National Day
    ("2026-12-31 23:00", "2027-01-01 08:30"),  # unknown year: the week alone
]


@pytest.mark.parametrize(("moment", "expected"), WORKING_MOMENTS)
def test_next_working_moment(policy: Policy, moment: str, expected: str) -> None:
    assert policy.calendar.next_working_moment(at(policy, moment)) == at(policy, expected)


QUIET = [
    ("2026-11-20 19:59", "2026-11-20 19:59"),
    ("2026-11-20 20:00", "2026-11-21 08:00"),
    ("2026-11-21 00:00", "2026-11-21 08:00"),
    ("2026-11-21 07:59", "2026-11-21 08:00"),
    ("2026-11-21 08:00", "2026-11-21 08:00"),
]


@pytest.mark.parametrize(("moment", "expected"), QUIET)
def test_quiet_hours_reach_past_midnight(policy: Policy, moment: str, expected: str) -> None:
    assert policy.calendar.after_quiet(at(policy, moment)) == at(policy, expected)


@given(moment=ANY_MOMENT)
def test_every_moment_has_a_working_one_after_it(policy: Policy, moment: datetime) -> None:
    calendar = policy.calendar
    found = calendar.next_working_moment(moment)
    assert found >= moment and calendar.is_working_time(found) and not calendar.is_quiet(found)
    assert calendar.after_quiet(moment) <= found or calendar.is_working_time(moment)


def test_a_day_ends_at_24_00_of_the_district(policy: Policy) -> None:
    assert policy.calendar.end_of_day(date(2026, 3, 1)) == datetime(2026, 3, 1, 16, 0, tzinfo=UTC)
    berlin = read_policy(DEMO, ZoneInfo("Europe/Berlin")).calendar
    assert berlin.end_of_day(date(2026, 3, 28)) == datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    assert berlin.end_of_day(date(2026, 3, 29)) == datetime(2026, 3, 29, 22, 0, tzinfo=UTC)


def with_local(calendar: WorkCalendar, rest: date, work: date) -> WorkCalendar:
    own = DayTable("青禾政办〔2026〕1号", frozenset({rest}), frozenset({work}))
    return WorkCalendar(
        calendar.years,
        (own,),
        calendar.zone,
        calendar.working_week,
        calendar.working_hours,
        calendar.quiet_hours,
    )


def test_the_districts_own_days_come_first(policy: Policy) -> None:
    rest, work = date(2026, 10, 10), date(2026, 10, 1)
    calendar = with_local(policy.calendar, rest, work)
    assert calendar.is_statutory_rest(rest) and calendar.is_working_day(work)
    assert calendar.is_working_day(date(2026, 9, 20)), "other make-up days stay"
    assert calendar.version(work, rest).endswith("; 青禾政办〔2026〕1号")
    assert "青禾" not in calendar.version(date(2026, 1, 1), date(2026, 5, 1))


def test_a_table_that_arrives_in_the_districts_folder(tmp_path: Path, policy: Policy) -> None:
    for file in DEMO.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    table = 'year = 2027\nversion = "x"\nrest = [{ from = 2027-01-01, to = 2027-01-03 }]\nwork = []\n'
    (tmp_path / "holidays.toml").write_text(f"[[year]]\n{table}", encoding="utf-8")
    calendar = read_policy(tmp_path).calendar
    assert calendar.known_until == date(2027, 12, 31)
    assert calendar.is_statutory_rest(date(2027, 1, 1)) and policy.calendar.is_working_day(date(2027, 1, 1))
    assert calendar.is_statutory_rest(date(2026, 10, 1)), "the national years stay"


def test_hours_at_their_edges(policy: Policy) -> None:
    hours, quiet = policy.calendar.working_hours, policy.calendar.quiet_hours
    tick = timedelta(microseconds=1)
    before_end = (datetime.combine(date(2026, 1, 1), hours.end) - tick).time()
    assert hours.cover(hours.start) and hours.cover(before_end) and not hours.cover(hours.end)
    assert quiet.cover(quiet.start) and quiet.cover(time(0)) and not quiet.cover(quiet.end)
