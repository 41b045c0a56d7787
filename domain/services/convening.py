"""听证 before the reply (条例 31): called for a day, joined by the reporter, its result recorded; K6 runs on."""

from datetime import date, datetime

from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.people import Person
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step, take_step
from domain.services.tasking import begin_task, check_day, end_task, move_task
from domain.tasks import Task, TaskEnd, TaskKind

HEARING = (Act.CALL_HEARING, Act.JOIN_HEARING, Act.LEAVE_HEARING, Act.RECORD_HEARING)


def hearing_day(uow: UnitOfWork, concern: Concern) -> Task | None:
    """The day of the hearing that is called and has no result yet."""
    return next((task for task in uow.tasks.open_of(concern.id) if task.kind is TaskKind.HEARING), None)


def has_joined(uow: UnitOfWork, concern: Concern) -> bool:
    """Whether the reporter has signed up for the hearing as it was called last."""
    rows = uow.history.of(concern.id)
    return next((row.act for row in reversed(rows) if row.act in HEARING), None) is Act.JOIN_HEARING


def call_hearing(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, place: str, day: date, written: str
) -> Concern:
    """Called, or called for another day, for which the reporter signs up anew. No clock stands still.

    `written`: day, place and subject as one text, which everybody concerned reads. Refusal task.past_day, task.too_far.
    """
    check_day(uow, day, now)
    after = take_step(uow, concern, Act.CALL_HEARING, actor, now, written)
    waiting = hearing_day(uow, concern)
    if waiting is None:
        begin_task(uow, after, TaskKind.HEARING, actor.id, place, day, now)
    else:
        move_task(uow, waiting, day, now, place)
    return after


def join_hearing(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> Concern:
    """The reporter will come. Refusal hearing.joined_before, hearing.past."""
    check_step(concern, Act.JOIN_HEARING, me, now)
    task = hearing_day(uow, concern)
    if task is not None and task.due_on < uow.policy.calendar.day_of(now):
        raise Refusal("hearing.past", number=concern.number, day=task.due_on)
    if has_joined(uow, concern):
        raise Refusal("hearing.joined_before", number=concern.number)
    return take_step(uow, concern, Act.JOIN_HEARING, me, now)


def leave_hearing(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> Concern:
    """The reporter will not come after all; nothing else changes. Refusal hearing.not_joined."""
    check_step(concern, Act.LEAVE_HEARING, me, now)
    if not has_joined(uow, concern):
        raise Refusal("hearing.not_joined", number=concern.number)
    return take_step(uow, concern, Act.LEAVE_HEARING, me, now)


def record_hearing(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, result: str) -> Concern:
    """What it brought, or why it was not held; the handling goes on."""
    after = take_step(uow, concern, Act.RECORD_HEARING, actor, now, result)
    task = hearing_day(uow, concern)
    if task is not None:
        end_task(uow, task, TaskEnd.DONE, now)
    return after
