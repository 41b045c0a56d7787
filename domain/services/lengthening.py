"""The later date of a hotline matter (K13) or of a written order (K14): once, by the handler, told at once."""

from datetime import date, datetime, timedelta

from domain.clocks import Clock
from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.people import Person
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step, take_step
from domain.services.timing import move, rule_of, running

MOVED: dict[Act, str] = {Act.LENGTHEN: "K13", Act.MOVE_DATE: "K14"}
"""Which clock each act moves; all others stay where they are."""


def may_move(uow: UnitOfWork, concern: Concern, act: Act, now: datetime) -> bool:
    """Whether there is a date to move: its clock runs, is not over and was not moved before."""
    return isinstance(_clock(uow, concern, act, now), Clock)


def check_movable(uow: UnitOfWork, concern: Concern, act: Act, actor: Person, now: datetime) -> Clock:
    """The clock whose date may be moved. Refusal moved.none, moved.twice, moved.too_late."""
    check_step(concern, act, actor, now)
    found = _clock(uow, concern, act, now)
    if isinstance(found, Refusal):
        raise found
    return found


def day_told(uow: UnitOfWork, day: date) -> date:
    """The day that is told and holds: a rest day gives way to the next working day (民法典 203)."""
    return uow.policy.calendar.working_day_from(day)


def lengthen(
    uow: UnitOfWork,
    concern: Concern,
    actor: Person,
    now: datetime,
    day: date,
    parts: tuple[str, str],
    written: str,
) -> Concern:
    """K13: longer only with progress and measure (`parts`) and the date, all told to the reporter (济南条例 24(3)).

    Refusal moved.parts_needed, moved.not_later, moved.too_far and those of `check_movable`.
    """
    check_movable(uow, concern, Act.LENGTHEN, actor, now)
    if not all(part.strip() for part in parts):
        raise Refusal("moved.parts_needed", number=concern.number)
    return _moved(uow, concern, Act.LENGTHEN, actor, now, day, written)


def move_date(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, day: date, written: str
) -> Concern:
    """K14: another date on the order, its reason told to reporter and office. Refusal as with `lengthen`."""
    return _moved(uow, concern, Act.MOVE_DATE, actor, now, day, written)


def _moved(
    uow: UnitOfWork, concern: Concern, act: Act, actor: Person, now: datetime, day: date, written: str
) -> Concern:
    clock = check_movable(uow, concern, act, actor, now)
    told, most = day_told(uow, day), latest(uow, clock)
    if told <= clock.due_on:
        raise Refusal("moved.not_later", number=concern.number, due=clock.due_on)
    if told > most:
        raise Refusal("moved.too_far", number=concern.number, most=most)
    move(uow, concern, clock, told, now)
    return take_step(uow, concern, act, actor, now, written)


def latest(uow: UnitOfWork, clock: Clock) -> date:
    """The last day to which it may be moved."""
    return day_told(uow, clock.due_on + timedelta(days=rule_of(uow, clock).movable))


def _clock(uow: UnitOfWork, concern: Concern, act: Act, now: datetime) -> Clock | Refusal:
    clock = next((one for one in running(uow, concern) if one.rule == MOVED[act]), None)
    if clock is None or rule_of(uow, clock).movable == 0:
        return Refusal("moved.none", number=concern.number)
    if clock.moved_to is not None:
        return Refusal("moved.twice", number=concern.number, due=clock.due_on)
    if uow.policy.calendar.day_of(now) > clock.due_on:
        return Refusal("moved.too_late", number=concern.number, due=clock.due_on)
    return clock
