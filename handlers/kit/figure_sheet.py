"""Figures as a table: one line for each unit in the order of the directory, and what each share is counted of."""

from collections.abc import Callable, Iterator
from datetime import datetime

from domain.figures import LEAST, OF_ANSWERS, Figure, Rate, UnitFigures
from domain.messages import Fact, words
from domain.policy import Policy
from domain.services.dispatching import period_words
from domain.services.figuring import PeriodFigures
from domain.tally import Count
from handlers.kit.sheets import Cell, Column, Share, Sheet

REMEDIES = (Count.REWORKED, Count.REVIEW_ASKED, Count.FINAL_REVIEW_ASKED, Count.EXTENDED)
"""Counted beside the rates; nobody is to have few of them, so there is no target."""
ALONE = (Count.RECEIVED, Count.WITHDRAWN, Count.DID_ANSWER, Count.DID_CONCLUDE)

Read = Callable[[UnitFigures], Cell]


def figure_sheet(policy: Policy, found: PeriodFigures, now: datetime) -> Sheet:
    """The figures of a period; the last line is their sum, the line below it the targets."""
    columns = list(_columns(policy, found))
    rows: list[list[Cell]] = [[read(unit) for _, read, _ in columns] for unit in [*found.units, found.all]]
    targets: list[Cell] = [target for _, _, target in columns]
    return Sheet(
        file=words("figures.file", period=found.period.code),
        title=words("figures.title", period=period_words(found.period)),
        columns=[column for column, _, _ in columns],
        rows=[*rows, targets],
        made_at=now,
    )


def _columns(policy: Policy, found: PeriodFigures) -> Iterator[tuple[Column, Read, Cell]]:
    """(title, what stands in it, what stands in it in the line of targets)."""
    yield Column(words("figures.unit"), 26), _named(policy), words("figures.target")
    for count in ALONE:
        yield Column(words(f"count.{count}"), 9), _counted(count), None
    yield Column(words("figures.overdue"), 9), lambda unit: unit.overdue, None
    for place, rate in enumerate(Rate):
        yield from _of_rate(found, rate, place)
    for count in REMEDIES:
        yield Column(words(f"count.{count}"), 9), _counted(count), None
    for code in dict.fromkeys(one.code for one in policy.ledger.difficulties):
        yield Column(words("figures.stuck", difficulty=words(f"difficulty.{code}")), 12), _stuck(code), None


def _of_rate(found: PeriodFigures, rate: Rate, place: int) -> Iterator[tuple[Column, Read, Cell]]:
    name = words(f"share.{rate}")
    percent = found.targets.get(rate, 0)

    def figure(unit: UnitFigures) -> Figure:
        return found.rates(unit)[place]

    yield Column(words("figures.n_of", rate=name), 9), lambda unit: figure(unit).n, None
    yield Column(words("figures.of", rate=name), 9), lambda unit: figure(unit).of, None
    if rate not in OF_ANSWERS and rate is not Rate.NOTICE:
        yield Column(words("figures.pending", rate=name), 9), lambda unit: figure(unit).pending, None
    target: Cell = Share(percent, 100) if percent else None
    yield Column(name, 10), lambda unit: Share(figure(unit).n, figure(unit).of), target


def _named(policy: Policy) -> Read:
    return lambda unit: policy.units.get(unit.unit).name if unit.unit else words("figures.all")


def _counted(count: Count) -> Read:
    return lambda unit: unit.counts[count]


def _stuck(code: str) -> Read:
    return lambda unit: unit.stuck.get(code, 0)


def figure_lines(policy: Policy, found: PeriodFigures, unit: UnitFigures) -> list[Fact]:
    """The same of one unit, or of all, as lines to read."""
    c = unit.counts
    lines: list[Fact] = [
        words(
            "figures.received",
            n=c[Count.RECEIVED],
            withdrawn=c[Count.WITHDRAWN],
            pending=unit.pending,
            overdue=unit.overdue,
        ),
        *(_line(figure, unit) for figure in found.rates(unit)),
        words("figures.done", answered=c[Count.DID_ANSWER], concluded=c[Count.DID_CONCLUDE]),
        words("figures.remedies", **{str(count): c[count] for count in REMEDIES}),
    ]
    codes = [one.code for one in policy.ledger.difficulties if unit.stuck.get(one.code)]
    if codes:
        parts: list[Fact] = [
            words("figures.stuck_n", difficulty=words(f"difficulty.{code}"), n=unit.stuck[code])
            for code in dict.fromkeys(codes)
        ]
        lines.append(words("figures.stuck_line", parts=parts))
    return lines


def _line(figure: Figure, unit: UnitFigures) -> Fact:
    """One rate: so many of so many, what is pending, and the target."""
    rate = words(f"share.{figure.rate}")
    target = words("figures.wished", percent=figure.target) if figure.target else ""
    if figure.rate in OF_ANSWERS and not figure.of:
        if unit.too_few:
            return words("figures.too_few", rate=rate, least=LEAST, target=target)
        return words("figures.no_answers", rate=rate, target=target)
    if not figure.of:
        return words("figures.none", rate=rate, pending=figure.pending, target=target)
    pending = words("figures.and_pending", n=figure.pending) if figure.pending else ""
    share = f"{100 * figure.n / figure.of:.1f}%"
    return words(
        "figures.line", rate=rate, n=figure.n, of=figure.of, share=share, pending=pending, target=target
    )
