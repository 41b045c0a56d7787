"""A/B 角: somebody names a colleague who takes their place for a period, and gets their notices and reminders."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain.errors import Refusal
from domain.messages import Button, Fact, Message, Weight, Words, words
from domain.people import Binding, Person, Role
from domain.permissions import Deed
from domain.relations import WORKERS, check
from domain.services.calling import called, own_roles
from domain.services.outlook import unit_name
from domain.services.ports import Reminder, UnitOfWork

REPLACEABLE = (*WORKERS, Role.LEADER)
"""Roles in which a stand-in can be named."""

LONGEST = 92
"""Days; who is away for longer leaves the role, and another is invited."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away from a unit from one day to another (both included), in moments until `until`."""

    person: Person
    unit: str
    first: date
    last: date
    since: datetime
    until: datetime


def colleagues(uow: UnitOfWork, me: Person, unit: str, now: datetime) -> list[Person]:
    """Those of the unit who could take somebody's place there, in a stable order; only who can be reached."""
    found = uow.people.in_unit(unit, REPLACEABLE, now)
    return [
        one for one in found if one.id != me.id and one.reachable and own_roles(one, unit, REPLACEABLE, now)
    ]


def replaceable_units(person: Person, now: datetime) -> tuple[str, ...]:
    """Units in which the person can name a stand-in."""
    return tuple(dict.fromkeys(b.unit for b in person.own(now) if b.role in REPLACEABLE))


def name_stand_in(
    uow: UnitOfWork, me: Person, other: str, unit: str, first: date, days: int, now: datetime
) -> Absence:
    """From `first` (today: from now on) for so many days the other holds my roles in the unit too.

    A stand-in named before for this unit ends with it. Refusal: deed.not_yours, stand_in.not_possible (the
    other does not work there, or the period is none).
    """
    check(Deed.NAME_STAND_IN, me, now)
    person = next((one for one in colleagues(uow, me, unit, now) if one.id == other), None)
    roles = own_roles(me, unit, REPLACEABLE, now)
    today = uow.policy.calendar.day_of(now)
    if (
        person is None
        or not roles
        or not 1 <= days <= LONGEST
        or not today <= first <= today + timedelta(LONGEST)
    ):
        raise Refusal("stand_in.not_possible")
    end_stand_ins(uow, me, unit, now)
    absence = _absence(uow, me, unit, first, days, now)
    for role in roles:
        uow.people.bind(person.id, Binding(role, unit, absence.since, absence.until, me.id))
    _tell_named(uow, absence, person, now)
    _plan(uow, absence, person, now)
    return absence


def end_stand_ins(uow: UnitOfWork, absent: Person, unit: str, now: datetime) -> bool:
    """The person is back, or gone for good: nobody takes their place in the unit any more. False: nobody did."""
    return bool(_ended(uow, absent, unit, "", now))


def give_back(uow: UnitOfWork, me: Person, absent_id: str, unit: str, now: datetime) -> None:
    """我不方便: the named one gives the place back; the absent one and their unit lead hear of it at once.

    Refusal stand_in.over: nothing of it is left.
    """
    absent = next((uow.people.get(b.instead_of) for b in me.bindings if b.instead_of == absent_id), None)
    if absent is None or not _ended(uow, absent, unit, me.id, now):
        raise Refusal("stand_in.over")
    leads = uow.people.in_unit(unit, (Role.UNIT_LEAD,), now)
    for person in {one.id: one for one in (absent, *leads) if one.id != me.id}.values():
        _say(uow, person, _sentence(uow, "stand_in.given_back", me, unit, now), now)


def _ended(uow: UnitOfWork, absent: Person, unit: str, only: str, now: datetime) -> list[str]:
    """Who took the person's place there and no longer does; with `only`, if it was this one. They are told."""
    found = [
        (who, binding)
        for who, binding in uow.people.stand_ins_of(absent.id, now)
        if binding.unit == unit and only in ("", who)
    ]
    for who, binding in found:
        uow.people.bind(who, replace(binding, until=now))
    if found:
        uow.reminders.drop(_subject(absent, unit))
    ended = list(dict.fromkeys(who for who, _ in found))
    for who in ended if not only else ():
        _say(uow, uow.people.get(who), _sentence(uow, "stand_in.ended", absent, unit, now), now)
    return ended


def _absence(uow: UnitOfWork, me: Person, unit: str, first: date, days: int, now: datetime) -> Absence:
    calendar = uow.policy.calendar
    last = first + timedelta(days - 1)
    since = max(now, calendar.end_of_day(first - timedelta(1)))
    return Absence(me, unit, first, last, since, calendar.end_of_day(last))


def _subject(absent: Person, unit: str) -> str:
    return f"stand_in:{absent.id}:{unit}"


def _sentence(uow: UnitOfWork, key: str, who: Person, unit: str, now: datetime, **facts: Fact) -> Words:
    return Words(key, {"who": called(uow, who, unit, now), "unit": unit_name(uow, unit), **facts})


def _say(uow: UnitOfWork, person: Person, sentence: Words, now: datetime, *buttons: Button) -> None:
    rows = (buttons,) if buttons else ()
    uow.outbox.put(Message(person.chat, sentence, rows, weight=Weight.MUST_ARRIVE), now)


def _tell_named(uow: UnitOfWork, absence: Absence, person: Person, now: datetime) -> None:
    """Each change is told to all concerned: the named one, and the unit lead."""
    me, unit = absence.person, absence.unit
    facts: dict[str, Fact] = {"first": absence.first, "last": absence.last}
    cannot = Button(words("stand_in.cannot"), f"stand:cannot.{me.id}.{unit}")
    todo = Button(words("menu.todo"), "go:todo")
    _say(uow, person, _sentence(uow, "stand_in.asked", me, unit, now, **facts), now, todo, cannot)
    facts["other"] = called(uow, person, unit, now)
    for lead in uow.people.in_unit(unit, (Role.UNIT_LEAD,), now):
        if lead.id not in (me.id, person.id):
            _say(uow, lead, _sentence(uow, "stand_in.arranged", me, unit, now, **facts), now)


def _plan(uow: UnitOfWork, absence: Absence, person: Person, now: datetime) -> None:
    """The end is told to both when it comes, and the beginning to the stand-in if it lies ahead."""
    me, unit = absence.person, absence.unit
    rungs = [("stand_in.over_now", absence.until, one) for one in (me, person)]
    if absence.since > now:
        rungs.append(("stand_in.begins", absence.since, person))
    for key, at, receiver in rungs:
        sentence = _sentence(uow, key, me, unit, now, last=absence.last)
        uow.reminders.plan(
            Reminder(
                key=f"{_subject(me, unit)}:{now.isoformat()}:{key}:{receiver.id}",
                subject=_subject(me, unit),
                audience=f"person:{receiver.id}",
                due_at=uow.policy.calendar.next_working_moment(at),
                sentence=key,
                facts=dict(sentence.facts),
            )
        )
