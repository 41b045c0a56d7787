"""Months as their first day, and counting on and back from them."""

from datetime import date, timedelta


def month_of(day: date) -> date:
    """The first day of the month in which this day lies."""
    return day.replace(day=1)


def month_later(month: date, count: int) -> date:
    """The first day of the month so many months later, or earlier for a count below nothing."""
    months = 12 * month.year + month.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def last_day(month: date) -> date:
    """The last day of the month."""
    return month_later(month, 1) - timedelta(days=1)
