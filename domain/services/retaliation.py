"""打击报复: who is made to suffer for a concern says so to another body, as a 举报 with a clock of its own."""

from datetime import datetime

from domain.concern import Act, Concern, HowKnown, Kind
from domain.errors import Refusal
from domain.people import Person
from domain.services.following import own_concern
from domain.services.intake import Report, submit_concern
from domain.services.ports import UnitOfWork
from domain.services.stepping import take_step


def report_retaliation(
    uow: UnitOfWork,
    about: Concern,
    me: Person,
    now: datetime,
    draft: str,
    unit: str,
    what: str,
    known: HowKnown,
) -> Concern:
    """A new concern of its own, at discipline or above it, never at `unit`; the first concern shows nothing of it.

    `what`: the reporter's words. Contact data comes along unless they stay anonymous. Refusal follow.not_yours,
    retaliation.unknown_unit.
    """
    first = own_concern(uow, about.id, me, now)
    if unit not in uow.policy.units.by_id:
        raise Refusal("retaliation.unknown_unit")
    contact = None if known is HowKnown.ANONYMOUS else uow.concerns.contact(first.id)
    report = Report(
        draft, Kind.MISCONDUCT, first.category, first.area, "", what, known, contact=contact, about_unit=unit
    )
    concern = submit_concern(uow, me, report, now)
    return take_step(uow, concern, Act.REPORT_RETALIATION, me, now, first.number)
