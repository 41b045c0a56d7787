"""Spans of days for which figures are asked: a month, a quarter, half a year, a year, a week, half a month."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.months import last_day, month_later, month_of

WRITTEN = re.compile(r"(\d{4})(?:-(?:(\d{2})([AB])?|Q([1-4])|H([12])|W(\d{2})))?")
"""2026, 2026-11, 2026-11A (until the 15th), 2026-11B, 2026-Q4, 2026-H2, 2026-W47."""


class Span(StrEnum):
    """What kind of span it is."""

    WEEK = "week"
    HALF_MONTH = "half_month"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """From its first day to its last, both included. `code` is how it is written."""

    span: Span
    code: str
    first: date
    last: date

    @property
    def number(self) -> int:
        """Which one of its year (or of its month, for half a month) it is, from 1."""
        match self.span:
            case Span.WEEK:
                return self.first.isocalendar().week
            case Span.HALF_MONTH:
                return 1 if self.first.day == 1 else 2
            case Span.MONTH:
                return self.first.month
            case Span.QUARTER:
                return (self.first.month + 2) // 3
            case Span.HALF_YEAR:
                return (self.first.month + 5) // 6
            case Span.YEAR:
                return 1

    @property
    def year(self) -> int:
        """The year it counts to; that of its Thursday, for a week."""
        return self.first.isocalendar().year if self.span is Span.WEEK else self.first.year

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of the months that lie in it whole."""
        found, month = [], month_of(self.first)
        while month <= self.last:
            if self.first <= month and last_day(month) <= self.last:
                found.append(month)
            month = month_later(month, 1)
        return tuple(found)


def period_in(text: str) -> Period | None:
    """The period written so; None where it is none, such as a month 13 or a week 54."""
    found = WRITTEN.fullmatch(text)
    if found is None:
        return None
    year, month, half, quarter, half_year, week = found.groups()
    try:
        if week:
            return _week(text, int(year), int(week))
        if month:
            return (
                _half_month(text, int(year), int(month), half)
                if half
                else month_period(date(int(year), int(month), 1))
            )
        if quarter:
            return _months(Span.QUARTER, text, int(year), 3 * int(quarter) - 2, 3)
        if half_year:
            return _months(Span.HALF_YEAR, text, int(year), 6 * int(half_year) - 5, 6)
        return _months(Span.YEAR, text, int(year), 1, 12)
    except (ValueError, OverflowError):
        return None


def month_period(month: date) -> Period:
    """The whole month of this first day."""
    return Period(Span.MONTH, f"{month:%Y-%m}", month, last_day(month))


def period_of(span: Span, day: date) -> Period:
    """The period of this kind in which the day lies."""
    code = {
        Span.WEEK: "{0.year:04}-W{0.week:02}".format(day.isocalendar()),
        Span.HALF_MONTH: f"{day:%Y-%m}{'A' if day.day <= 15 else 'B'}",
        Span.MONTH: f"{day:%Y-%m}",
        Span.QUARTER: f"{day:%Y}-Q{(day.month + 2) // 3}",
        Span.HALF_YEAR: f"{day:%Y}-H{(day.month + 5) // 6}",
        Span.YEAR: f"{day:%Y}",
    }[span]
    found = period_in(code)
    if found is None:
        raise ValueError("a day outside the years that can be written")
    return found


def stretch_of(day: date) -> date:
    """The first day of the stretch in which a day lies: stretches begin on Mondays, on the 1st and on the 16th, so that
    every period is made of whole ones, and a month of six or so."""
    monday = day - timedelta(days=day.weekday())
    return max(monday, day.replace(day=16 if day.day > 15 else 1))


def neighbour(period: Period, later: bool) -> Period:
    """The period of the same kind after it, or before it."""
    day = timedelta(days=1)
    return period_of(period.span, period.last + day if later else period.first - day)


def _months(span: Span, code: str, year: int, first: int, count: int) -> Period:
    begins = date(year, first, 1)
    return Period(span, code, begins, last_day(month_later(begins, count - 1)))


def _half_month(code: str, year: int, month: int, half: str) -> Period:
    first = date(year, month, 1)
    if half == "A":
        return Period(Span.HALF_MONTH, code, first, first.replace(day=15))
    return Period(Span.HALF_MONTH, code, first.replace(day=16), last_day(first))


def _week(code: str, year: int, week: int) -> Period:
    first = date.fromisocalendar(year, week, 1)
    return Period(Span.WEEK, code, first, first + timedelta(days=6))
