"""督办, 催办, 承诺 and 回头看: what the office orders and looks back at, what a handler promises and keeps."""

from datetime import date, datetime

from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.people import Person
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step, take_step
from domain.services.tasking import begin_task, check_day, end_task, move_task, open_task
from domain.tasks import FINDINGS, Task, TaskEnd, TaskKind


def supervise(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, said: str, due_on: date, written: str
) -> Concern:
    """督办: a written order with a date to the lead unit and the handler; met by the reply (K14). No clock moves.

    `written`: words and day as one text for the record. Refusal task.past_day, task.too_far.
    """
    after = take_step(uow, concern, Act.SUPERVISE, actor, now, written)
    begin_task(uow, after, TaskKind.ORDER, actor.id, said, due_on, now)
    return after


def end_supervision(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, task_id: str) -> Concern:
    """The office takes its order back or holds it for met. Refusal task.over."""
    check_step(concern, Act.END_SUPERVISION, actor, now)
    task = _of(uow, concern, task_id, TaskKind.ORDER)
    end_task(uow, task, TaskEnd.DONE, now)
    return take_step(uow, concern, Act.END_SUPERVISION, actor, now, task.words)


def urge_unit(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
    """催办 by the office: handler and unit lead are asked how far it has come. Refusal urge_unit.today: once a day."""
    check_step(concern, Act.URGE_UNIT, actor, now)
    calendar = uow.policy.calendar
    urged = [row.at for row in uow.history.of(concern.id) if row.act is Act.URGE_UNIT]
    if urged and calendar.day_of(urged[-1]) == calendar.day_of(now):
        raise Refusal("urge_unit.today", number=concern.number)
    return take_step(uow, concern, Act.URGE_UNIT, actor, now)


def promise(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, said: str, due_on: date, written: str
) -> Concern:
    """承诺: something by a day, told to the reporter at once. Refusal task.past_day, task.too_far."""
    after = take_step(uow, concern, Act.PROMISE, actor, now, written)
    begin_task(uow, after, TaskKind.PROMISE, actor.id, said, due_on, now)
    return after


def keep_promise(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, task_id: str) -> Concern:
    """What was promised is done, and the reporter reads it. Refusal task.over."""
    check_step(concern, Act.KEEP_PROMISE, actor, now)
    task = _of(uow, concern, task_id, TaskKind.PROMISE)
    end_task(uow, task, TaskEnd.DONE, now)
    return take_step(uow, concern, Act.KEEP_PROMISE, actor, now, task.words)


def move_promise(
    uow: UnitOfWork,
    concern: Concern,
    actor: Person,
    now: datetime,
    task_id: str,
    due_on: date,
    written: str,
) -> Concern:
    """A new day with the reason, told to the reporter. Refusal task.over, task.not_later, task.too_far."""
    check_step(concern, Act.MOVE_PROMISE, actor, now)
    task = _of(uow, concern, task_id, TaskKind.PROMISE)
    check_day(uow, due_on, now)
    if due_on == task.due_on:
        raise Refusal("task.same_day", day=due_on)
    move_task(uow, task, due_on, now)
    return take_step(uow, concern, Act.MOVE_PROMISE, actor, now, written)


def look_back(
    uow: UnitOfWork,
    concern: Concern,
    actor: Person,
    now: datetime,
    task_id: str,
    found: TaskEnd,
    written: str,
) -> Concern:
    """回头看: what the office found days after the conclusion, told to the handler. Refusal task.over."""
    assert found in FINDINGS
    check_step(concern, Act.LOOK_BACK, actor, now)
    end_task(uow, _of(uow, concern, task_id, TaskKind.LOOK_BACK), found, now)
    return take_step(uow, concern, Act.LOOK_BACK, actor, now, written)


def _of(uow: UnitOfWork, concern: Concern, task_id: str, kind: TaskKind) -> Task:
    task = open_task(uow, task_id, kind)
    if task.concern != concern.id:
        raise Refusal("task.over")
    return task
