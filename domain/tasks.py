"""What is owed on one concern by a day, beside its life: an order, a promise, a look back, a step of a plan."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from domain.calendar import WorkCalendar
from domain.reminders import Receiver, Rung, RungRule


class TaskKind(StrEnum):
    """督办, 承诺, 回头看, 包案 with its day, a step of its plan, a place on the agenda, the day of a hearing."""

    ORDER = "order"
    PROMISE = "promise"
    LOOK_BACK = "look_back"
    LEAD = "lead"
    STEP = "step"
    AGENDA = "agenda"
    HEARING = "hearing"


class TaskEnd(StrEnum):
    """How it ended: done, needless (the concern ended before), or what a look back found."""

    DONE = "done"
    NEEDLESS = "needless"
    SETTLED = "settled"
    PARTLY = "partly"
    UNSETTLED = "unsettled"


FINDINGS = (TaskEnd.SETTLED, TaskEnd.PARTLY, TaskEnd.UNSETTLED)
"""What a look back can find."""

DEBTORS = {
    TaskKind.ORDER: Receiver.HANDLER,
    TaskKind.PROMISE: Receiver.HANDLER,
    TaskKind.LOOK_BACK: Receiver.OFFICE,
    TaskKind.LEAD: Receiver.LEADER,
    TaskKind.STEP: Receiver.HANDLER,
    TaskKind.AGENDA: Receiver.OFFICE,
    TaskKind.HEARING: Receiver.HANDLER,
}
"""Who owes it; whoever else is told once it is overdue stands above them."""


@dataclass(frozen=True, slots=True)
class Task:
    """One of them. `due_on`: its last day. `made_by`: person id, "" for the service. `end`: how it ended, or None."""

    id: str
    concern: str
    kind: TaskKind
    words: str
    due_on: date
    made_at: datetime
    made_by: str
    ended_at: datetime | None = None
    end: TaskEnd | None = None

    def ended(self, end: TaskEnd, now: datetime) -> "Task":
        """The task, over."""
        return replace(self, ended_at=now, end=end)


@dataclass(frozen=True, slots=True)
class TaskRules:
    """When whom to remind of each kind, how many days after the conclusion the office looks back.

    `urgent_minutes`: after how many minutes of silence an urgent report is told again.
    """

    ladders: dict[TaskKind, tuple[RungRule, ...]]
    look_back_days: int
    urgent_minutes: tuple[int, ...]


def task_ladder(
    rules: Iterable[RungRule], due_on: date, calendar: WorkCalendar, now: datetime
) -> tuple[Rung, ...]:
    """The reminders still to come, in working time; what would have come before now never comes."""
    rungs = (
        Rung(
            r.name,
            r.offset,
            calendar.moment(calendar.working_day_by(due_on, r.offset), r.at),
            r.receivers,
        )
        for r in rules
    )
    return tuple(rung for rung in rungs if rung.due_at > now)
