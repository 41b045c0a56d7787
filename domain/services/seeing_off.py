"""After a reception: what came of it is recorded and told to the resident in words; what was promised is owed."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.concern import Act, Concern, Contact, HowKnown, Kind
from domain.errors import Refusal
from domain.life import LIFE
from domain.messages import Button, Message, Rows, Weight, Words, words
from domain.people import Person
from domain.reception import Booking, Outcome, Reception, beginning
from domain.services.booking import subject
from domain.services.briefing import may_read, roster
from domain.services.intake import Report, submit_concern
from domain.services.ports import UnitOfWork
from domain.services.stepping import take_step
from domain.services.tasking import begin_task, check_day
from domain.tasks import TaskKind


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it. `written`: all of it in words, for the record; `said`, `due_on`: what is promised by when.

    `category`: of the concern that a promise makes of a matter that was none yet.
    """

    outcome: Outcome
    written: str
    said: str = ""
    due_on: date | None = None
    category: str = ""


def promisable(concern: Concern | None) -> bool:
    """Whether a promise can be owed on this concern; otherwise it becomes a new one."""
    return concern is not None and concern.state in LIFE[Act.KEEP_PROMISE].from_


def to_record(uow: UnitOfWork, actor: Person, booking_id: str, now: datetime) -> tuple[Reception, Booking]:
    """A booking of which nothing is recorded yet, by who serves that day, once it has begun.

    Refusal: those of `roster`, booking.unknown, reception.too_early, booking.recorded.
    """
    booking = uow.receptions.booking(booking_id)
    if booking is None or not booking.holds:
        raise Refusal("booking.unknown")
    reception, _ = roster(uow, actor, booking.reception, now)
    if now < beginning(reception, uow.policy.calendar):
        raise Refusal("reception.too_early", when=beginning(reception, uow.policy.calendar))
    concern = concern_of(uow, booking)
    if concern is not None and not may_read(concern, actor, now):
        raise Refusal("step.not_yours")
    if booking.outcome is not None:
        raise Refusal("booking.recorded")
    return reception, booking


def concern_of(uow: UnitOfWork, booking: Booking) -> Concern | None:
    """The concern that the booking speaks of, if it does."""
    return uow.concerns.get(booking.concern) if booking.concern else None


def record_outcome(uow: UnitOfWork, actor: Person, booking_id: str, result: Result, now: datetime) -> Booking:
    """Recorded on the booking and in the record of its concern, told to the resident; a promise gets its day.

    What was promised for a matter that is no concern yet is registered as one in the resident's name (条例 22).
    Refusal: those of `to_record`, task.past_day, task.too_far.
    """
    reception, booking = to_record(uow, actor, booking_id, now)
    outcome = replace(booking, outcome=result.outcome, said=result.written)
    if not uow.receptions.record(outcome):
        raise Refusal("booking.recorded")
    concern = concern_of(uow, booking)
    if result.due_on is not None:
        check_day(uow, result.due_on, now)
        if not promisable(concern):
            concern = _registered(uow, booking, concern, result, now)
    if concern is not None and result.written:
        concern = take_step(uow, concern, Act.RECEIVE, actor, now, result.written)
    else:
        _tell(uow, reception, booking, result, now)
    if concern is not None and result.due_on is not None:
        begin_task(uow, concern, TaskKind.PROMISE, actor.id, result.said, result.due_on, now)
    after = replace(outcome, concern=concern.id if concern else "")
    uow.receptions.put_booking(after)
    uow.reminders.drop(subject(booking))
    return after


def _registered(
    uow: UnitOfWork, booking: Booking, before: Concern | None, result: Result, now: datetime
) -> Concern:
    """The matter as a concern of its own; of one that is over it takes words, category and place."""
    resident = uow.people.get(booking.person)
    contact = Contact(booking.called) if booking.called else None
    report = Report(
        draft=f"booking-{booking.id}",
        kind=before.kind if before else Kind.HELP,
        category=before.category if before else result.category,
        area=before.area if before else uow.policy.areas.district.id,
        place=before.place if before else "",
        words=before.words if before else booking.matter,
        known=HowKnown.NAMED if contact else HowKnown.ANONYMOUS,
        contact=contact,
        about_unit=before.about_unit if before else "",
    )
    return submit_concern(uow, resident, report, now)


def _tell(uow: UnitOfWork, reception: Reception, booking: Booking, result: Result, now: datetime) -> None:
    """In a message of its own, where no concern carries it."""
    facts = words(f"received.told.{result.outcome}", title=reception.title, words=result.written)
    message = Message(
        chat=uow.people.get(booking.person).chat,
        words=facts,
        rows=_next(),
        weight=Weight.MUST_ARRIVE,
        once=f"received:{booking.id}",
    )
    uow.outbox.put(message, now)


def _next() -> Rows:
    again = Button(words("menu.reception"), "go:reception")
    return ((again, Button(words("menu.report"), "go:report")),)


def told(booking: Booking) -> Words:
    """What came of it, as the resident's own list shows it."""
    return words(f"received.outcome.{booking.outcome}")
