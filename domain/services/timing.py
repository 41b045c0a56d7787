"""Starts and meets the clocks of a concern as things happen to it, and plans their reminders."""

from datetime import datetime

from domain import clocks
from domain.clocks import Clock, ClockRule, Debtor, Event, Procedure
from domain.concern import Act, Concern, State
from domain.reminders import Receiver, Rung, ladder
from domain.services.ports import Reminder, UnitOfWork

EVENTS = {
    Act.REGISTER: Event.RECEIVED,
    Act.ASSIGN: Event.ASSIGNED,
    Act.ACCEPT: Event.ACCEPTED,
    Act.DECLINE: Event.DECLINED,
    Act.REPLY: Event.REPLIED,
    Act.CONCLUDE: Event.CONCLUDED,
}
"""What each act is to the clocks; the others leave them alone."""

SENTENCE = "remind.coming"

OVER = (State.DECLINED, State.CONCLUDED)


def keep_time(uow: UnitOfWork, concern: Concern, act: Act, now: datetime) -> None:
    """Bring the clocks up to date after an act."""
    if act in EVENTS:
        happened(uow, concern, EVENTS[act], now)
    if act in (Act.ACCEPT, Act.DECLINE) and not uow.people.get(concern.reporter).reachable:
        happened(uow, concern, Event.NOTICE_DELIVERED, now)
    if concern.state in OVER:
        _leave_in_peace(uow, concern)


def happened(uow: UnitOfWork, concern: Concern, event: Event, now: datetime) -> None:
    """Meet the clocks that wait for this event and start those that it starts; a clock never starts twice."""
    known = uow.clocks.of(concern.id)
    for clock in known:
        met = clocks.meet(clock, rule_of(uow, clock), event, now)
        if met != clock:
            uow.clocks.put(concern.id, met)
            uow.reminders.drop(subject(concern, clock))
    for rule in _starting(uow, concern, event, now):
        if all(clock.rule != rule.id for clock in known):
            clock = clocks.start(rule, now, uow.policy.calendar)
            uow.clocks.put(concern.id, clock)
            plan(uow, concern, clock, rule, now)


def rule_of(uow: UnitOfWork, clock: Clock) -> ClockRule:
    """The rule a clock runs by."""
    return clocks.rule_of(clock, uow.policy.clocks, uow.policy.calendar)


def procedure(uow: UnitOfWork, concern: Concern) -> Procedure:
    """How the concern is handled; a category that is no longer in the data goes the long way."""
    category = uow.policy.categories.get(concern.category)
    return clocks.procedure_of(concern.kind, category.procedure if category else Procedure.PETITION)


def subject(concern: Concern, clock: Clock) -> str:
    """What the reminders of a clock belong to."""
    return f"concern:{concern.id}:{clock.rule}"


def plan(uow: UnitOfWork, concern: Concern, clock: Clock, rule: ClockRule, now: datetime) -> None:
    """Plan the ladder of a running clock; planning again moves what still waits."""
    steps = uow.policy.ladders.get(rule.debtor)
    if steps is None:
        return
    rungs = ladder(clock, steps, uow.policy.calendar, now)
    of = subject(concern, clock)
    uow.reminders.plan_all(_reminder(concern, of, rung, to) for rung in rungs for to in rung.receivers)


def _starting(uow: UnitOfWork, concern: Concern, event: Event, now: datetime) -> tuple[ClockRule, ...]:
    policy = uow.policy
    return clocks.starting(policy.clocks, event, procedure(uow, concern), policy.calendar.day_of(now))


def _reminder(concern: Concern, of: str, rung: Rung, receiver: Receiver) -> Reminder:
    """Its words are made when it is due, as things stand then (merging.py)."""
    return Reminder(
        key=f"{of}:{rung.name}:{receiver}",
        subject=of,
        audience=_audience(concern, receiver),
        due_at=rung.due_at,
        sentence=SENTENCE,
        facts={},
        concern=concern.id,
    )


def _audience(concern: Concern, receiver: Receiver) -> str:
    """Who a rung speaks to: those of the unit by their unit, office and leader wherever they are."""
    match receiver:
        case Receiver.HANDLER:
            return f"handler:{concern.id}"
        case Receiver.UNIT_LEAD:
            return f"role:unit_lead:{concern.unit}"
        case Receiver.REPORTER:
            return f"person:{concern.reporter}"
        case _:
            return f"role:{receiver}"


def _leave_in_peace(uow: UnitOfWork, concern: Concern) -> None:
    """Nobody is reminded of what is over; only the resident's own time for 复查 runs on."""
    for clock in uow.clocks.of(concern.id):
        if rule_of(uow, clock).debtor != Debtor.RESIDENT:
            uow.reminders.drop(subject(concern, clock))
