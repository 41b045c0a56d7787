"""调解 and 和解 (条例 33): offered once the other side is willing, answered by the reporter, its result kept."""

from datetime import datetime

from domain.concern import Act, Concern, Kind
from domain.errors import Refusal
from domain.people import Person
from domain.privacy import find_personal
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step, take_step

MEDIATION = (
    Act.OFFER_MEDIATION,
    Act.AGREE_TO_MEDIATION,
    Act.DECLINE_MEDIATION,
    Act.SETTLE,
    Act.END_MEDIATION,
)
KINDS = (Kind.HELP, Kind.COMPLAINT)
"""申诉求决类: what art. 33 speaks of."""
BEFORE: dict[Act, tuple[Act, ...]] = {
    Act.AGREE_TO_MEDIATION: (Act.OFFER_MEDIATION, Act.DECLINE_MEDIATION),
    Act.DECLINE_MEDIATION: (Act.OFFER_MEDIATION, Act.AGREE_TO_MEDIATION),
    Act.SETTLE: (Act.AGREE_TO_MEDIATION,),
    Act.END_MEDIATION: (Act.AGREE_TO_MEDIATION,),
}
"""What must have come last: the reporter may change their mind either way until there is a result."""


def may_follow(uow: UnitOfWork, concern: Concern, act: Act) -> bool:
    """Whether this act of a mediation is in its turn."""
    return _obstacle(uow, concern, act) is None


def check_turn(uow: UnitOfWork, concern: Concern, act: Act) -> None:
    """Refusal mediation.* unless this act is in its turn."""
    if (obstacle := _obstacle(uow, concern, act)) is not None:
        raise obstacle


def offer_mediation(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, other: str, written: str
) -> Concern:
    """Offer it once. `other`: that the other side is willing, in words, without a name; `written`: all of it.

    No clock moves. Refusal mediation.wrong_kind, mediation.twice, mediation.declined, mediation.over,
    privacy.* (who somebody is).
    """
    _check(uow, concern, Act.OFFER_MEDIATION, actor, now)
    if finding := find_personal(other):
        raise Refusal(finding.key)
    return take_step(uow, concern, Act.OFFER_MEDIATION, actor, now, written)


def agree_to_mediation(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> Concern:
    """The reporter is willing. Refusal mediation.not_offered, mediation.over."""
    _check(uow, concern, Act.AGREE_TO_MEDIATION, me, now)
    return take_step(uow, concern, Act.AGREE_TO_MEDIATION, me, now)


def decline_mediation(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> Concern:
    """The reporter is not, or not any more; nothing else changes. Refusal mediation.not_offered, mediation.over."""
    _check(uow, concern, Act.DECLINE_MEDIATION, me, now)
    return take_step(uow, concern, Act.DECLINE_MEDIATION, me, now)


def settle(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, agreed: str) -> Concern:
    """Both sides have agreed, on this. Refusal mediation.not_willing, mediation.declined, mediation.over."""
    _check(uow, concern, Act.SETTLE, actor, now)
    return take_step(uow, concern, Act.SETTLE, actor, now, agreed)


def end_mediation(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, why: str) -> Concern:
    """They have not agreed; the handling goes on. Refusal as with `settle`."""
    _check(uow, concern, Act.END_MEDIATION, actor, now)
    return take_step(uow, concern, Act.END_MEDIATION, actor, now, why)


def _check(uow: UnitOfWork, concern: Concern, act: Act, actor: Person, now: datetime) -> None:
    check_step(concern, act, actor, now)
    check_turn(uow, concern, act)


def _obstacle(uow: UnitOfWork, concern: Concern, act: Act) -> Refusal | None:
    last = _last(uow, concern)
    if act is Act.OFFER_MEDIATION:
        return _not_to_offer(concern, last)
    if last in BEFORE[act]:
        return None
    if last is None:
        return Refusal("mediation.not_offered", number=concern.number)
    return Refusal(_why(act, last), number=concern.number)


def _not_to_offer(concern: Concern, last: Act | None) -> Refusal | None:
    if concern.kind not in KINDS:
        return Refusal("mediation.wrong_kind", number=concern.number)
    if last is None:
        return None
    return Refusal(_why(Act.OFFER_MEDIATION, last), number=concern.number)


def _why(act: Act, last: Act) -> str:
    """Why this act is out of turn after that one."""
    if last in (Act.SETTLE, Act.END_MEDIATION):
        return "mediation.over"
    if last is act and act is not Act.OFFER_MEDIATION:
        return "mediation.said_before"
    if last is Act.DECLINE_MEDIATION:
        return "mediation.declined"
    return "mediation.twice" if act is Act.OFFER_MEDIATION else "mediation.not_willing"


def _last(uow: UnitOfWork, concern: Concern) -> Act | None:
    rows = uow.history.of(concern.id)
    return next((row.act for row in reversed(rows) if row.act in MEDIATION), None)
