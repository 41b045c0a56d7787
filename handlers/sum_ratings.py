"""回访汇总: the reporters' answers about replies as sums of a month, for unit leads, office and leaders (T7)."""

from datetime import date

from domain.messages import Fact, Words, words
from domain.permissions import Deed
from domain.relations import check
from domain.services.outlook import unit_name
from domain.services.summing import LEAST, RatingSum, months, rating_sums
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button


def _sums(turn: Turn, what: str) -> None:
    """The month by its place among those that are over, 0 the last; anything else is the last one."""
    check(Deed.SEE_RATING_SUMS, turn.me, turn.now)
    over = months(turn.uow, turn.now)
    place = min(int(what), len(over) - 1) if what.isdecimal() and len(what) < 4 else 0
    month = over[place]
    sums, few = rating_sums(turn.uow, turn.me, month, turn.now)
    lines: list[Fact] = [_line(turn, one) for one in sums]
    if few:
        lines.append(words("sums.few", n=few, least=LEAST))
    earlier = [button("sums.earlier", f"sums:{place + 1}")] if place + 1 < len(over) else []
    later = [button("sums.later", f"sums:{place - 1}")] if place else []
    rows = ((*earlier, *later),)
    turn.show("sums.list", rows, month=_month(month), least=LEAST, lines=lines)


def _month(month: date) -> Words:
    return words("sums.month", year=f"{month.year}", month=month.month)


def _line(turn: Turn, one: RatingSum) -> Words:
    return words(
        "sums.line",
        unit=unit_name(turn.uow, one.unit),
        n=one.answers,
        contacted=one.contacted,
        solved=one.solved,
        partly=one.partly,
        satisfied=one.satisfied,
        fair=one.fair,
        no=one.dissatisfied,
    )


FEATURE = Feature("sums", commands={"sums": _sums}, presses={"sums": _sums})
