"""Keeps what is owed on a concern by a day beside its clocks: begun, moved, ended, with its reminders."""

from dataclasses import replace
from datetime import date, datetime

from domain.concern import Concern
from domain.errors import Refusal
from domain.reminders import Receiver, Rung
from domain.services.ports import Reminder, UnitOfWork
from domain.tasks import Task, TaskEnd, TaskKind, task_ladder
from domain.tracking import new_id

TASK = "task:"
"""How the subjects of its reminders begin."""
FARTHEST = 366
"""Days ahead; what is farther is most likely a slip."""


def check_day(uow: UnitOfWork, due_on: date, now: datetime) -> None:
    """Refusal task.past_day, task.too_far unless it is a day to come within a year, or today."""
    today = uow.policy.calendar.day_of(now)
    if due_on < today:
        raise Refusal("task.past_day", day=due_on)
    if (due_on - today).days > FARTHEST:
        raise Refusal("task.too_far", day=due_on)


def begin_task(
    uow: UnitOfWork, concern: Concern, kind: TaskKind, made_by: str, said: str, due_on: date, now: datetime
) -> Task:
    """A new one with its reminders. Refusal task.past_day, task.too_far."""
    check_day(uow, due_on, now)
    task = Task(new_id(), concern.id, kind, said, due_on, now, made_by)
    uow.tasks.put(task)
    _plan(uow, task, now)
    return task


def move_task(uow: UnitOfWork, task: Task, due_on: date, now: datetime, said: str | None = None) -> Task:
    """Due on another day, with other words where there are any; its reminders move.

    Refusal task.past_day, task.too_far.
    """
    check_day(uow, due_on, now)
    moved = replace(task, due_on=due_on, words=task.words if said is None else said)
    uow.tasks.put(moved)
    uow.reminders.drop(subject(task))
    _plan(uow, moved, now)
    return moved


def end_task(uow: UnitOfWork, task: Task, end: TaskEnd, now: datetime) -> Task:
    """Over; nobody is reminded any more."""
    over = task.ended(end, now)
    uow.tasks.put(over)
    uow.reminders.drop(subject(task))
    return over


def open_task(uow: UnitOfWork, task_id: str, *kinds: TaskKind) -> Task:
    """The task of one of the kinds. Refusal task.over: there is none, or it ended before."""
    task = uow.tasks.get(task_id)
    if task is None or task.kind not in kinds or task.ended_at is not None:
        raise Refusal("task.over")
    return task


def subject(task: Task) -> str:
    """What its reminders belong to."""
    return f"{TASK}{task.id}"


def _plan(uow: UnitOfWork, task: Task, now: datetime) -> None:
    policy = uow.policy
    rungs = task_ladder(policy.tasks.ladders[task.kind], task.due_on, policy.calendar, now)
    uow.reminders.plan_all(_reminder(task, rung, to) for rung in rungs for to in rung.receivers)


def _reminder(task: Task, rung: Rung, receiver: Receiver) -> Reminder:
    """Its words are made when it is due (task_reminding.py)."""
    return Reminder(
        key=f"{subject(task)}:{task.due_on}:{rung.name}:{receiver}",
        subject=subject(task),
        audience=_audience(task, receiver),
        due_at=rung.due_at,
        sentence="task.remind",
        facts={},
        concern=task.concern,
    )


def _audience(task: Task, receiver: Receiver) -> str:
    """Those of the unit by the concern, so that a transfer needs no new plan; the others by their role."""
    if receiver in (Receiver.HANDLER, Receiver.UNIT_LEAD):
        return f"{receiver}:{task.concern}"
    if receiver is Receiver.LEADER and task.kind in (TaskKind.LEAD, TaskKind.STEP):
        return f"lead_{receiver}:{task.concern}"
    return f"role:{receiver}"
