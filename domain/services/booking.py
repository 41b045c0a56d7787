"""Residents book a place on a reception day, change it and take it back; whatever is full says what is free."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.calendar import DAY
from domain.concern import Concern, Kind
from domain.errors import Refusal
from domain.messages import Fact, Words, words
from domain.people import Person
from domain.permissions import Deed
from domain.privacy import find_forbidden
from domain.reception import AHEAD, Booking, Ending, Reception, beginning, closing, turn
from domain.relations import check, kept_out
from domain.services.following import own_concern
from domain.services.ports import Reminder, UnitOfWork
from domain.tracking import short_id

SHOWN = 8
"""Days in one list."""
OWN = 20
"""Bookings of one resident that are looked at."""


def coming(uow: UnitOfWork, now: datetime) -> list[tuple[Reception, int]]:
    """The days that stand, soonest first, each with the number of places free; 0 once booking has closed."""
    today = uow.policy.calendar.day_of(now)
    days = uow.receptions.between(today, today + AHEAD * DAY)
    taken = uow.receptions.taken([day.id for day in days])
    open_now = (now < closing(day, uow.policy.receptions, uow.policy.calendar) for day in days)
    free = (day.places - taken.get(day.id, 0) for day in days)
    return [(day, n if is_open else 0) for day, n, is_open in zip(days, free, open_now, strict=True)]


def free_numbers(uow: UnitOfWork, reception: Reception) -> list[int]:
    """The numbers that nobody has."""
    taken = {booking.number for booking in uow.receptions.bookings(reception.id)}
    return [number for number in range(1, reception.places + 1) if number not in taken]


def open_day(uow: UnitOfWork, reception_id: str, now: datetime) -> Reception:
    """A day on which a place can be booked, each refusal with what is free next.

    Refusal reception.unknown, reception.called_off, reception.past, reception.closed, reception.full.
    """
    reception = uow.receptions.get(reception_id)
    if reception is None:
        raise Refusal("reception.unknown")
    calendar = uow.policy.calendar
    why = ""
    if reception.called_off_at is not None:
        why = "reception.day_called_off"
    elif now >= beginning(reception, calendar):
        why = "reception.past"
    elif now >= closing(reception, uow.policy.receptions, calendar):
        why = "reception.closed"
    elif not free_numbers(uow, reception):
        why = "reception.full"
    if why:
        raise Refusal(why, day=reception.day, title=reception.title, free=free_next(uow, now))
    return reception


def free_next(uow: UnitOfWork, now: datetime) -> Words:
    """The days that still have places, a line each; or that there are none."""
    days = [(day, n) for day, n in coming(uow, now) if n > 0][:SHOWN]
    lines: list[Fact] = [day_line(uow, day, n, now) for day, n in days]
    return words("reception.free_days", lines=lines) if lines else words("reception.no_free_day")


def day_line(uow: UnitOfWork, reception: Reception, free: int, now: datetime) -> Words:
    """One day for residents: when, who, where, how many places are free; or that it is full, or booking has closed."""
    closed = now >= closing(reception, uow.policy.receptions, uow.policy.calendar)
    return words(
        "reception.line" if free > 0 else "reception.line_closed" if closed else "reception.line_full",
        when=beginning(reception, uow.policy.calendar),
        title=reception.title,
        venue=reception.venue,
        n=free,
    )


def when(uow: UnitOfWork, reception: Reception, number: int) -> Words:
    """Day, time and number of one place."""
    at = turn(reception, number, uow.policy.calendar)
    return words("reception.turn" if reception.minutes else "reception.number", at=at, n=number)


def bookable(uow: UnitOfWork, me: Person, reception: Reception, now: datetime) -> list[Concern]:
    """The resident's own concerns that this leader may hear of: no 举报, none about the leader's own unit."""
    leader = uow.people.get(reception.leader)
    return [
        concern
        for concern in uow.concerns.of_reporter(me.id)
        if concern.kind is not Kind.MISCONDUCT and not kept_out(leader, concern, now)
    ]


def book(
    uow: UnitOfWork,
    me: Person,
    reception_id: str,
    number: int,
    now: datetime,
    concern_id: str = "",
    matter: str = "",
    called: str = "",
) -> Booking:
    """One place for one resident. `number` 0: the first that is free.

    Refusal: those of `open_day`, reception.taken (the number), reception.twice (a place that day already),
    reception.say_matter (neither concern nor words), reception.not_here (the concern), privacy.* (R20).
    """
    check(Deed.BOOK_RECEPTION, me, now)
    uow.receptions.hold(reception_id)
    reception = open_day(uow, reception_id, now)
    _check_matter(uow, me, reception, now, concern_id, matter, called)
    _check_once(uow, me, reception, now)
    wished = [number] if number else free_numbers(uow, reception)
    for one in wished if set(wished) <= set(range(1, reception.places + 1)) else ():
        booking = Booking(
            short_id(), reception.id, one, me.id, concern_id, matter.strip(), called.strip(), now
        )
        if uow.receptions.book(booking):
            plan_booking(uow, reception, booking, now)
            return booking
    open_day(uow, reception_id, now)
    raise Refusal("reception.taken", free=_free_turns(uow, reception))


def change(
    uow: UnitOfWork, me: Person, booking_id: str, reception_id: str, number: int, now: datetime
) -> Booking:
    """Another place with the same matter; also after the office called the day off. The old one is free again.

    Refusal: those of `book`, booking.unknown, booking.over.
    """
    uow.receptions.hold(reception_id)
    old = own_booking(uow, me, booking_id)
    if not (_coming(uow, old, now) or old.ending is Ending.CALLED_OFF):
        raise Refusal("booking.over")
    _end(uow, old, Ending.CHANGED, now)
    return book(uow, me, reception_id, number, now, old.concern, old.matter, old.called)


def cancel(uow: UnitOfWork, me: Person, booking_id: str, now: datetime) -> Booking:
    """The place is free for somebody else. Refusal booking.unknown, booking.over."""
    return _end(uow, standing_booking(uow, me, booking_id, now), Ending.CANCELLED, now)


def call_off(uow: UnitOfWork, booking: Booking, now: datetime) -> Booking:
    """The office has called the day off."""
    return _end(uow, booking, Ending.CALLED_OFF, now)


def standing_booking(uow: UnitOfWork, me: Person, booking_id: str, now: datetime) -> Booking:
    """The resident's own, of a day to come. Refusal booking.unknown, booking.over."""
    booking = own_booking(uow, me, booking_id)
    if not _coming(uow, booking, now):
        raise Refusal("booking.over")
    return booking


def own_booking(uow: UnitOfWork, me: Person, booking_id: str) -> Booking:
    """The resident's own. Refusal booking.unknown, the same for somebody else's."""
    booking = uow.receptions.booking(booking_id)
    if booking is None or booking.person != me.id:
        raise Refusal("booking.unknown")
    return booking


def own_coming(uow: UnitOfWork, me: Person, now: datetime) -> list[tuple[Booking, Reception]]:
    """The resident's bookings that are still to come, soonest first."""
    found = [
        (one, _day(uow, one)) for one in uow.receptions.bookings_of(me.id, OWN) if _coming(uow, one, now)
    ]
    return sorted(found, key=lambda one: (one[1].day, one[1].start))


def own_past(uow: UnitOfWork, me: Person) -> list[tuple[Booking, Reception]]:
    """The resident's bookings of which something came, newest first."""
    return [(one, _day(uow, one)) for one in uow.receptions.bookings_of(me.id, OWN) if one.outcome]


def plan_booking(uow: UnitOfWork, reception: Reception, booking: Booking, now: datetime) -> None:
    """The resident is reminded the day before and on the morning, as far as that is still to come."""
    rules, calendar = uow.policy.receptions, uow.policy.calendar
    at = beginning(reception, calendar)
    eve = calendar.moment(reception.day - DAY, rules.eve_at)
    morning = calendar.moment(reception.day, rules.morning_at)
    midnight, turns = calendar.end_of_day(reception.day - DAY), turn(reception, booking.number, calendar)
    for rung, due_at, until in (("eve", eve, midnight), ("morning", morning, turns)):
        if now < due_at < at:
            uow.reminders.plan(_reminder(uow, reception, booking, rung, due_at, until))


def subject(booking: Booking) -> str:
    """What the reminders of a booking belong to."""
    return f"booking:{booking.id}"


def _reminder(
    uow: UnitOfWork, reception: Reception, booking: Booking, rung: str, due_at: datetime, until: datetime
) -> Reminder:
    at = beginning(reception, uow.policy.calendar)
    return Reminder(
        key=f"{subject(booking)}:{at.isoformat()}:{rung}",
        subject=subject(booking),
        audience=f"person:{booking.person}",
        due_at=due_at,
        sentence=f"booking.{rung}",
        facts={
            "when": when(uow, reception, booking.number),
            "title": reception.title,
            "venue": reception.venue,
        },
        expires_at=until,
    )


def _check_matter(
    uow: UnitOfWork,
    me: Person,
    reception: Reception,
    now: datetime,
    concern_id: str,
    matter: str,
    called: str,
) -> None:
    if finding := find_forbidden(matter) or find_forbidden(called):
        raise Refusal(finding.key)
    if not concern_id:
        if not matter.strip():
            raise Refusal("reception.say_matter")
        return
    concern = own_concern(uow, concern_id, me, now)
    if all(one.id != concern.id for one in bookable(uow, me, reception, now)):
        raise Refusal("reception.not_here")


def _check_once(uow: UnitOfWork, me: Person, reception: Reception, now: datetime) -> None:
    for booking, day in own_coming(uow, me, now):
        if day.day == reception.day:
            raise Refusal("reception.twice", when=when(uow, day, booking.number), free=free_next(uow, now))


def _free_turns(uow: UnitOfWork, reception: Reception) -> Words:
    return words("reception.free_turns", lines=_turns(uow, reception, free_numbers(uow, reception)))


def _turns(uow: UnitOfWork, reception: Reception, numbers: Sequence[int]) -> list[Fact]:
    return [when(uow, reception, number) for number in numbers[:SHOWN]]


def _coming(uow: UnitOfWork, booking: Booking, now: datetime) -> bool:
    return booking.holds and booking.outcome is None and now < _ends(uow, booking)


def _ends(uow: UnitOfWork, booking: Booking) -> datetime:
    return beginning(_day(uow, booking), uow.policy.calendar)


def _day(uow: UnitOfWork, booking: Booking) -> Reception:
    reception = uow.receptions.get(booking.reception)
    assert reception is not None
    return reception


def _end(uow: UnitOfWork, booking: Booking, ending: Ending, now: datetime) -> Booking:
    """What it said is kept only where the resident may still take it to another day."""
    ended = replace(booking, ended_at=now, ending=ending)
    if ending is not Ending.CALLED_OFF:
        ended = replace(ended, matter="", called="")
    uow.receptions.put_booking(ended)
    uow.reminders.drop(subject(booking))
    return ended
