"""统计: what offices owe residents, by unit and period, in chat and as a sheet, for those who lead (S1)."""

from domain.figures import UnitFigures
from domain.messages import Button, Fact, Rows, Words, words
from domain.months import month_later, month_of
from domain.periods import Period, Span, month_period, neighbour, period_of
from domain.permissions import Deed
from domain.relations import check
from domain.services.dispatching import period_words
from domain.services.figuring import PeriodFigures, figures
from domain.services.outlook import unit_name
from domain.tally import Count
from handlers.kit.charts import Chart
from handlers.kit.feature import Feature, Handler
from handlers.kit.figure_chart import trend_chart, unit_chart
from handlers.kit.figure_sheet import figure_lines, figure_sheet
from handlers.kit.paper import Draw, Look
from handlers.kit.periods import period_or_month
from handlers.kit.sheets import Sheet
from handlers.kit.talk import Turn, button

PAGE = 10
MONTHS = 6
"""Months in one chart."""
SPANS = (Span.WEEK, Span.MONTH, Span.QUARTER, Span.HALF_YEAR, Span.YEAR)


def _period(turn: Turn, code: str) -> Period:
    return period_or_month(code, turn.policy.calendar.day_of(turn.now))


def _show(turn: Turn, what: str = "") -> None:
    """`2026-11.0`: a period and the place from which units are listed; this month, unless another is named."""
    code, _, start = what.partition(".")
    found = figures(turn.uow, turn.me, _period(turn, code), turn.now)
    if len(found.units) == 1:
        _card(turn, found, found.units[0])
        return
    first = (
        min(int(start), max(len(found.units) - 1, 0)) // PAGE * PAGE
        if start.isdecimal() and len(start) < 6
        else 0
    )
    shown = found.units[first : first + PAGE]
    lines: list[Fact] = [_line(turn, unit) for unit in shown]
    turn.show(
        "figures.list" if found.units else "figures.empty",
        (*_unit_rows(turn, found, shown), *_pages(found, first), *_ways(turn, found)),
        period=period_words(found.period),
        first=found.period.first,
        last=found.period.last,
        sums=figure_lines(turn.policy, found, found.all),
        lines=lines,
        counting=_counting(found),
    )


def _line(turn: Turn, unit: UnitFigures) -> Words:
    return words(
        "figures.unit_line",
        unit=unit_name(turn.uow, unit.unit),
        n=unit.counts[Count.RECEIVED],
        answered=unit.counts[Count.ANSWERED],
        of=unit.standing,
        pending=unit.pending,
        overdue=unit.overdue,
    )


def _counting(found: PeriodFigures) -> Fact:
    return words("figures.counting") if found.counting else ""


def _unit_rows(turn: Turn, found: PeriodFigures, units: list[UnitFigures]) -> Rows:
    code = found.period.code
    buttons = [
        button("kit.unit", f"figures:unit.{code}.{unit.unit}", name=unit_name(turn.uow, unit.unit))
        for unit in units
    ]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _pages(found: PeriodFigures, first: int) -> Rows:
    code = found.period.code
    back = [button("kit.previous_page", f"figures:show.{code}.{first - PAGE}")] if first else []
    more = first + PAGE < len(found.units)
    on = [button("kit.next_page", f"figures:show.{code}.{first + PAGE}")] if more else []
    return ((*back, *on),) if back or on else ()


def _ways(turn: Turn, found: PeriodFigures) -> Rows:
    """To the period before and after, to other spans, to the sheet."""
    period, today = found.period, turn.policy.calendar.day_of(turn.now)
    later = [_to(neighbour(period, later=True), "figures.later")] if period.last < today else []
    spans = tuple(
        button(f"span.{span}", f"figures:show.{period_of(span, min(period.last, today)).code}")
        for span in SPANS
        if span is not period.span
    )
    return (
        (_to(neighbour(period, later=False), "figures.earlier"), *later),
        spans,
        (button("figures.sheet", f"figures:sheet.{period.code}"), _drawing("figures.chart", "chart", period)),
        (_drawing("figures.trend", "trend", period), _drawing("figures.print", "print", period)),
    )


def _drawing(key: str, kind: str, period: Period) -> Button:
    return button(key, f"figures:{kind}.{period.code}")


def _to(period: Period, key: str) -> Button:
    return button(key, f"figures:show.{period.code}", period=period_words(period))


def _show_unit(turn: Turn, what: str) -> None:
    code, _, unit = what.partition(".")
    found = figures(turn.uow, turn.me, _period(turn, code), turn.now)
    chosen = next((one for one in found.units if one.unit == unit), None)
    if chosen is None:
        _show(turn, code)
        return
    _card(turn, found, chosen)


def _card(turn: Turn, found: PeriodFigures, unit: UnitFigures) -> None:
    back = ((button("figures.back", f"figures:show.{found.period.code}"),),) if len(found.units) > 1 else ()
    turn.show(
        "figures.card",
        (*back, *_ways(turn, found)),
        unit=unit_name(turn.uow, unit.unit),
        period=period_words(found.period),
        lines=figure_lines(turn.policy, found, unit),
        counting=_counting(found),
    )


def _sheet_wanted(turn: Turn, code: str) -> None:
    check(Deed.SEE_FIGURES, turn.me, turn.now)
    period = _period(turn, code)
    turn.say("figures.sheet_here", paper=f"figures:{period.code}", period=period_words(period))


def _paper(look: Look, code: str) -> Sheet:
    period = period_or_month(code, look.policy.calendar.day_of(look.now))
    return figure_sheet(look.policy, figures(look.uow, look.me, period, look.now), look.now)


def _chart_wanted(kind: str) -> Handler:
    def wanted(turn: Turn, code: str) -> None:
        check(Deed.SEE_FIGURES, turn.me, turn.now)
        period = _period(turn, code)
        turn.say("figures.chart_here", paper=f"figures_{kind}:{period.code}", period=period_words(period))

    return wanted


def _chart(printed: bool) -> Draw:
    def draw(look: Look, code: str) -> Chart:
        period = period_or_month(code, look.policy.calendar.day_of(look.now))
        found = figures(look.uow, look.me, period, look.now)
        return unit_chart(look.policy, found, look.now, printed)

    return draw


def _trend(look: Look, code: str) -> Chart:
    period = period_or_month(code, look.policy.calendar.day_of(look.now))
    last = month_of(min(period.last, look.policy.calendar.day_of(look.now)))
    months = [month_period(month_later(last, -n)) for n in reversed(range(MONTHS))]
    found = [figures(look.uow, look.me, month, look.now) for month in months]
    return trend_chart(found, period, look.now)


_ROOMS: dict[str, Handler] = {
    "show": _show,
    "unit": _show_unit,
    "sheet": _sheet_wanted,
    **{kind: _chart_wanted(kind) for kind in ("chart", "trend", "print")},
}


def _press(turn: Turn, what: str) -> None:
    """`room.what`; a room that we do not have leads to this month."""
    room, _, rest = what.partition(".")
    _ROOMS.get(room, _show)(turn, rest)


FEATURE = Feature(
    "figures",
    commands={"figures": _show},
    presses={"figures": _press},
    papers={
        "figures": _paper,
        "figures_chart": _chart(printed=False),
        "figures_print": _chart(printed=True),
        "figures_trend": _trend,
    },
)
