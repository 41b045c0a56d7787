"""会商 (条例 24): what touches several units is put on the agenda, and the decision names who leads and who helps."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.people import Person
from domain.services.objecting import transfer
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step, take_step
from domain.services.tasking import begin_task, end_task, move_task
from domain.tasks import Task, TaskEnd, TaskKind


def put_to_meeting(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, why: str, day: date, written: str
) -> Concern:
    """On the agenda of that day; said again, it is moved. No clock moves. Refusal task.past_day, task.too_far."""
    after = take_step(uow, concern, Act.PUT_TO_MEETING, actor, now, written)
    waiting = on_agenda(uow, concern)
    if waiting:
        move_task(uow, waiting, day, now)
    else:
        begin_task(uow, after, TaskKind.AGENDA, actor.id, why, day, now)
    return after


def on_agenda(uow: UnitOfWork, concern: Concern) -> Task | None:
    """Its place on the agenda, if it waits there."""
    return next((task for task in uow.tasks.open_of(concern.id) if task.kind is TaskKind.AGENDA), None)


def decide(
    uow: UnitOfWork,
    concern: Concern,
    actor: Person,
    now: datetime,
    lead: str,
    helpers: Sequence[str],
    written: str,
) -> Concern:
    """The decision, which assigns: the lead unit gets it if it has it not yet, the helpers are co-handlers.

    Refusal meeting.not_on_agenda, meeting.twice (a helper leads), transfer.same_unit (what was returned needs
    another unit), transfer.unknown_unit, transfer.complained_about.
    """
    check_step(concern, Act.DECIDE, actor, now)
    task = on_agenda(uow, concern)
    if task is None:
        raise Refusal("meeting.not_on_agenda", number=concern.number)
    _check_units(uow, concern, lead, helpers)
    end_task(uow, task, TaskEnd.DONE, now)
    after = take_step(uow, concern, Act.DECIDE, actor, now, written, co_units=tuple(helpers))
    stays = lead == concern.unit and concern.unit != uow.policy.units.office.id
    return after if stays else transfer(uow, after, actor, now, written, lead)


def co_note(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, said: str) -> Concern:
    """What a co-handler did, told to the handler; the lead unit alone answers the reporter."""
    return take_step(uow, concern, Act.CO_NOTE, actor, now, said)


def _check_units(uow: UnitOfWork, concern: Concern, lead: str, helpers: Sequence[str]) -> None:
    units = uow.policy.units
    for unit in (lead, *helpers):
        if unit not in units.by_id:
            raise Refusal("transfer.unknown_unit")
        if unit == concern.about_unit:
            raise Refusal("transfer.complained_about", unit=units.get(unit).name)
    if lead in helpers or len(set(helpers)) < len(helpers):
        raise Refusal("meeting.twice")
