"""包案: the office gives a matter to a leader with a team, a plan and a day (五个一)."""

from datetime import date, datetime

from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.people import Person, Role
from domain.relations import complained_about
from domain.services.acting import present
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step, take_step
from domain.services.tasking import begin_task, check_day, end_task, open_task
from domain.tasks import TaskEnd, TaskKind


def leaders(uow: UnitOfWork, concern: Concern, now: datetime) -> list[Person]:
    """Who can be given this matter: leaders who are not absent and do not work where it complains about."""
    roles = (Role.LEADER,)
    there = present(uow.people.with_roles(roles, now), roles, now)
    return [one for one in there if not complained_about(one, concern, now) and one.id != concern.reporter]


def lead(
    uow: UnitOfWork,
    concern: Concern,
    actor: Person,
    now: datetime,
    leader: str,
    plan: str,
    due_on: date,
    written: str,
) -> Concern:
    """包案: this leader answers for it by that day; given again, the new plan stands. No clock moves.

    `written`: team, plan and day as one text for the record. Refusal lead.no_leader, task.past_day, task.too_far.
    """
    check_step(concern, Act.LEAD, actor, now)
    check_day(uow, due_on, now)
    if leader not in [one.id for one in leaders(uow, concern, now)]:
        raise Refusal("lead.no_leader")
    for task in uow.tasks.open_of(concern.id):
        if task.kind is TaskKind.LEAD:
            end_task(uow, task, TaskEnd.NEEDLESS, now)
    after = take_step(uow, concern, Act.LEAD, actor, now, written, leader=leader)
    begin_task(uow, after, TaskKind.LEAD, actor.id, plan, due_on, now)
    return after


def plan_step(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, said: str, due_on: date, written: str
) -> Concern:
    """One step of the plan by a day. Refusal lead.none: nobody leads it; task.past_day, task.too_far."""
    check_step(concern, Act.PLAN_STEP, actor, now)
    if not concern.leader:
        raise Refusal("lead.none", number=concern.number)
    after = take_step(uow, concern, Act.PLAN_STEP, actor, now, written)
    begin_task(uow, after, TaskKind.STEP, actor.id, said, due_on, now)
    return after


def finish_step(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, task_id: str) -> Concern:
    """A step is done, and the leader reads it. Refusal task.over."""
    check_step(concern, Act.FINISH_STEP, actor, now)
    task = open_task(uow, task_id, TaskKind.STEP)
    if task.concern != concern.id:
        raise Refusal("task.over")
    end_task(uow, task, TaskEnd.DONE, now)
    return take_step(uow, concern, Act.FINISH_STEP, actor, now, task.words)
