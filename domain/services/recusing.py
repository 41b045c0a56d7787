"""回避: who is involved in a matter steps out of it at once; a colleague takes it, or its lead names one."""

from datetime import datetime

from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.people import Person
from domain.services.acting import able
from domain.services.ports import UnitOfWork
from domain.services.stepping import take_step


def recuse(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
    """The person has no part in it any more; clocks run on. Where nobody of the unit is left, the office is told."""
    handler = "" if concern.handler == actor.id else concern.handler
    recused = (*concern.recused, actor.id)
    return take_step(uow, concern, Act.RECUSE, actor, now, handler=handler, recused=recused)


def explain_recusal(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, reason: str) -> Concern:
    """Why, for the lead of the unit and the record; nobody has to say it, and the reporter does not read it."""
    return take_step(uow, concern, Act.EXPLAIN_RECUSAL, actor, now, reason)


def appointable(uow: UnitOfWork, concern: Concern, now: datetime) -> list[Person]:
    """Whom the lead of the unit can name as handler."""
    return [one for one in able(uow, concern, now) if one.id != concern.handler]


def appoint(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, person: str) -> Concern:
    """指定承办人: the lead names who handles it from now on; no clock moves.

    Refusal appoint.not_possible: not of this unit, or somebody with no part in it.
    """
    if person not in {one.id for one in appointable(uow, concern, now)}:
        raise Refusal("appoint.not_possible")
    return take_step(uow, concern, Act.APPOINT, actor, now, handler=person)
