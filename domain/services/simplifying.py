"""简易办理 and 首次联系: what a handler says beside handling, where the district asks for it (K12, K15)."""

from datetime import datetime

from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.people import Person
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step, take_step
from domain.services.timing import running

SIMPLE, CONTACT = "K12", "K15"
"""The clocks that leaving the simple procedure, and the first contact, meet."""


def owes_contact(uow: UnitOfWork, concern: Concern) -> bool:
    """Whether the first contact is still waited for."""
    return _runs(uow, concern, CONTACT)


def is_simple(uow: UnitOfWork, concern: Concern) -> bool:
    """Whether the simple procedure runs."""
    return _runs(uow, concern, SIMPLE)


def record_contact(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
    """已联系: the reporter reads that it was said, and can say otherwise. Refusal contact.none_owed."""
    check_step(concern, Act.CONTACT, actor, now)
    if not owes_contact(uow, concern):
        raise Refusal("contact.none_owed", number=concern.number)
    return take_step(uow, concern, Act.CONTACT, actor, now)


def leave_simple(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, reason: str) -> Concern:
    """It is complex: K6, which has run all the while, holds alone, and the reporter reads why.

    Refusal simple.not_running.
    """
    check_step(concern, Act.LEAVE_SIMPLE, actor, now)
    if not is_simple(uow, concern):
        raise Refusal("simple.not_running", number=concern.number)
    return take_step(uow, concern, Act.LEAVE_SIMPLE, actor, now, reason)


def _runs(uow: UnitOfWork, concern: Concern, rule: str) -> bool:
    return any(clock.rule == rule for clock in running(uow, concern))
