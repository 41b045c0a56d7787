"""转交 and 办不了: a handler passes a concern on to a colleague, or tells the lead that they cannot do it (D8)."""

from datetime import datetime

from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.people import Person, Role
from domain.services.ports import UnitOfWork
from domain.services.recusing import appointable
from domain.services.stepping import check_step, take_step


def pass_on(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, person: str) -> Concern:
    """转交: a colleague of the unit handles it from now on, and is told; no clock moves.

    Refusal appoint.not_possible: not of this unit, or somebody with no part in it.
    """
    check_step(concern, Act.PASS_ON, actor, now)
    if person not in {one.id for one in appointable(uow, concern, now)}:
        raise Refusal("appoint.not_possible")
    return take_step(uow, concern, Act.PASS_ON, actor, now, handler=person)


def give_up(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, reason: str) -> Concern:
    """办不了: the lead reads why and names somebody; until then it stays with the handler, and no clock moves.

    Refusal pass_on.no_lead: nobody but the handler leads the unit.
    """
    check_step(concern, Act.GIVE_UP, actor, now)
    leads = uow.people.in_unit(concern.unit, (Role.UNIT_LEAD,), now)
    if all(lead.id == actor.id for lead in leads):
        raise Refusal("pass_on.no_lead", number=concern.number)
    return take_step(uow, concern, Act.GIVE_UP, actor, now, reason)
