"""What only the reporter may do on the way: take a concern back, and urge those who have it."""

from datetime import date, datetime

from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.people import Person
from domain.privacy import find_forbidden
from domain.services.ports import UnitOfWork
from domain.services.regrouping import regroup
from domain.services.stepping import take_step


def withdraw(uow: UnitOfWork, concern: Concern, me: Person, now: datetime, reason: str = "") -> Concern:
    """撤回: any time before the reply, with or without a reason; every running clock ends (R14).

    Refusal privacy.*: the reason holds what must not be kept.
    """
    if finding := find_forbidden(reason):
        raise Refusal(finding.key)
    after = take_step(uow, concern, Act.WITHDRAW, me, now, reason)
    regroup(uow, after, now)
    return after


def urge(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> Concern:
    """催办: seen by the handler and the office; no clock moves (T6).

    Refusal urge.too_soon: urged within the working days that the district leaves between two; says when again.
    """
    again = urge_again_on(uow, concern)
    if again and uow.policy.calendar.day_of(now) < again:
        raise Refusal("urge.too_soon", number=concern.number, day=again)
    return take_step(uow, concern, Act.URGE, me, now)


def urge_again_on(uow: UnitOfWork, concern: Concern) -> date | None:
    """The first day on which the reporter may urge again; None if they never did."""
    urged = [row.at for row in uow.history.of(concern.id) if row.act is Act.URGE]
    if not urged:
        return None
    calendar = uow.policy.calendar
    return calendar.add_working_days(calendar.day_of(urged[-1]), uow.policy.settings.urge_days)
