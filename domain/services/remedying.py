"""What a reporter can ask for who does not agree with a reply: 重办, 复查 (条例 35) and 复核 (条例 36)."""

from datetime import datetime

from domain.clocks import ClockRule, Debtor, Event
from domain.concern import Act, Concern, State
from domain.errors import Refusal
from domain.people import Person
from domain.privacy import find_forbidden
from domain.services.outlook import unit_above
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step, take_step
from domain.services.timing import procedure, rule_of
from domain.units import Unit


def ask_rework(uow: UnitOfWork, concern: Concern, me: Person, now: datetime, reason: str) -> Concern:
    """重办: the unit works on, within K17; every clock that ran runs on, none starts anew.

    Refusal rework.once: it was asked for before, 复查 is what remains; privacy.*.
    """
    check_step(concern, Act.REWORK, me, now)
    _check_words(reason)
    if any(row.act is Act.REWORK for row in uow.history.of(concern.id)):
        raise Refusal("rework.once", number=concern.number)
    return take_step(uow, concern, Act.REWORK, me, now, reason)


def request_review(uow: UnitOfWork, concern: Concern, me: Person, now: datetime, reason: str) -> Concern:
    """复查 by the unit above the lead unit, or 复核 by the one above that, as far as the concern has come.

    Refusal: remedy.none (this kind of concern has no 复查), remedy.too_late (the reporter's own days are over),
    privacy.*.
    """
    act = remedy_open(concern)
    check_step(concern, act, me, now)
    _check_words(reason)
    _check_time(uow, concern, act, now)
    return take_step(
        uow, concern, act, me, now, reason, review_unit=next_reviewer(uow, concern).id, reviewer=""
    )


def remedy_open(concern: Concern) -> Act:
    """复核 after the review opinion, else 复查."""
    return Act.REQUEST_FINAL_REVIEW if concern.state is State.REVIEWED else Act.REQUEST_REVIEW


def next_reviewer(uow: UnitOfWork, concern: Concern) -> Unit:
    """The unit to which the request would go."""
    final = concern.state is State.REVIEWED
    above = unit_above(uow, concern.review_unit if final else concern.unit)
    return unit_above(uow, above.id) if above.id == concern.about_unit else above


def _check_words(reason: str) -> None:
    if finding := find_forbidden(reason):
        raise Refusal(finding.key)


def _check_time(uow: UnitOfWork, concern: Concern, act: Act, now: datetime) -> None:
    """The request meets the reporter's own clock; a clock that has not started yet leaves them all the time."""
    meets = Event.REVIEW_REQUESTED if act is Act.REQUEST_REVIEW else Event.FINAL_REVIEW_REQUESTED
    starts = [rule for rule in uow.policy.clocks if rule.start == meets]
    if not any(procedure(uow, concern) in rule.procedures for rule in starts):
        above = next_reviewer(uow, concern)
        raise Refusal("remedy.none", number=concern.number, superior=above.name, address=above.address)
    today = uow.policy.calendar.day_of(now)
    own = [clock for clock in uow.clocks.of(concern.id) if _gives_time(rule_of(uow, clock), meets)]
    last = max((clock.due_on for clock in own), default=today)
    if last < today:
        raise Refusal("remedy.too_late", number=concern.number, due=last)


def _gives_time(rule: ClockRule, event: Event) -> bool:
    return rule.debtor is Debtor.RESIDENT and event in rule.met_by
