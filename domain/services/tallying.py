"""Keeps the figures in step with each concern, in the same transaction as what happened to it (C7)."""

from collections import Counter
from datetime import datetime

from domain.concern import Act, Concern
from domain.services.counting import tally_of
from domain.services.ports import UnitOfWork
from domain.tally import Tally

AT_ONCE = 200
"""Concerns counted again in one transaction."""


def tally(uow: UnitOfWork, concern: Concern, act: Act | None = None) -> None:
    """Take away what the concern added so far, and add what it adds now. `act`: what was done just now, if anything.

    A concern that was just assigned for the first time adds itself and what its clocks owe; less is read for it.
    """
    if act is Act.ASSIGN:
        _put(uow, concern, Counter(), tally_of(uow.policy, concern, (), uow.clocks.of(concern.id), ()))
    else:
        _put(uow, concern, uow.figures.tally(concern.id), whole_tally(uow, concern))


def whole_tally(uow: UnitOfWork, concern: Concern) -> Tally:
    """What the concern adds, made from all that is remembered of it."""
    rows = uow.history.of(concern.id)
    ratings = uow.ratings.of_concern(concern.id) if any(row.act is Act.REPLY for row in rows) else ()
    return tally_of(uow.policy, concern, rows, uow.clocks.of(concern.id), ratings)


def catch_up(uow: UnitOfWork, _now: datetime) -> int:
    """Count concerns that are older than the figures; how many. 0 when none is left."""
    found = uow.figures.stale(AT_ONCE)
    for concern_id in found:
        concern = uow.concerns.get(concern_id)
        if concern is not None:
            tally(uow, concern)
    return len(found)


def _put(uow: UnitOfWork, concern: Concern, before: Tally, after: Tally) -> None:
    change = Counter(after)
    change.subtract(before)
    uow.figures.put(concern.id, after, {place: n for place, n in change.items() if n})
