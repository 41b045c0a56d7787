"""并单: like concerns are handled together; each keeps its number, words, clocks, and gets its own answer (H11)."""

from datetime import datetime

from domain.concern import Act, Concern, Kind
from domain.errors import Refusal
from domain.life import LIFE
from domain.messages import Words
from domain.people import Person
from domain.permissions import Deed
from domain.policy import Policy
from domain.relations import may_on
from domain.services.objecting import transfer
from domain.services.ports import UnitOfWork
from domain.services.regrouping import lead_of, waiting
from domain.services.stepping import check_step, take_step

TOGETHER = frozenset({Kind.HELP, Kind.COMPLAINT})
"""Kinds that may be the same matter; every other goes with its own kind, and a 举报 with nothing (条例 30)."""
LOOKED_AT = 30
"""Like concerns that are looked through for those that this person may see."""


def merge(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, other: Concern, reason: str
) -> Concern:
    """The concern is handled with the other, or with what that one is joined to; no clock moves.

    Where they lie with different units it is transferred first; `reason`: what its reporter reads about that.
    Refusal merge.itself, merge.joined (it is already), merge.leads (others are joined to it), merge.over,
    merge.not_alike, merge.far (another area), reply.waits, those of a transfer.
    """
    joining, lead = _both(uow, concern, other)
    check_step(joining, Act.MERGE, actor, now)
    if not may_on(Deed.MERGE, actor, lead, now):
        raise Refusal("step.not_yours")
    _check_free(uow, joining, lead)
    _check_alike(uow.policy, joining, lead)
    if joining.unit != lead.unit:
        joining = transfer(uow, joining, actor, now, reason, lead.unit)
    after = take_step(uow, joining, Act.MERGE, actor, now, lead.number, joined_to=lead.id)
    take_step(uow, lead, Act.MERGE, actor, now, joining.number)
    return after


def separate(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
    """分开办理: apart again, each as it stands; a reply that was on its way with the other's does not leave.

    Refusal merge.not_joined.
    """
    joined = uow.concerns.hold(concern.id) or concern
    check_step(joined, Act.SEPARATE, actor, now)
    lead = uow.concerns.get(joined.joined_to) if joined.joined_to else None
    if lead is None:
        raise Refusal("merge.not_joined", number=joined.number)
    held = uow.held_replies.of(joined.id)
    if held and held.answers.get("with"):
        uow.held_replies.take(joined.id)
    return take_step(uow, joined, Act.SEPARATE, actor, now, lead.number, joined_to="")


def like_concerns(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, limit: int
) -> list[Concern]:
    """What it may well be the same matter as: near, alike, and to be joined to by this person; the oldest first."""
    found = uow.concerns.alike(concern, LOOKED_AT)
    fit = (one for one in found if one.state in LIFE[Act.MERGE].from_ and not one.joined_to)
    mine = (one for one in fit if may_on(Deed.MERGE, actor, one, now) and same_kind(concern, one))
    return list(mine)[:limit]


def same_kind(one: Concern, other: Concern) -> bool:
    """Whether the two can be one matter for the law, and neither is hidden from whoever sees the other."""
    kinds = {one.kind, other.kind}
    return (kinds <= TOGETHER or kinds == {one.kind} != {Kind.MISCONDUCT}) and (
        one.about_unit == other.about_unit
    )


def _both(uow: UnitOfWork, concern: Concern, other: Concern) -> tuple[Concern, Concern]:
    """The two as they stand now, held in one order by everybody; instead of a joined one that which leads it.

    Refusal merge.itself, merge.joined.
    """
    if other.id == concern.id:
        raise Refusal("merge.itself", number=concern.number)
    held = {one: uow.concerns.hold(one) for one in sorted({concern.id, other.id})}
    joining, named = held[concern.id], held[other.id]
    assert joining and named
    current, leading = lead_of(uow, joining), lead_of(uow, named) or named
    if current or joining.id == leading.id:
        raise Refusal("merge.joined", number=joining.number, lead=(current or named).number)
    return joining, leading if leading is named else uow.concerns.hold(leading.id) or leading


def _check_free(uow: UnitOfWork, joining: Concern, lead: Concern) -> None:
    """Refusal merge.over, merge.leads, reply.waits."""
    if lead.state not in LIFE[Act.MERGE].from_:
        raise Refusal("merge.over", number=lead.number, state=Words(f"state.{lead.state}"))
    if waiting(uow, joining):
        raise Refusal("merge.leads", number=joining.number, lead=lead.number)
    for one in (joining, lead):
        if uow.held_replies.of(one.id):
            raise Refusal("reply.waits", number=one.number)


def _check_alike(policy: Policy, joining: Concern, lead: Concern) -> None:
    """Refusal merge.not_alike (the kinds differ), merge.far (neither area lies in the other)."""
    if not same_kind(joining, lead):
        raise Refusal("merge.not_alike", number=joining.number, lead=lead.number)
    paths = ({area.id for area in policy.areas.path(one.area)} for one in (joining, lead))
    if not any(one.area in path for one, path in zip((lead, joining), paths, strict=True)):
        raise Refusal("merge.far", number=joining.number, lead=lead.number)
