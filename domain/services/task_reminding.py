"""The words of reminders of orders, promises and looks back: one message for each person, with the way to the card."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from domain.clocks import light_of
from domain.concern import Concern
from domain.messages import Button, Fact, Message, Rows, Weight, Words, words
from domain.people import Person
from domain.permissions import Deed
from domain.relations import may_on
from domain.services.outlook import unit_name
from domain.services.ports import Reminder, UnitOfWork
from domain.services.tasking import TASK
from domain.tasks import DEBTORS, Task, TaskKind

SLOT = timedelta(days=1)
BUTTONS = 5
Owed = tuple[Concern, Task]


def task_message(
    uow: UnitOfWork, person: Person, reminders: Sequence[Reminder], now: datetime
) -> Message | None:
    """All that is owed still of these, in one message; None when everything was done meanwhile."""
    owed = [one for one in (_owed(uow, reminder) for reminder in reminders) if one]
    if not owed:
        return None
    lines: list[Fact] = [task_line(uow, concern, task, now) for concern, task in owed]
    raised = _is_raised(uow, reminders, now)
    return Message(
        chat=person.chat,
        words=words("task.remind", n=len(owed), lines=lines),
        rows=_rows(person, owed, now),
        weight=Weight.MUST_ARRIVE if raised else Weight.COMES_AGAIN,
        once=f"remind:{person.id}:{reminders[-1].key}",
        concern=owed[0][0].id if len(owed) == 1 else "",
        expires_at=None if raised else now + SLOT,
    )


def task_line(uow: UnitOfWork, concern: Concern, task: Task, now: datetime) -> Words:
    """One of them with the number, the unit and its light."""
    return words(
        "task.line",
        number=concern.number,
        unit=unit_name(uow, concern.unit),
        task=task_words(uow, task, now),
    )


def task_words(uow: UnitOfWork, task: Task, now: datetime) -> Words:
    """What is owed by when, with its light."""
    today = uow.policy.calendar.day_of(now)
    light = light_of(task.due_on, today, uow.policy.settings.amber_days)
    key = _key(task, today)
    return words(
        key,
        light=words(f"light.{light}"),
        kind=words(f"task_kind.{task.kind}"),
        due=task.due_on,
        words=task.words,
    )


def _key(task: Task, today: date) -> str:
    """A hearing is held on its day, not by it; once that is past, its result is what is owed."""
    if task.kind is TaskKind.HEARING:
        return "task.hearing_past" if task.due_on < today else "task.hearing"
    return "task.said" if task.words else "task.unsaid"


def _owed(uow: UnitOfWork, reminder: Reminder) -> Owed | None:
    task = uow.tasks.get(reminder.subject.removeprefix(TASK))
    concern = uow.concerns.get(reminder.concern)
    return (concern, task) if concern and task and task.ended_at is None else None


def _is_raised(uow: UnitOfWork, reminders: Sequence[Reminder], now: datetime) -> bool:
    """Whether something overdue is told to somebody above those who owe it."""
    today = uow.policy.calendar.day_of(now)
    for reminder in reminders:
        owed = _owed(uow, reminder)
        told = reminder.audience.removeprefix("lead_").split(":")
        if owed and owed[1].due_on < today and DEBTORS[owed[1].kind] not in told:
            return True
    return False


def _rows(person: Person, owed: Sequence[Owed], now: datetime) -> Rows:
    seen = {concern.id: concern for concern, _ in owed if may_on(Deed.VIEW_CARD, person, concern, now)}
    return tuple(
        (Button(words("task.open", number=concern.number), f"tasks:{concern.id}"),)
        for concern in list(seen.values())[:BUTTONS]
    )
