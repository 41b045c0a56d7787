"""回访: keeps the three answers of a reporter about the last reply, for figures over many and for nothing else."""

from dataclasses import dataclass
from datetime import datetime

from domain.concern import Act, Concern, HistoryRow
from domain.errors import Refusal
from domain.people import Person
from domain.permissions import Deed
from domain.rating import Rating, Satisfied, Solved
from domain.relations import may_on
from domain.services.ports import UnitOfWork
from domain.services.tallying import tally


@dataclass(frozen=True, slots=True)
class Answers:
    """What the reporter said to the three questions (K16)."""

    contacted: bool
    solved: Solved
    satisfied: Satisfied


def rate(uow: UnitOfWork, concern: Concern, me: Person, answers: Answers, now: datetime) -> Rating:
    """The rating of the last reply; said again, the new answers stand. It is no step: no handler sees it.

    Refusal follow.not_yours; rate.from_field: staff rate nothing (PRODUCT.md N); rate.no_reply: no reply yet.
    """
    if not may_on(Deed.RATE, me, concern, now):
        raise Refusal("follow.not_yours")
    if from_field(uow, concern):
        raise Refusal("rate.from_field", number=concern.number)
    reply = last_reply(uow, concern)
    if reply is None:
        raise Refusal("rate.no_reply", number=concern.number)
    rating = Rating(
        concern.id,
        reply.sequence,
        reply.unit,
        answers.contacted,
        answers.solved,
        answers.satisfied,
        now,
    )
    uow.ratings.put(rating)
    tally(uow, concern)
    return rating


def from_field(uow: UnitOfWork, concern: Concern) -> bool:
    """Whether somebody who works here saw it on their way, and reported it: they rate nothing."""
    seen = uow.observations.of_concern(concern.id) or uow.diaries.of_concern(concern.id)
    return seen is not None


def last_reply(uow: UnitOfWork, concern: Concern) -> HistoryRow | None:
    """The newest reply in the record."""
    replies = [row for row in uow.history.of(concern.id) if row.act is Act.REPLY]
    return replies[-1] if replies else None
