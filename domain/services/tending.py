"""What a step of a concern does to the orders, promises and looks back beside it."""

from datetime import datetime, timedelta

from domain.concern import Act, Concern, HistoryRow, Kind
from domain.messages import Button, Message, Weight, words
from domain.people import Role
from domain.permissions import Deed
from domain.relations import WORKERS, complained_about, may_on
from domain.services.outlook import unit_name
from domain.services.ports import UnitOfWork
from domain.services.tasking import begin_task, end_task
from domain.tasks import TaskEnd, TaskKind

ENDS: dict[Act, tuple[TaskKind, ...]] = {
    Act.DECLINE: (TaskKind.ORDER, TaskKind.LEAD, TaskKind.STEP, TaskKind.AGENDA),
    Act.REPLY: (TaskKind.AGENDA,),
    Act.CONCLUDE: (TaskKind.ORDER, TaskKind.LEAD, TaskKind.STEP),
    Act.WITHDRAW: tuple(TaskKind),
    Act.REWORK: (TaskKind.LOOK_BACK,),
}
"""What is needless after a step."""


def tend(uow: UnitOfWork, concern: Concern, row: HistoryRow, now: datetime) -> None:
    """A reply meets the orders, an end makes things needless, a conclusion plans the look back."""
    for task in uow.tasks.open_of(concern.id):
        if row.act is Act.REPLY and task.kind is TaskKind.ORDER:
            end_task(uow, task, TaskEnd.DONE, now)
            _tell_office(uow, concern, row, now)
        elif task.kind in ENDS.get(row.act, ()):
            end_task(uow, task, TaskEnd.NEEDLESS, now)
    if row.act is Act.REPLY:
        _tell_helpers(uow, concern, row, now)
    if row.act is Act.CONCLUDE and concern.kind is not Kind.MISCONDUCT:
        due_on = uow.policy.calendar.day_of(now) + timedelta(days=uow.policy.tasks.look_back_days)
        begin_task(uow, concern, TaskKind.LOOK_BACK, "", "", due_on, now)


def _tell_helpers(uow: UnitOfWork, concern: Concern, row: HistoryRow, now: datetime) -> None:
    """Those who help hear that the lead unit has replied."""
    sentence = words("notice.co_replied", number=concern.number, unit=unit_name(uow, concern.unit))
    for unit in concern.co_units:
        for one in uow.people.in_unit(unit, WORKERS, now):
            if not complained_about(one, concern, now):
                once = f"co_replied:{concern.id}:{row.sequence}:{one.id}"
                message = Message(
                    one.chat, sentence, weight=Weight.MUST_ARRIVE, once=once, concern=concern.id
                )
                uow.outbox.put(message, now)


def _tell_office(uow: UnitOfWork, concern: Concern, row: HistoryRow, now: datetime) -> None:
    """Once for each step, however many orders it met."""
    sentence = words("notice.order_met", number=concern.number, unit=unit_name(uow, concern.unit))
    card = ((Button(words("button.card"), f"card:{concern.id}"),),)
    for one in uow.people.with_roles((Role.OFFICE,), now):
        if may_on(Deed.SUPERVISE, one, concern, now):
            once = f"order_met:{concern.id}:{row.sequence}:{one.id}"
            message = Message(
                one.chat, sentence, card, weight=Weight.MUST_ARRIVE, once=once, concern=concern.id
            )
            uow.outbox.put(message, now)
