"""听证 in 复核: the reviewer begins and ends it; its days are not counted, the one lawful pause (条例 36)."""

from datetime import datetime

from domain.concern import Act, Concern
from domain.people import Person
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step, take_step
from domain.services.timing import pause, resume


def begin_hearing(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, notice: str) -> Concern:
    """From today K11 stands still; reporter and unit read `notice`: when, where, about what."""
    check_step(concern, Act.BEGIN_HEARING, actor, now)
    pause(uow, concern, now)
    return take_step(uow, concern, Act.BEGIN_HEARING, actor, now, notice)


def end_hearing(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, outcome: str) -> Concern:
    """From tomorrow K11 runs on, later by every day from the first to this one; no day is taken out twice."""
    check_step(concern, Act.END_HEARING, actor, now)
    resume(uow, concern, now, _days_taken_before(uow, concern))
    return take_step(uow, concern, Act.END_HEARING, actor, now, outcome)


def _days_taken_before(uow: UnitOfWork, concern: Concern) -> int:
    """1 if an earlier hearing ended on the day on which this one began."""
    day_of, rows = uow.policy.calendar.day_of, uow.history.of(concern.id)
    begun = [day_of(row.at) for row in rows if row.act is Act.BEGIN_HEARING]
    ended = [day_of(row.at) for row in rows if row.act is Act.END_HEARING]
    return int(bool(begun and ended) and begun[-1] == ended[-1])
