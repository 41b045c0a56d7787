"""三见面: where the district asks for it, unit lead, handler and resident have all met before 办结."""

from datetime import datetime

from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.messages import Fact, words
from domain.people import Person
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step, take_step

MEETINGS = (Act.MEET, Act.MEET_AS_LEAD, Act.MEET_AS_REPORTER)
"""The three stamps; each is a row of the record."""


def is_owed(uow: UnitOfWork, concern: Concern, stamp: Act) -> bool:
    """Whether this stamp is asked for and not given yet; the resident's only once the handler's stands."""
    if not uow.policy.answers.needs_meetings(concern):
        return False
    given = _given(uow, concern)
    asked = stamp is not Act.MEET_AS_REPORTER or Act.MEET in given
    return asked and stamp not in given


def meet(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
    """The handler has met the resident, who is asked to say so too. Refusal meeting.not_owed."""
    return _stamp(uow, concern, actor, now, Act.MEET)


def meet_as_lead(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
    """The unit's lead has met the resident. Refusal meeting.not_owed."""
    return _stamp(uow, concern, actor, now, Act.MEET_AS_LEAD)


def meet_as_reporter(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> Concern:
    """The resident says that they have met; nobody else can. Refusal meeting.not_owed."""
    return _stamp(uow, concern, me, now, Act.MEET_AS_REPORTER)


def check_met(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> None:
    """Refusal meeting.missing names who has not met yet, where the district asks for all three."""
    check_step(concern, Act.CONCLUDE, actor, now)
    missing = _missing(uow, concern, now) if uow.policy.answers.needs_meetings(concern) else []
    if missing:
        who: list[Fact] = [words(f"meeting.{act}") for act in missing]
        raise Refusal("meeting.missing", number=concern.number, who=who)


def _missing(uow: UnitOfWork, concern: Concern, now: datetime) -> list[Act]:
    missing = [act for act in MEETINGS if act not in _given(uow, concern)]
    if _nothing_to_wait_for(uow, concern, now):
        return [act for act in missing if act is not Act.MEET_AS_REPORTER]
    return missing


def _nothing_to_wait_for(uow: UnitOfWork, concern: Concern, now: datetime) -> bool:
    """The resident cannot be asked by chat, or was asked and said nothing for the days that the district waits."""
    asked = [row.at for row in uow.history.of(concern.id) if row.act is Act.MEET]
    if not uow.people.get(concern.reporter).reachable:
        return True
    calendar, days = uow.policy.calendar, uow.policy.answers.meeting_days
    return bool(asked) and calendar.day_of(now) > calendar.add_working_days(calendar.day_of(asked[-1]), days)


def _stamp(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, stamp: Act) -> Concern:
    check_step(concern, stamp, actor, now)
    if not is_owed(uow, concern, stamp):
        raise Refusal("meeting.not_owed", number=concern.number)
    return take_step(uow, concern, stamp, actor, now)


def _given(uow: UnitOfWork, concern: Concern) -> set[Act]:
    return {row.act for row in uow.history.of(concern.id)}
