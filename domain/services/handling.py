"""What cadres do with a concern: sign in, accept or decline, note, ask, reply, conclude."""

from datetime import datetime

from domain.concern import Act, Concern, Contact, HowKnown
from domain.errors import Refusal
from domain.people import Person
from domain.permissions import Deed
from domain.relations import may_on
from domain.services.meeting import check_met
from domain.services.ports import UnitOfWork
from domain.services.regrouping import regroup
from domain.services.stepping import take_step


def sign_in(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
    """签收: the first of the unit becomes the handler. Refusal step.taken: a colleague was first."""
    if concern.handler and concern.handler != actor.id:
        raise Refusal("step.taken", number=concern.number)
    return take_step(uow, concern, Act.SIGN_IN, actor, now, handler=actor.id)


def accept(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
    """受理, told to the reporter in writing (条例 23)."""
    return take_step(uow, concern, Act.ACCEPT, actor, now)


def decline(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, reason: str) -> Concern:
    """不予受理 with its reason; the notice names the remedy (条例 23).

    Refusal decline.accepted: another unit accepted it before it was transferred.
    """
    if any(row.act is Act.ACCEPT for row in uow.history.of(concern.id)):
        raise Refusal("decline.accepted", number=concern.number)
    after = take_step(uow, concern, Act.DECLINE, actor, now, reason)
    regroup(uow, after, now)
    return after


def note(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, progress: str) -> Concern:
    """A note of progress, which the reporter reads."""
    return take_step(uow, concern, Act.NOTE, actor, now, progress)


def memo(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, text: str) -> Concern:
    """内部备注 for those who handle it; never told or shown to the reporter."""
    return take_step(uow, concern, Act.MEMO, actor, now, text)


def ask(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, question: str) -> Concern:
    """A question to the reporter; no clock stops for it."""
    return take_step(uow, concern, Act.ASK, actor, now, question)


def reply(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, answer: str) -> Concern:
    """答复: the reporter's time for 复查 starts when it is delivered (条例 35)."""
    return take_step(uow, concern, Act.REPLY, actor, now, answer)


def conclude(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
    """办结, after the reply. Refusal meeting.missing: 三见面 is asked for, and somebody has not met yet."""
    check_met(uow, concern, actor, now)
    return take_step(uow, concern, Act.CONCLUDE, actor, now)


def take_over(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
    """接手: what nobody in the unit handles any more, or, for its lead, what somebody there does not answer.

    No clock moves. Refusal step.taken: a colleague was first.
    """
    if concern.handler and not may_on(Deed.TAKE_OVER, actor, concern, now):
        raise Refusal("step.taken", number=concern.number)
    return take_step(uow, concern, Act.TAKE_OVER, actor, now, handler=actor.id)


def view_contact(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, reason: str) -> Contact:
    """The reporter's contact, for the handler alone, with a reason; the reporter reads who opened it (role), when, why.

    Refusal contact.none.
    """
    take_step(uow, concern, Act.VIEW_CONTACT, actor, now, reason)
    return contact_left(uow, concern)


def contact_left(uow: UnitOfWork, concern: Concern) -> Contact:
    """What the reporter left to be reached by. Refusal contact.none: nothing, or nobody may open it."""
    contact = None if concern.known == HowKnown.ANONYMOUS else uow.concerns.contact(concern.id)
    if contact is None or contact == Contact():
        raise Refusal("contact.none", number=concern.number)
    return contact
