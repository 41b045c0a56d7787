"""The answers about replies as sums over a unit and a month that is over; never fewer than five, never one (T7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.errors import Refusal
from domain.people import Person, Role
from domain.permissions import Deed
from domain.rating import Rating, Satisfied, Solved
from domain.relations import check
from domain.services.ports import UnitOfWork

LEAST = 5
"""Concerns; of fewer no sum is shown, so that nobody's answer can be told from it."""
MONTHS = 12
"""How far back."""


@dataclass(frozen=True, slots=True)
class RatingSum:
    """Answers about the replies of one unit in one month."""

    unit: str
    answers: int
    contacted: int
    solved: int
    partly: int
    satisfied: int
    fair: int
    dissatisfied: int


def rating_sums(uow: UnitOfWork, me: Person, month: date, now: datetime) -> tuple[list[RatingSum], int]:
    """The sums of the units that this person may see, and how many of them had too few answers (none, or up to four).

    A unit lead sees their own units, office and leaders all. `month`: its first day. Refusal deed.not_yours;
    sums.not_over: only a month that has ended is shown, else two looks would tell one answer from the next.
    """
    check(Deed.SEE_RATING_SUMS, me, now)
    since, until = _bounds(uow, month)
    if until > now or month not in months(uow, now):
        raise Refusal("sums.not_over")
    found = [_sum(unit, uow.ratings.of_unit(unit, since, until)) for unit in _units(uow, me, now)]
    shown = [one for one in found if one is not None]
    return shown, len(found) - len(shown)


def months(uow: UnitOfWork, now: datetime) -> list[date]:
    """The first days of the months that are over, newest first."""
    first = uow.policy.calendar.day_of(now).replace(day=1)
    found: list[date] = []
    for _ in range(MONTHS):
        first = (first - timedelta(days=1)).replace(day=1)
        found.append(first)
    return found


def _units(uow: UnitOfWork, me: Person, now: datetime) -> Sequence[str]:
    if {Role.OFFICE, Role.LEADER} & me.roles(now):
        return tuple(uow.policy.units.by_id)
    return me.units(now, Role.UNIT_LEAD)


def _bounds(uow: UnitOfWork, month: date) -> tuple[datetime, datetime]:
    after = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    calendar = uow.policy.calendar
    return calendar.moment(month, time()), calendar.moment(after, time())


def _sum(unit: str, ratings: Sequence[Rating]) -> RatingSum | None:
    if len({rating.concern for rating in ratings}) < LEAST:
        return None
    return RatingSum(
        unit,
        len(ratings),
        sum(rating.contacted for rating in ratings),
        sum(rating.solved is Solved.YES for rating in ratings),
        sum(rating.solved is Solved.PARTLY for rating in ratings),
        sum(rating.satisfied is Satisfied.YES for rating in ratings),
        sum(rating.satisfied is Satisfied.FAIR for rating in ratings),
        sum(rating.satisfied is Satisfied.NO for rating in ratings),
    )
