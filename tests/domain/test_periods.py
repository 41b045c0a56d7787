"""Periods are written and read alike, meet without a gap, and know which months lie in them whole."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.periods import Period, Span, month_period, neighbour, period_in, period_of, stretch_of

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("code", "first", "last", "number"),
    [
        ("2026-11", "2026-11-01", "2026-11-30", 11),
        ("2027-02", "2027-02-01", "2027-02-28", 2),
        ("2028-02", "2028-02-01", "2028-02-29", 2),
        ("2026-11A", "2026-11-01", "2026-11-15", 1),
        ("2027-02B", "2027-02-16", "2027-02-28", 2),
        ("2026-Q4", "2026-10-01", "2026-12-31", 4),
        ("2026-H1", "2026-01-01", "2026-06-30", 1),
        ("2026", "2026-01-01", "2026-12-31", 1),
        ("2026-W01", "2025-12-29", "2026-01-04", 1),
        ("2026-W53", "2026-12-28", "2027-01-03", 53),
    ],
)
def test_a_period_that_is_written(code: str, first: str, last: str, number: int) -> None:
    found = period_in(code)
    assert found and (f"{found.first}", f"{found.last}", found.number) == (first, last, number)
    assert found.year == int(code[:4]) and found.code == code


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2026-13",
        "2026-00",
        "2026-Q5",
        "2025-W53",
        "2026-W00",
        "26-11",
        "2026-11-24",
        "0000",
        "今年",
        "9999-12x",
    ],
)
def test_what_is_no_period(code: str) -> None:
    assert period_in(code) is None


@given(st.sampled_from(list(Span)), DAYS)
def test_every_day_lies_in_one_period_and_they_meet(span: Span, day: date) -> None:
    period = period_of(span, day)
    assert period.first <= day <= period.last and period_in(period.code) == period
    after = neighbour(period, later=True)
    assert after.first == period.last + timedelta(days=1) and neighbour(after, later=False) == period


def test_only_whole_months_count_as_months() -> None:
    def months(code: str) -> list[int]:
        found = period_in(code)
        assert isinstance(found, Period)
        return [month.month for month in found.months]

    assert months("2026-Q4") == [10, 11, 12] and months("2026-11A") == [] and months("2026-W49") == []
    assert month_period(date(2026, 11, 1)) == period_in("2026-11")


@given(st.sampled_from(list(Span)), DAYS)
def test_a_period_is_made_of_whole_stretches(span: Span, day: date) -> None:
    period = period_of(span, day)
    days = [period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1)]
    assert all(period.first <= stretch_of(one) <= one for one in days)
    assert stretch_of(period.last + timedelta(days=1)) == period.last + timedelta(days=1)
