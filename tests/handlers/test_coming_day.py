"""Days to come as people write them; a day that is past or is none is asked again."""

from datetime import date, time

import pytest

from domain.seen import clock_in
from handlers.kit.day import day_in

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-12-05", date(2026, 12, 5)),
        ("2026年12月5日", date(2026, 12, 5)),
        ("12月5日", date(2026, 12, 5)),
        ("12.5", date(2026, 12, 5)),
        ("11-24", date(2026, 11, 24)),
        ("1月5日", date(2027, 1, 5)),
        ("8月1日", date(2027, 8, 1)),
        ("11月20日", date(2026, 11, 20)),
        ("2月29日", None),
        ("2026-02-30", None),
        ("11月", None),
        ("下周", None),
        ("", None),
        ("2026-11-01", date(2026, 11, 1)),
    ],
)
def test_a_written_day(written: str, day: date | None) -> None:
    assert day_in(written, TODAY, ahead=True) == day


def test_a_day_just_on_the_other_side_is_not_moved_by_a_year() -> None:
    assert day_in("11月27日", TODAY) == date(2026, 11, 27)
    assert day_in("12月30日", date(2027, 1, 5)) == date(2026, 12, 30)


def test_the_29th_of_february_is_the_next_or_the_last_one_that_there_is_within_a_year() -> None:
    assert day_in("2月29日", date(2027, 12, 1), ahead=True) == date(2028, 2, 29)
    assert day_in("2月29日", date(2029, 1, 5)) == date(2028, 2, 29)
    assert day_in("2月29日", date(2028, 2, 20), ahead=True) == date(2028, 2, 29)
    assert day_in("2月29日", date(2028, 12, 1), ahead=True) is None


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("9:30", time(9, 30)),
        ("9：30", time(9, 30)),
        ("九点半", time(9, 30)),
        ("下午两点", time(14)),
        ("14点30分", time(14, 30)),
        ("十二点", time(12)),
        ("25:00", None),
        ("9:75", None),
        ("3", None),
        ("有一点漏水", None),
    ],
)
def test_a_written_time(written: str, at: time | None) -> None:
    assert clock_in(written) == at
