"""Before a reception day: residents are reminded, and leader and office read each matter, so nobody tells it twice."""

from datetime import datetime

from domain.concern import AMONG_OFFICES, Concern, HowKnown, Kind
from domain.errors import Refusal
from domain.messages import Button, Fact, Message, Weight, Words, words
from domain.people import Person
from domain.permissions import Deed
from domain.reception import Booking, Reception, beginning, closing
from domain.relations import check, kept_out
from domain.services.booking import when
from domain.services.following import timeline
from domain.services.outlook import by_when, unit_name
from domain.services.ports import Reminder, UnitOfWork
from domain.services.receiving import RECEPTION, serves

BOOKING = "booking:"
STEPS = 6
"""Of the record of a concern, the last so many."""
QUOTE = 80
"""Characters of what was said in a step."""


def reception_message(uow: UnitOfWork, person: Person, reminder: Reminder, now: datetime) -> Message | None:
    """A reminder for who has booked, or the brief for who serves; None when it has nothing to say any more."""
    if reminder.subject.startswith(BOOKING):
        return _booked(uow, person, reminder)
    reception = uow.receptions.get(reminder.subject.removeprefix(RECEPTION))
    if reception is None or reception.called_off_at is not None or not serves(person, reception, now):
        return None
    open_list = Button(words("reception.open_roster"), f"received:day.{reception.id}")
    return Message(
        chat=person.chat,
        words=brief(uow, person, reception, now),
        rows=((open_list,),),
        weight=Weight.MUST_ARRIVE,
        once=f"remind:{person.id}:{reminder.key.rpartition(':')[0]}",
        expires_at=reminder.expires_at,
    )


def _booked(uow: UnitOfWork, person: Person, reminder: Reminder) -> Message | None:
    booking = uow.receptions.booking(reminder.subject.removeprefix(BOOKING))
    if booking is None or not booking.holds:
        return None
    cancel = Button(words("booking.cancel"), f"book:cancel.{booking.id}")
    return Message(
        chat=person.chat,
        words=Words(reminder.sentence, reminder.facts),
        rows=((cancel,),),
        weight=Weight.COMES_AGAIN,
        once=f"remind:{person.id}:{reminder.key}",
        expires_at=reminder.expires_at,
    )


def brief(uow: UnitOfWork, person: Person, reception: Reception, now: datetime) -> Words:
    """Every place with its matter: number, what was done so far, deadlines; never a phone number.

    A name only as the resident chose to be known. Who has no part in a concern reads nothing of it.
    """
    booked = uow.receptions.bookings(reception.id)
    lines: list[Fact] = [_line(uow, person, reception, booking, now) for booking in booked]
    return words(
        "reception.brief" if lines else "reception.brief_empty",
        when=beginning(reception, uow.policy.calendar),
        title=reception.title,
        venue=reception.venue,
        n=len(lines),
        places=reception.places,
        lines=lines,
    )


def roster(
    uow: UnitOfWork, person: Person, reception_id: str, now: datetime
) -> tuple[Reception, list[Booking]]:
    """The list of one day for those who serve that day, from when booking closes until some days after it.

    Refusal reception.unknown (also of a day that is not theirs), reception.not_yet, reception.roster_over.
    """
    check(Deed.SERVE_RECEPTION, person, now)
    reception = uow.receptions.get(reception_id)
    if reception is None or not serves(person, reception, now):
        raise Refusal("reception.unknown")
    calendar, rules = uow.policy.calendar, uow.policy.receptions
    opens = closing(reception, rules, calendar)
    if now < opens:
        raise Refusal("reception.not_yet", opens=opens)
    if (calendar.day_of(now) - reception.day).days > rules.roster_days:
        raise Refusal("reception.roster_over", days=rules.roster_days)
    return reception, uow.receptions.bookings(reception.id)


def may_read(concern: Concern, person: Person, now: datetime) -> bool:
    """Whether somebody who serves may read of this concern: no 举报, and not who has no part in it."""
    return concern.kind is not Kind.MISCONDUCT and not kept_out(person, concern, now)


def _line(uow: UnitOfWork, person: Person, reception: Reception, booking: Booking, now: datetime) -> Words:
    concern = uow.concerns.get(booking.concern) if booking.concern else None
    if concern is not None and not may_read(concern, person, now):
        return words("reception.hidden", when=when(uow, reception, booking.number))
    return words(
        "reception.brief_line",
        when=when(uow, reception, booking.number),
        called=_called(uow, booking, concern),
        matter=_matter(uow, concern) if concern else words("reception.matter", matter=booking.matter),
    )


def _called(uow: UnitOfWork, booking: Booking, concern: Concern | None) -> Fact:
    if booking.called:
        return booking.called
    named = concern is not None and concern.known is HowKnown.NAMED
    contact = uow.concerns.contact(concern.id) if concern is not None and named else None
    return contact.name if contact and contact.name else words("reception.no_name")


def _matter(uow: UnitOfWork, concern: Concern) -> Words:
    return words(
        "reception.concern",
        number=concern.number,
        kind=words(f"kind_name.{concern.kind}"),
        category=words(f"category.{concern.category}"),
        place=concern.place or uow.policy.areas.path_name(concern.area),
        words=_short(concern.words),
        unit=unit_name(uow, concern.unit),
        state=words(f"state.{concern.state}"),
        steps=_steps(uow, concern),
        by=by_when(uow, concern),
    )


def _steps(uow: UnitOfWork, concern: Concern) -> list[Fact]:
    """What was done so far, without what the resident wrote: that may hold more than they want to show."""
    rows = timeline(uow, concern)[-STEPS:]
    return [
        words(
            "reception.step",
            at=row.at,
            act=words(f"act.{row.act}"),
            said=words("reception.said", words=_short(row.words))
            if row.words and row.role != "resident" and row.act not in AMONG_OFFICES
            else "",
        )
        for row in rows
    ]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= QUOTE else f"{flat[:QUOTE]}…"
