"""How a period is named: 2026年11月, 2026年第4季度, 2026年第47周."""

from datetime import date

from domain.messages import Words, words
from domain.periods import Period, Span, period_in, period_of


def period_name(period: Period) -> Words:
    """Its name in words."""
    return words(f"period.{period.span}", year=f"{period.year}", month=period.first.month, n=period.number)


def period_or_month(code: str, today: date) -> Period:
    """The period written so, else this month; one so far off that nobody can mean it is this month too."""
    found = period_in(code)
    near = found is not None and abs(found.first.year - today.year) < 100
    return found if found and near else period_of(Span.MONTH, today)
