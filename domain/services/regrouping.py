"""并单 while it lasts: what is handled together, who leads when the first goes its own way, how the others catch up."""

from datetime import datetime

from domain.concern import Act, Concern, State
from domain.life.edge import BEFORE_REPLY
from domain.people import Person
from domain.permissions import Deed
from domain.relations import may_on
from domain.services.ports import UnitOfWork
from domain.services.stepping import take_step


def lead_of(uow: UnitOfWork, concern: Concern) -> Concern | None:
    """The concern with which this one is handled, as long as that waits for its reply."""
    lead = uow.concerns.get(concern.joined_to) if concern.joined_to else None
    return lead if lead and lead.state in BEFORE_REPLY else None


def others(uow: UnitOfWork, concern: Concern) -> list[Concern]:
    """All that are or were handled together with it, the leading one first."""
    lead = uow.concerns.get(concern.joined_to) if concern.joined_to else None
    first = lead or concern
    return [one for one in (first, *uow.concerns.joined(first.id)) if one.id != concern.id]


def waiting(uow: UnitOfWork, lead: Concern) -> list[Concern]:
    """Those joined to it that wait for their reply."""
    return [one for one in uow.concerns.joined(lead.id) if one.state in BEFORE_REPLY]


def regroup(uow: UnitOfWork, gone: Concern, now: datetime) -> None:
    """The leading one ended or left the unit: the oldest of the others leads from now on; no clock moves."""
    left = waiting(uow, gone)
    for n, one in enumerate(left):
        take_step(uow, one, Act.REGROUP, None, now, joined_to=left[0].id if n else "")


def bring_along(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
    """A joined concern comes as far as the leading one: signed in, in the same hands, accepted; each step is told.

    Refusal step.not_yours, step.moved_on as for each step by itself.
    """
    if concern.state is State.ASSIGNED:
        concern = take_step(uow, concern, Act.SIGN_IN, actor, now, handler=actor.id)
    elif not may_on(Deed.REPLY, actor, concern, now):
        vacant = take_step(uow, concern, Act.HAND_BACK, None, now, handler="")
        concern = take_step(uow, vacant, Act.TAKE_OVER, actor, now, handler=actor.id)
    if concern.state is State.SIGNED_IN:
        concern = take_step(uow, concern, Act.ACCEPT, actor, now)
    return concern
