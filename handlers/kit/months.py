"""How a month is named, on buttons and in what they hand over."""

from datetime import date

from domain.messages import Words, words
from domain.months import month_of


def month_name(month: date) -> Words:
    """「2026年11月」"""
    return words("month.name", year=f"{month.year}", month=month.month)


def month_in(text: str, today: date) -> date:
    """The month written as 2026-11; this one, where it is written in no such way."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return month_of(today)


def code_of_month(month: date) -> str:
    """2026-11."""
    return f"{month:%Y-%m}"
