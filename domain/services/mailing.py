"""领导信箱: letters to the leader come in by an entrance of their own, with K18; the office says what each is about."""

from dataclasses import replace
from datetime import datetime

from domain.clocks import Procedure
from domain.concern import Act, Concern, Kind
from domain.errors import Refusal
from domain.messages import Message, Weight, words
from domain.people import Person, Role
from domain.relations import kept_out
from domain.routing import route
from domain.services.acting import present
from domain.services.intake import Report, submit_concern
from domain.services.outlook import by_when
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step, take_step


def check_mailbox(uow: UnitOfWork) -> str:
    """The category of letters. Refusal mailbox.not_here: the district has none."""
    letter = uow.policy.categories.letter
    if letter is None:
        raise Refusal("mailbox.not_here")
    return letter.code


def write_to_leader(uow: UnitOfWork, me: Person, report: Report, now: datetime) -> Concern:
    """Taken in like every report, under the category of letters; leaders hear that there is one, no word of it.

    K18: replied to within five working days, whoever the office gives it to (DOMAIN.md 4). Refusal mailbox.not_here.
    """
    concern = submit_concern(uow, me, replace(report, category=check_mailbox(uow)), now)
    for leader in present(uow.people.with_roles((Role.LEADER,), now), (Role.LEADER,), now):
        if not kept_out(leader, concern, now):
            said = words("mailbox.arrived", number=concern.number, by=by_when(uow, concern))
            once = f"letter:{concern.id}:{leader.id}"
            message = Message(leader.chat, said, weight=Weight.MUST_ARRIVE, once=once)
            uow.outbox.put(message, now)
    return concern


def is_letter(uow: UnitOfWork, concern: Concern) -> bool:
    """Whether it came by that entrance and the office has not said yet what it is about."""
    category = uow.policy.categories.get(concern.category)
    return category is not None and category.procedure is Procedure.MAILBOX


def sort_letter(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, kind: Kind, category: str, written: str
) -> Concern:
    """The office names kind and category; with them it goes to its unit, and their clocks run beside K18.

    `written`: both in words, for the record. A 举报 goes to discipline (条例 22, 30), and never to the unit that it
    is about. Refusal sort.not_a_letter, sort.unknown_category.
    """
    check_step(concern, Act.SORT, actor, now)
    if not is_letter(uow, concern):
        raise Refusal("sort.not_a_letter", number=concern.number)
    known = uow.policy.categories.get(category)
    if known is None or known.procedure is Procedure.MAILBOX:
        raise Refusal("sort.unknown_category")
    today = uow.policy.calendar.day_of(now)
    unit = route(kind, category, concern.area, today, uow.policy.directory, concern.about_unit).unit
    return take_step(
        uow, concern, Act.SORT, actor, now, written, kind=kind, category=category, unit=unit, handler=""
    )
