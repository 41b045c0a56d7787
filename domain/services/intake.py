"""Taking a concern in: number, code, unit and first deadlines, all in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from domain.concern import Act, Concern, Contact, HowKnown, Kind, Pin, State
from domain.messages import Fact, Message, Weight, words
from domain.people import Person
from domain.permissions import Deed
from domain.relations import check
from domain.routing import route
from domain.services.following import code_purpose
from domain.services.outlook import next_step
from domain.services.ports import UnitOfWork
from domain.services.stepping import register, take_step
from domain.tracking import new_code, new_id, new_number


@dataclass(frozen=True, slots=True)
class Report:
    """The answers of a finished dialogue; `draft`: id of the draft whose files come along."""

    draft: str
    kind: Kind
    category: str
    area: str
    place: str
    words: str
    known: HowKnown
    pin: Pin | None = None
    contact: Contact | None = None
    about_unit: str = ""


def submit_concern(uow: UnitOfWork, me: Person, report: Report, now: datetime) -> Concern:
    """Register the concern, assign it to its unit and tell the reporter number and query code.

    The number is told exactly once per draft (natural key), and surely arrives (weight A).
    条例 22: registered and assigned within 15 days, here at once.
    """
    check(Deed.REPORT, me, now)
    code = new_code()
    concern = _added(uow, me, report, code, now)
    if report.contact and report.known is not HowKnown.ANONYMOUS:
        uow.concerns.put_contact(concern.id, report.contact)
    uow.files.give(f"draft:{report.draft}", f"concern:{concern.id}")
    register(uow, concern, now)
    day = now.astimezone(uow.policy.calendar.zone).date()
    unit = route(report.kind, report.category, report.area, day, uow.policy.directory, report.about_unit).unit
    assigned = take_step(uow, concern, Act.ASSIGN, None, now, unit=unit)
    _tell_number(uow, me, assigned, code, report.draft, now)
    return assigned


def _added(uow: UnitOfWork, me: Person, report: Report, code: str, now: datetime) -> Concern:
    """The concern under the first free random number."""
    local = now.astimezone(uow.policy.calendar.zone)
    concern_id = new_id()
    while True:
        concern = Concern(
            id=concern_id,
            number=new_number(uow.policy.settings.code, local),
            code_digest=uow.secrets.digest(code_purpose(concern_id), code),
            reporter=me.id,
            kind=report.kind,
            category=report.category,
            area=report.area,
            place=report.place,
            words=report.words,
            known=report.known,
            state=State.REGISTERED,
            unit="",
            registered_at=now,
            pin=report.pin,
            about_unit=report.about_unit,
        )
        if uow.concerns.add(concern):
            return concern


def _tell_number(uow: UnitOfWork, me: Person, concern: Concern, code: str, draft: str, now: datetime) -> None:
    facts: dict[str, Fact] = {
        "number": concern.number,
        "code": code,
        "next": next_step(uow, concern),
    }
    message = Message(
        me.chat,
        words("report.submitted", **facts),
        removes_keys=True,
        weight=Weight.MUST_ARRIVE,
        once=f"number:{draft}",
        concern=concern.id,
    )
    uow.outbox.put(message, now)
