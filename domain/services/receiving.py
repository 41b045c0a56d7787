"""The office arranges reception days: publishes them, moves them, calls them off; everybody booked is told."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from domain.calendar import DAY
from domain.errors import Refusal
from domain.messages import Button, Message, Rows, Weight, Words, words
from domain.people import Person, Role
from domain.permissions import Deed
from domain.privacy import find_forbidden
from domain.reception import AHEAD, Booking, Reception, beginning, closing
from domain.relations import absent_leaders, check
from domain.services.acting import present
from domain.services.booking import call_off, free_next, plan_booking, subject, when
from domain.services.ports import Reminder, UnitOfWork
from domain.services.tasking import check_day
from domain.services.telling_receiver import tell_receiver
from domain.tracking import short_id

MOST_PLACES = 40
MOST_MINUTES = 120
RECEPTION = "reception:"
"""How the subjects of its reminders begin."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the office decides about a day; see `Reception`."""

    leader: str
    title: str
    day: date
    start: time
    venue: str
    places: int
    minutes: int


def leaders(uow: UnitOfWork, now: datetime) -> list[Person]:
    """Those who can receive, in a stable order; nobody who is away with a stand-in."""
    return present(uow.people.with_roles((Role.LEADER,), now), (Role.LEADER,), now)


def publish(uow: UnitOfWork, actor: Person, plan: Plan, now: datetime) -> Reception:
    """A new day that everybody may see and book; brief and list are planned with it.

    Refusal: deed.not_yours, task.past_day, task.too_far, reception.too_soon, reception.no_leader,
    reception.leader_busy, reception.wrong_places, privacy.*.
    """
    check(Deed.ARRANGE_RECEPTION, actor, now)
    _check_plan(uow, plan, now)
    reception = Reception(
        short_id(),
        plan.leader,
        plan.title,
        plan.day,
        plan.start,
        plan.venue,
        plan.places,
        plan.minutes,
        now,
        actor.id,
    )
    uow.receptions.put(reception)
    _plan_brief(uow, reception, now)
    tell_receiver(uow, reception, "reception.receiver_new", actor, now)
    return reception


def move(
    uow: UnitOfWork, actor: Person, reception_id: str, day: date, start: time, reason: str, now: datetime
) -> Reception:
    """Another day or hour. Everybody booked keeps their number and is told, with the choice to change or cancel.

    Refusal: those of `publish`, reception.unknown, reception.over, reception.same_time.
    """
    check(Deed.ARRANGE_RECEPTION, actor, now)
    uow.receptions.hold(reception_id)
    old = standing_day(uow, reception_id, now)
    check_day(uow, day, now)
    if (old.day, old.start) == (day, start):
        raise Refusal("reception.same_time")
    moved = replace(old, day=day, start=start)
    _check_time(uow, moved)
    if now >= beginning(moved, uow.policy.calendar):
        raise Refusal("reception.hour_past")
    uow.receptions.put(moved)
    uow.reminders.drop(f"{RECEPTION}{old.id}")
    _plan_brief(uow, moved, now)
    old_time = beginning(old, uow.policy.calendar)
    tell_receiver(uow, moved, "reception.receiver_moved", actor, now, old=old_time, reason=reason)
    for booking in uow.receptions.bookings(old.id):
        uow.reminders.drop(subject(booking))
        plan_booking(uow, moved, booking, now)
        said = words(
            "booking.moved",
            title=moved.title,
            old=when(uow, old, booking.number),
            when=when(uow, moved, booking.number),
            venue=moved.venue,
            reason=reason,
        )
        _tell(uow, booking, said, moved_rows(booking), f"{now.isoformat()}:{day}T{start}", now)
    return moved


def cancel_day(uow: UnitOfWork, actor: Person, reception_id: str, reason: str, now: datetime) -> Reception:
    """The day does not take place; everybody booked is told why and may choose another, their words kept.

    Refusal: deed.not_yours, reception.unknown, reception.over, privacy.*.
    """
    check(Deed.ARRANGE_RECEPTION, actor, now)
    uow.receptions.hold(reception_id)
    old = standing_day(uow, reception_id, now)
    off = replace(old, called_off_at=now)
    uow.receptions.put(off)
    uow.reminders.drop(f"{RECEPTION}{old.id}")
    tell_receiver(uow, off, "reception.receiver_off", actor, now, reason=reason)
    for booking in uow.receptions.bookings(old.id):
        call_off(uow, booking, now)
        said = words(
            "booking.called_off",
            title=old.title,
            when=when(uow, old, booking.number),
            reason=reason,
            free=free_next(uow, now),
        )
        change = Button(words("booking.change"), f"book:change.{booking.id}")
        _tell(uow, booking, said, ((change,),), "off", now)
    return off


def standing_day(uow: UnitOfWork, reception_id: str, now: datetime) -> Reception:
    """A day that stands and has not begun. Refusal reception.unknown, reception.over."""
    reception = uow.receptions.get(reception_id)
    if reception is None:
        raise Refusal("reception.unknown")
    if reception.called_off_at is not None or now >= beginning(reception, uow.policy.calendar):
        raise Refusal("reception.over")
    return reception


def serves(person: Person, reception: Reception, now: datetime) -> bool:
    """Whether the person receives that day or looks after it: its leader, whoever stands in, the office."""
    receiving = reception.leader in (person.id, *absent_leaders(person, now))
    roles = person.roles(now)
    return Role.OFFICE in roles or (receiving and Role.LEADER in roles)


def days_of(uow: UnitOfWork, person: Person, now: datetime) -> list[Reception]:
    """The days that this person serves: those to come, and those whose list can still be opened."""
    check(Deed.SERVE_RECEPTION, person, now)
    today = uow.policy.calendar.day_of(now)
    days = uow.receptions.between(today - uow.policy.receptions.roster_days * DAY, today + AHEAD * DAY)
    return [day for day in days if serves(person, day, now)]


def moved_rows(booking: Booking) -> Rows:
    """What somebody booked may do about a day that was moved."""
    keep = Button(words("booking.keep"), f"book:keep.{booking.id}")
    change = Button(words("booking.change"), f"book:change.{booking.id}")
    return ((keep,), (change, Button(words("booking.cancel"), f"book:cancel.{booking.id}")))


def _check_plan(uow: UnitOfWork, plan: Plan, now: datetime) -> None:
    check_day(uow, plan.day, now)
    if all(leader.id != plan.leader for leader in leaders(uow, now)):
        raise Refusal("reception.no_leader")
    if not (0 < plan.places <= MOST_PLACES and 0 <= plan.minutes <= MOST_MINUTES):
        raise Refusal("reception.wrong_places", most=MOST_PLACES)
    if finding := find_forbidden(f"{plan.title}\n{plan.venue}"):
        raise Refusal(finding.key)
    probe = Reception(
        "", plan.leader, plan.title, plan.day, plan.start, "", plan.places, plan.minutes, now, ""
    )
    closes = closing(probe, uow.policy.receptions, uow.policy.calendar)
    if now >= closes:
        raise Refusal("reception.too_soon", closes=closes)
    _check_time(uow, probe)


def _check_time(uow: UnitOfWork, reception: Reception) -> None:
    """Within one day, and not beside another day of the same leader."""
    if reception.turn_of(reception.places) < reception.start:
        raise Refusal("reception.past_midnight")
    for other in uow.receptions.between(reception.day, reception.day):
        if other.leader == reception.leader and other.id != reception.id:
            raise Refusal("reception.leader_busy", when=beginning(other, uow.policy.calendar))


def _plan_brief(uow: UnitOfWork, reception: Reception, now: datetime) -> None:
    """Leader and office read it on the working day before, when booking closes; its words are made then."""
    calendar = uow.policy.calendar
    for role in (Role.LEADER, Role.OFFICE):
        uow.reminders.plan(
            Reminder(
                key=f"{RECEPTION}{reception.id}:{beginning(reception, calendar).isoformat()}:{role}",
                subject=f"{RECEPTION}{reception.id}",
                audience=f"role:{role}",
                due_at=closing(reception, uow.policy.receptions, calendar),
                sentence="reception.brief",
                facts={},
                expires_at=calendar.end_of_day(reception.day),
            )
        )


def _tell(uow: UnitOfWork, booking: Booking, said: Words, rows: Rows, once: str, now: datetime) -> None:
    message = Message(
        chat=uow.people.get(booking.person).chat,
        words=said,
        rows=rows,
        weight=Weight.MUST_ARRIVE,
        once=f"booking:{booking.id}:{once}",
    )
    uow.outbox.put(message, now)
