"""Starts and meets the clocks of a concern as things happen to it, and plans their reminders."""

from collections.abc import Iterable
from datetime import date, datetime

from domain import clocks
from domain.clocks import Clock, ClockRule, Debtor, Event, Procedure
from domain.concern import OVER, Act, Concern, HowKnown
from domain.reminders import Receiver, Rung, above, ladder
from domain.services.backing_down import plan_back_down
from domain.services.ports import Reminder, UnitOfWork

EVENTS = {
    Act.REGISTER: Event.RECEIVED,
    Act.ASSIGN: Event.ASSIGNED,
    Act.TRANSFER: Event.ASSIGNED,
    Act.SORT: Event.ASSIGNED,
    Act.ACCEPT: Event.ACCEPTED,
    Act.CONTACT: Event.CONTACTED,
    Act.ASK: Event.ASKED,
    Act.LEAVE_SIMPLE: Event.LEFT_SIMPLE,
    Act.DECLINE: Event.DECLINED,
    Act.POINT: Event.DIRECTED,
    Act.REPLY: Event.REPLIED,
    Act.CONCLUDE: Event.CONCLUDED,
    Act.WITHDRAW: Event.WITHDRAWN,
    Act.REWORK: Event.REWORK_ASKED,
    Act.REQUEST_REVIEW: Event.REVIEW_REQUESTED,
    Act.GIVE_OPINION: Event.REVIEWED,
    Act.REQUEST_FINAL_REVIEW: Event.FINAL_REVIEW_REQUESTED,
    Act.GIVE_FINAL_OPINION: Event.FINALLY_REVIEWED,
    Act.REPORT_RETALIATION: Event.RETALIATION_REPORTED,
}
"""What each act is to the clocks; the others leave them alone."""

SENTENCE = "remind.coming"

MOVES = (Act.RETURN, Act.TRANSFER, Act.SORT)
"""Acts that give the concern to another unit: no clock moves, its reminders speak to other people."""


ARRIVALS = (Act.ASSIGN, Act.TRANSFER, Act.SORT)
"""Acts with which a unit receives a concern; the office may keep it as a matter of its own (条例 23)."""


def keep_time(uow: UnitOfWork, concern: Concern, act: Act, now: datetime) -> None:
    """Bring the clocks up to date after an act."""
    if act in EVENTS:
        happened(uow, concern, EVENTS[act], now)
    if act in ARRIVALS:
        own = concern.unit == uow.policy.units.office.id
        happened(uow, concern, Event.KEPT if own else Event.HANDED_OVER, now)
    if act in (Act.ACCEPT, Act.DECLINE, Act.POINT) and _nowhere_to_write(uow, concern):
        happened(uow, concern, Event.NOTICE_DELIVERED, now)
    if act in MOVES:
        _readdress(uow, concern, now)
    if concern.state in OVER:
        _leave_in_peace(uow, concern)


def happened(uow: UnitOfWork, concern: Concern, event: Event, now: datetime) -> None:
    """Meet the clocks that wait for this event and start those that it starts; a clock never starts twice."""
    known = uow.clocks.of(concern.id)
    for clock in known:
        met = clocks.meet(clock, rule_of(uow, clock), event, now)
        if met != clock:
            if event is not Event.WITHDRAWN:
                plan_back_down(uow, concern, clock, rule_of(uow, clock), now, _audience)
            uow.clocks.put(concern.id, met)
            uow.reminders.drop(subject(concern, clock))
    for rule in _starting(uow, concern, event, now):
        if all(clock.rule != rule.id for clock in known):
            began = concern.registered_at if event is Event.KEPT else now
            written = _written(uow, concern) if rule.length == 0 else 0
            clock = clocks.start(rule, began, uow.policy.calendar, written)
            uow.clocks.put(concern.id, clock)
            plan(uow, concern, clock, rule, now)


def pause(uow: UnitOfWork, concern: Concern, now: datetime) -> None:
    """A hearing begins: the clocks that it stops have no end for now, and nobody is reminded of them (条例 36)."""
    for clock in running(uow, concern):
        if rule_of(uow, clock).pauses and clock.paused_on is None:
            uow.clocks.put(concern.id, clocks.pause(clock, uow.policy.calendar.day_of(now)))
            uow.reminders.drop(subject(concern, clock))


def resume(uow: UnitOfWork, concern: Concern, now: datetime, counted: int) -> None:
    """The hearing is over: its days are not counted, and the reminders come at their new time."""
    today = uow.policy.calendar.day_of(now)
    for clock in running(uow, concern):
        if clock.paused_on is not None:
            rule = rule_of(uow, clock)
            later = clocks.resume(clock, rule, today, uow.policy.calendar, counted)
            uow.clocks.put(concern.id, later)
            plan(uow, concern, later, rule, now)


def _written(uow: UnitOfWork, concern: Concern) -> int:
    """The working days written on the order of such a concern."""
    category = uow.policy.categories.get(concern.category)
    return category.order_days if category else 0


def running(uow: UnitOfWork, concern: Concern) -> list[Clock]:
    """The clocks that are not met yet."""
    return [clock for clock in uow.clocks.of(concern.id) if clock.met_at is None]


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
    """Plan the next rung of the ladder of a running clock; each rung plans the one after it (`climb`)."""
    steps = uow.policy.ladders.get(rule.debtor)
    if steps is not None:
        _plan(uow, concern, clock, ladder(clock, steps, uow.policy.calendar, now)[:1])


def plan_anew(uow: UnitOfWork, concern: Concern, clock: Clock, now: datetime) -> None:
    """The day of a running clock moved: its reminders come at their new time."""
    uow.clocks.put(concern.id, clock)
    uow.reminders.drop(subject(concern, clock))
    plan(uow, concern, clock, rule_of(uow, clock), now)


def climb(uow: UnitOfWork, due: Iterable[Reminder], now: datetime) -> bool:
    """Plan what comes after each rung that is due; whether some of that is due as well, after days asleep."""
    lowest: dict[str, Reminder] = {}
    for reminder in due:
        if reminder.subject.startswith("concern:") and reminder.key.startswith(reminder.subject):
            lowest.setdefault(reminder.subject, reminder)
    return any([_climb(uow, rung, now) for rung in lowest.values()])


def _climb(uow: UnitOfWork, fallen_due: Reminder, now: datetime) -> bool:
    concern = uow.concerns.get(fallen_due.concern)
    if concern is None:
        return False
    clock = next((one for one in running(uow, concern) if subject(concern, one) == fallen_due.subject), None)
    steps = uow.policy.ladders.get(rule_of(uow, clock).debtor) if clock else None
    if clock is None or steps is None:
        return False
    rungs = above(clock, steps, uow.policy.calendar, fallen_due.due_at, now)
    _plan(uow, concern, clock, rungs)
    return bool(rungs) and rungs[0].due_at <= now


def _plan(uow: UnitOfWork, concern: Concern, clock: Clock, rungs: Iterable[Rung]) -> None:
    """Planning again moves what still waits, and leaves alone what has come."""
    of, longer = subject(concern, clock), clock.extended_by + clock.paused_days
    again = f"@{clock.moved_to}" if clock.moved_to else f"+{longer}" if longer else ""
    uow.reminders.plan_all(_reminder(concern, of, rung, to, again) for rung in rungs for to in rung.receivers)


def extend(uow: UnitOfWork, concern: Concern, clock: Clock, days: int, now: datetime) -> None:
    """The clock ends later by so many days, and its reminders come at their new time."""
    plan_anew(uow, concern, clocks.extend(clock, days, uow.policy.calendar), now)


def move(uow: UnitOfWork, concern: Concern, clock: Clock, day: date, now: datetime) -> None:
    """The clock ends on this later day, and its reminders come at their new time."""
    plan_anew(uow, concern, clocks.move(clock, day, uow.policy.calendar), now)


def _starting(uow: UnitOfWork, concern: Concern, event: Event, now: datetime) -> tuple[ClockRule, ...]:
    policy = uow.policy
    found = clocks.starting(policy.clocks, event, procedure(uow, concern), policy.calendar.day_of(now))
    return tuple(rule for rule in found if rule.length or _written(uow, concern))


def _reminder(concern: Concern, of: str, rung: Rung, receiver: Receiver, again: str) -> Reminder:
    """Its words are made when it is due, as things stand then (merging.py); a lengthened clock has its own ladder."""
    return Reminder(
        key=f"{of}:{rung.name}{again}:{receiver}",
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
        case Receiver.REVIEWER:
            return f"reviewer:{concern.id}"
        case Receiver.REPORTER:
            return f"person:{concern.reporter}"
        case _:
            return f"role:{receiver}"


def _nowhere_to_write(uow: UnitOfWork, concern: Concern) -> bool:
    """Neither a chat nor a name: a written notice is not owed (条例 23); who gave a name gets it on paper."""
    reachable = uow.people.get(concern.reporter).reachable
    return not reachable and (concern.known is HowKnown.ANONYMOUS or uow.concerns.contact(concern.id) is None)


def _readdress(uow: UnitOfWork, concern: Concern, now: datetime) -> None:
    """The reminders that still wait speak to the present unit; their days stay."""
    for clock in running(uow, concern):
        plan(uow, concern, clock, rule_of(uow, clock), now)


def _leave_in_peace(uow: UnitOfWork, concern: Concern) -> None:
    """Nobody is reminded of what is over; only the resident's own time for 复查 runs on."""
    for clock in uow.clocks.of(concern.id):
        if rule_of(uow, clock).debtor != Debtor.RESIDENT:
            uow.reminders.drop(subject(concern, clock))
