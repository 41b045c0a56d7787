"""What those do who review: take a request for 复查 or 复核, step aside, ask the reporter, give the opinion."""

from datetime import datetime

from domain.concern import Act, Concern, State
from domain.errors import Refusal
from domain.opinion import Opinion
from domain.people import Person
from domain.services.acting import reviewing
from domain.services.ports import UnitOfWork
from domain.services.stepping import take_step


def take_review(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
    """The first of the reviewing unit to take it reviews it. Refusal review.taken: a colleague was first and has it."""
    has_it = concern.reviewer in {one.id for one in reviewing(uow, concern, now)}
    if has_it and concern.reviewer != actor.id:
        raise Refusal("review.taken", number=concern.number)
    return take_step(uow, concern, Act.TAKE_REVIEW, actor, now, reviewer=actor.id)


def step_aside(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, reason: str) -> Concern:
    """回避 of a reviewer or of the lead of their unit, with the reason; for good, and K9 and K11 run on.

    The others who review there are told, without any the lead of that unit, without one the office.
    """
    reviewer = "" if concern.reviewer == actor.id else concern.reviewer
    recused = (*concern.recused, actor.id)
    return take_step(uow, concern, Act.STEP_ASIDE, actor, now, reason, reviewer=reviewer, recused=recused)


def ask_in_review(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, question: str) -> Concern:
    """A question to the reporter; no clock stops for it. The answer comes as a supplement to whoever asked."""
    return take_step(uow, concern, Act.ASK_IN_REVIEW, actor, now, question)


def give_opinion(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, opinion: Opinion, written: str
) -> Concern:
    """The opinion on 复查 or 复核, told to the reporter and to the unit; `written`: its parts as one text.

    Refusal opinion.part_missing: a part of 条例 32 says nothing.
    """
    opinion.check()
    return take_step(uow, concern, opinion_act(concern), actor, now, written)


def opinion_act(concern: Concern) -> Act:
    """The opinion that is due: on 复核 where it has come so far, else on 复查."""
    final = concern.state in (State.UNDER_FINAL_REVIEW, State.FINAL_HEARING, State.FINALLY_REVIEWED)
    return Act.GIVE_FINAL_OPINION if final else Act.GIVE_OPINION
