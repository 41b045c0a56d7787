"""Finds out, at the moment it is due, whom a reminder speaks to."""

from datetime import date, datetime

from domain.concern import Concern, Kind
from domain.people import Person, Role
from domain.permissions import Deed
from domain.relations import kept_out, may_on
from domain.services.acting import able, acting, leading, overseers, present, reachable, reviewing
from domain.services.ports import Reminder, UnitOfWork
from domain.services.reaching import instead_of
from domain.services.rostering import doers
from domain.services.serving import find_occurrence
from domain.unreached import Matter


def receivers(uow: UnitOfWork, reminder: Reminder, now: datetime) -> list[Person]:
    """Everybody the reminder goes to and who can be reached; see `Reminder.audience`.

    Who cannot stands on the list, and the next in line is told (W8): of a duty, which is each one's own, for
    everybody; of a concern only where nobody else hears of it.
    """
    concern = uow.concerns.get(reminder.concern) if reminder.concern else None
    meant = _meant(uow, reminder, now)
    own = reminder.audience.startswith("person:")
    found = [one for one in meant if own or concern is None or _may_know(one, concern, now)]
    there = reachable(found)
    if reminder.subject.startswith("duty:") or (reminder.concern and not there):
        _tell_instead(uow, reminder, [one for one in found if not one.reachable], now)
    return there


def _may_know(person: Person, concern: Concern, now: datetime) -> bool:
    """Who has no part in it does not; of a 举报 only those who handle it (条例 30)."""
    open_to_all = concern.kind is not Kind.MISCONDUCT or may_on(Deed.VIEW_CARD, person, concern, now)
    return open_to_all and not kept_out(person, concern, now)


def _meant(uow: UnitOfWork, reminder: Reminder, now: datetime) -> list[Person]:
    whom, _, rest = reminder.audience.partition(":")
    match whom:
        case "person":
            return _person(uow, rest, reminder.concern, now)
        case "handler":
            return _handler(uow, rest, now)
        case "lead_leader":
            concern = uow.concerns.get(rest)
            return leading(uow, concern, now) if concern else []
        case "unit_lead":
            concern = uow.concerns.get(rest)
            return _role(uow, f"{Role.UNIT_LEAD}:{concern.unit}", now) if concern else []
        case "reviewer":
            concern = uow.concerns.get(rest)
            return reviewing(uow, concern, now) if concern else []
        case "owing":
            return _owing(uow, reminder, rest, now)
        case _:
            return _role(uow, rest, now)


def _tell_instead(uow: UnitOfWork, reminder: Reminder, found: list[Person], now: datetime) -> None:
    """Once for each person and deadline or duty day, however many reminders it has."""
    concern = uow.concerns.get(reminder.concern) if reminder.concern else None
    matter = Matter.DEADLINE if concern else Matter.DUTY
    for person in found:
        if concern is None or concern.reporter != person.id:
            instead_of(uow, person, f"remind:{person.id}:{reminder.subject}", matter, concern, now)


def _person(uow: UnitOfWork, person: str, concern_id: str, now: datetime) -> list[Person]:
    """Nobody, if the concern is no longer theirs to see."""
    found = uow.people.get(person)
    concern = uow.concerns.get(concern_id) if concern_id else None
    theirs = concern is None or concern.reporter == person or may_on(Deed.VIEW_CARD, found, concern, now)
    return [found] if theirs else []


def _handler(uow: UnitOfWork, concern_id: str, now: datetime) -> list[Person]:
    """Who acts as handler; without one all who work in the lead unit; where nobody does, the office if it may know."""
    concern = uow.concerns.get(concern_id)
    if concern is None:
        return []
    handling = acting(uow, concern, now) or able(uow, concern, now)
    office = () if handling else overseers(uow, concern, now)
    return handling or [one for one in office if may_on(Deed.VIEW_CARD, one, concern, now)]


def _owing(uow: UnitOfWork, reminder: Reminder, role_and_unit: str, now: datetime) -> list[Person]:
    """Those of the role (in one unit, if it is named) who do the duty on that day, by the roster; nobody where the
    day is a duty day no more."""
    _, rule_id, day = reminder.subject.split(":")
    occurrence = find_occurrence(uow, rule_id, date.fromisoformat(day))
    name, _, unit = role_and_unit.partition(":")
    role = Role(name)
    return present(doers(uow, occurrence, now, role, unit=unit), (role,), now) if occurrence else []


def _role(uow: UnitOfWork, role_and_unit: str, now: datetime) -> list[Person]:
    role, _, unit = role_and_unit.partition(":")
    roles = (Role(role),)
    holders = uow.people.in_unit(unit, roles, now) if unit else uow.people.with_roles(roles, now)
    return present(holders, roles, now)
