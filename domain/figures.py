"""Figures of a unit and a time: each rate with what it is counted of, what is pending, and the target beside it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from enum import StrEnum

from domain.tally import Count

LEAST = 5
"""Concerns with an answer to the three questions; of fewer nothing is shown, so that nobody's answer can be told."""


class Rate(StrEnum):
    """What offices owe residents, as shares. 三率 are notice, in_time and satisfied."""

    ANSWERED = "answered"
    NOTICE = "notice"
    IN_TIME = "in_time"
    CONTACT = "contact"
    MEETINGS = "meetings"
    SATISFIED = "satisfied"
    SETTLED = "settled"


OF_ANSWERS = frozenset({Rate.SATISFIED, Rate.SETTLED})
"""Rates made of what residents said, shown for months that are over and for LEAST concerns or more."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`n` of `of`; `pending`: so many more are still open and not counted in `of`. `target` in percent, 0 if none."""

    rate: Rate
    n: int
    of: int
    pending: int = 0
    target: int = 0


@dataclass(frozen=True, slots=True)
class Overdue:
    """So many concerns are open with a deadline passed; of them so many met all earlier ones in time, so many late.

    A concern that was answered and is owed something again (重办, 办结) stands once in the share of what is in time.
    """

    n: int = 0
    in_time: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One unit in one period. `owed`: what is overdue now.

    `rated`: the answers to the three questions of the months in which there were enough, `too_few`: in how many
    months there were some, but too few to show. `stuck`: how often each 处置难点 stands in the ledger.
    """

    unit: str
    counts: Counter[Count]
    owed: Overdue = Overdue()
    rated: Counter[Count] = field(default_factory=Counter)
    too_few: int = 0
    stuck: Mapping[str, int] = field(default_factory=dict)

    @property
    def standing(self) -> int:
        """Concerns that the unit has to answer: those received and not withdrawn."""
        return self.counts[Count.RECEIVED] - self.counts[Count.WITHDRAWN]

    @property
    def pending(self) -> int:
        """Those not answered yet."""
        return self.standing - self.counts[Count.ANSWERED]

    @property
    def overdue(self) -> int:
        """Those open now with a deadline passed."""
        return self.owed.n

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (+self.counts or self.overdue or +self.rated or self.too_few or self.stuck)


def figures_of(unit: UnitFigures, targets: Mapping[Rate, int]) -> list[Figure]:
    """Every rate in its order; what is open and overdue counts against the unit, what still has time is pending."""
    c, r = unit.counts, unit.rated
    owed, contacted = unit.owed, c[Count.CONTACTED_IN_TIME]
    in_time, late = c[Count.IN_TIME] - owed.in_time, c[Count.LATE] - owed.late
    unanswered = owed.n - owed.in_time - owed.late
    waiting = c[Count.CONTACT_OWED] - contacted - c[Count.CONTACTED_LATE]
    parts: dict[Rate, tuple[int, int, int]] = {
        Rate.ANSWERED: (c[Count.ANSWERED], unit.standing, unit.pending),
        Rate.NOTICE: (c[Count.NOTICED_IN_TIME], c[Count.NOTICED_IN_TIME] + c[Count.NOTICED_LATE], 0),
        Rate.IN_TIME: (in_time, in_time + late + owed.n, max(unit.pending - unanswered, 0)),
        Rate.CONTACT: (contacted, contacted + c[Count.CONTACTED_LATE], waiting),
        Rate.MEETINGS: (
            c[Count.MEETINGS_HELD],
            c[Count.MEETINGS_OWED],
            c[Count.MEETINGS_OWED] - c[Count.MEETINGS_HELD],
        ),
        Rate.SATISFIED: (r[Count.SATISFIED], r[Count.ANSWERS], 0),
        Rate.SETTLED: (r[Count.SETTLED], r[Count.ANSWERS], 0),
    }
    return [Figure(rate, *parts[rate], target=targets.get(rate, 0)) for rate in Rate]


def together(units: list[UnitFigures]) -> UnitFigures:
    """The sum of what is shown of these units, and of nothing that is not."""
    stuck: Counter[str] = Counter()
    for one in units:
        stuck.update(one.stuck)
    return UnitFigures(
        "",
        sum((one.counts for one in units), Counter()),
        Overdue(*(sum(column) for column in zip(*(astuple(one.owed) for one in units), strict=True))),
        sum((one.rated for one in units), Counter()),
        sum(one.too_few for one in units),
        stuck,
    )
