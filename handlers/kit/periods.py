"""The period that a button names, so that it is one that somebody can mean."""

from datetime import date

from domain.periods import Period, Span, period_in, period_of


def period_or_month(code: str, today: date) -> Period:
    """The period written so, else this month; one so far off that nobody can mean it is this month too."""
    found = period_in(code)
    near = found is not None and abs(found.first.year - today.year) < 100
    return found if found and near else period_of(Span.MONTH, today)
