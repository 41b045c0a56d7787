"""延期: the handler asks with a reason, the unit's lead decides, the reporter reads why; once only (条例 34)."""

from datetime import datetime

from domain.clocks import Clock, Event
from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.people import Person, Role
from domain.relations import kept_out
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step, take_step
from domain.services.timing import extend as extend_clock
from domain.services.timing import running

EXTENDABLE = "K6"
"""The clock that the law lets be extended."""


def longest(uow: UnitOfWork, now: datetime) -> int:
    """Days by which it may be extended at most, by the rule valid today; 0 where there is no such rule."""
    day = uow.policy.calendar.day_of(now)
    found = (rule.length for rule in uow.policy.clocks if rule.start is Event.EXTENDED and rule.holds(day))
    return next(found, 0)


def may_ask_extension(uow: UnitOfWork, concern: Concern, now: datetime) -> bool:
    """Whether asking makes sense: it runs, is not over and was neither extended nor asked before."""
    return concern.asked_days == 0 and isinstance(_clock(uow, concern, now), Clock)


def may_decide_extension(concern: Concern, person: Person) -> bool:
    """Whether there is something to decide and it is not one's own wish."""
    return concern.asked_days > 0 and concern.handler != person.id


def ask_extension(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, reason: str, days: int
) -> Concern:
    """The handler asks; nothing moves yet.

    Refusal extension.none, extension.twice, extension.too_late, extension.too_long, extension.no_lead.
    """
    check_step(concern, Act.ASK_EXTENSION, actor, now)
    if concern.asked_days:
        raise Refusal("extension.twice", number=concern.number)
    _running(uow, concern, now)
    most = longest(uow, now)
    if not 1 <= days <= most:
        raise Refusal("extension.too_long", most=most)
    leads = uow.people.in_unit(concern.unit, (Role.UNIT_LEAD,), now)
    deciding = [lead for lead in leads if lead.id not in (actor.id, concern.handler)]
    if all(kept_out(lead, concern, now) for lead in deciding):
        raise Refusal("extension.no_lead")
    return take_step(uow, concern, Act.ASK_EXTENSION, actor, now, reason, asked_days=days)


def extend(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
    """The lead agrees: the clock ends later, its reminders move, and the reporter is told why, all at once.

    Refusal extension.own (who asked does not decide), extension.not_asked, extension.too_late.
    """
    _check_decision(concern, Act.EXTEND, actor, now)
    extend_clock(uow, concern, _running(uow, concern, now), concern.asked_days, now)
    rows = [row for row in uow.history.of(concern.id) if row.act is Act.ASK_EXTENSION]
    return take_step(uow, concern, Act.EXTEND, actor, now, rows[-1].words, asked_days=0)


def refuse_extension(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, reason: str) -> Concern:
    """The lead does not agree; the date stays. Refusal extension.own, extension.not_asked."""
    _check_decision(concern, Act.REFUSE_EXTENSION, actor, now)
    return take_step(uow, concern, Act.REFUSE_EXTENSION, actor, now, reason, asked_days=0)


def _check_decision(concern: Concern, act: Act, actor: Person, now: datetime) -> None:
    check_step(concern, act, actor, now)
    if not concern.asked_days:
        raise Refusal("extension.not_asked", number=concern.number)
    if concern.handler == actor.id:
        raise Refusal("extension.own")


def _running(uow: UnitOfWork, concern: Concern, now: datetime) -> Clock:
    found = _clock(uow, concern, now)
    if isinstance(found, Refusal):
        raise found
    return found


def _clock(uow: UnitOfWork, concern: Concern, now: datetime) -> Clock | Refusal:
    """The clock that may be extended now, or why there is none."""
    clock = next((clock for clock in running(uow, concern) if clock.rule == EXTENDABLE), None)
    if clock is None:
        return Refusal("extension.none", number=concern.number)
    if clock.extended_by:
        return Refusal("extension.twice", number=concern.number)
    if uow.policy.calendar.day_of(now) > clock.due_on:
        return Refusal("extension.too_late", number=concern.number, due=clock.due_on)
    return clock
