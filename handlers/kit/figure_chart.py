"""Figures as bars: by unit in the order of the directory, or month by month; answered, still open, open and overdue."""

from collections.abc import Sequence
from datetime import datetime

from domain.figures import UnitFigures
from domain.messages import Fact, words
from domain.periods import Period
from domain.policy import Policy
from domain.services.dispatching import period_words
from domain.services.figuring import PeriodFigures
from domain.tally import Count
from handlers.kit.charts import Bar, Chart

LEGEND = (words("chart.answered"), words("chart.pending"), words("chart.overdue"))


def unit_chart(policy: Policy, found: PeriodFigures, now: datetime, printed: bool = False) -> Chart:
    """One bar for each unit."""
    return Chart(
        file=words("figures.file", period=found.period.code),
        title=words("figures.title", period=period_words(found.period)),
        note=words("chart.by_unit", n=found.all.standing, at=now),
        legend=LEGEND,
        bars=[_bar(policy.units.get(unit.unit).name, unit) for unit in found.units],
        made_at=now,
        printed=printed,
    )


def trend_chart(found: Sequence[PeriodFigures], period: Period, now: datetime) -> Chart:
    """One bar for each month: what was received in it, and how it stands now."""
    return Chart(
        file=words("chart.trend_file", period=period.code),
        title=words("chart.trend", period=period_words(period)),
        note=words("chart.by_month", at=now),
        legend=LEGEND,
        bars=[_bar(period_words(one.period), one.all) for one in found],
        made_at=now,
    )


def _bar(label: Fact, unit: UnitFigures) -> Bar:
    """Overdue are those not answered that are late; what is late in another way stands in the sheet."""
    answered = unit.counts[Count.ANSWERED]
    late = min(unit.overdue, unit.pending)
    says = words("chart.says", answered=answered, of=unit.standing, overdue=unit.overdue)
    return Bar(label, (answered, unit.pending - late, late), says)
