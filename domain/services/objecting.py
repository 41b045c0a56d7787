"""异议、退单、转办: a unit says "not ours", the office agrees or refuses, and names the unit that answers instead."""

from datetime import datetime

from domain import clocks
from domain.clocks import Clock, Event
from domain.concern import Act, Concern, State
from domain.errors import Refusal
from domain.people import Person
from domain.services.ports import UnitOfWork
from domain.services.pushing_down import is_pushed_down
from domain.services.regrouping import regroup
from domain.services.stepping import take_step
from domain.services.timing import ARRIVALS, procedure


def objection_time(uow: UnitOfWork, concern: Concern) -> Clock | None:
    """The unit's time to object (条例 23), counted from when this unit received it; None without such a right."""
    arrivals = [row for row in uow.history.of(concern.id) if row.act in ARRIVALS]
    if not arrivals:
        return None
    received, calendar = arrivals[-1].at, uow.policy.calendar
    rules = clocks.starting(
        uow.policy.clocks, Event.UNIT_RECEIVED, procedure(uow, concern), calendar.day_of(received)
    )
    return clocks.start(rules[0], received, calendar) if rules else None


def may_object(uow: UnitOfWork, concern: Concern, now: datetime) -> bool:
    """Whether the time for it still runs and it was not refused to this unit before."""
    return _obstacle(uow, concern, now) is None


def object_to(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, reason: str) -> Concern:
    """异议 with its reason; K4 runs on. Refusal objection.too_late, objection.refused_before, objection.no_right."""
    obstacle = _obstacle(uow, concern, now)
    if concern.state is State.SIGNED_IN and obstacle is not None:
        raise obstacle
    return take_step(uow, concern, Act.OBJECT, actor, now, reason)


def agree_to_return(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
    """退单: it lies with the office until the office names another unit; no clock stops (条例 23)."""
    office = uow.policy.units.office.id
    after = take_step(uow, concern, Act.RETURN, actor, now, unit=office, handler="", joined_to="")
    regroup(uow, after, now)
    return after


def refuse_return(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, reason: str) -> Concern:
    """The objection is not agreed to: the unit keeps it and signs it in again."""
    return take_step(uow, concern, Act.REFUSE_RETURN, actor, now, reason, handler="")


def transfer(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, reason: str, unit: str, word: str = ""
) -> Concern:
    """转办 to another unit, with the reason the reporter reads. No clock starts anew.

    `word`: why a department's matter goes to a community after all, for its people and the record (H6).
    Refusal transfer.unknown_unit, transfer.same_unit, transfer.complained_about, transfer.pushed_down (no word).
    """
    if unit not in uow.policy.units.by_id:
        raise Refusal("transfer.unknown_unit")
    if unit == concern.about_unit:
        raise Refusal("transfer.complained_about", unit=uow.policy.units.get(unit).name)
    if unit == concern.unit:
        raise Refusal("transfer.same_unit", unit=uow.policy.units.get(unit).name)
    pushed_down = is_pushed_down(uow, concern, unit, now)
    if pushed_down and not word.strip():
        raise Refusal("transfer.pushed_down", unit=uow.policy.units.get(unit).name)
    after = take_step(
        uow, concern, Act.TRANSFER, actor, now, reason, unit=unit, handler="", asked_days=0, joined_to=""
    )
    regroup(uow, after, now)
    return take_step(uow, after, Act.PUSH_DOWN, actor, now, word) if pushed_down else after


def _obstacle(uow: UnitOfWork, concern: Concern, now: datetime) -> Refusal | None:
    clock = objection_time(uow, concern)
    if clock is None:
        return Refusal("objection.no_right")
    if uow.policy.calendar.day_of(now) > clock.due_on:
        return Refusal("objection.too_late", number=concern.number, due=clock.due_on)
    last = [row.act for row in uow.history.of(concern.id) if row.act in (*ARRIVALS, Act.REFUSE_RETURN)]
    if last[-1] is Act.REFUSE_RETURN:
        return Refusal("objection.refused_before", number=concern.number)
    return None
