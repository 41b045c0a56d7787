"""Finds out, at the moment it is due, whom a reminder speaks to."""

from datetime import datetime

from domain.people import Deed, Person, Role
from domain.relations import WORKERS, may_on
from domain.services.ports import Reminder, UnitOfWork


def receivers(uow: UnitOfWork, reminder: Reminder, now: datetime) -> list[Person]:
    """Everybody the reminder goes to and who can be reached; see `Reminder.audience`."""
    whom, _, rest = reminder.audience.partition(":")
    match whom:
        case "person":
            found = _person(uow, rest, reminder.concern, now)
        case "handler":
            found = _handler(uow, rest, now)
        case _:
            found = _role(uow, rest, now)
    return [person for person in found if person.reachable]


def _person(uow: UnitOfWork, person: str, concern_id: str, now: datetime) -> list[Person]:
    """Nobody, if the concern is no longer theirs to see."""
    found = uow.people.get(person)
    concern = uow.concerns.get(concern_id) if concern_id else None
    theirs = concern is None or concern.reporter == person or may_on(Deed.VIEW_CARD, found, concern, now)
    return [found] if theirs else []


def _handler(uow: UnitOfWork, concern_id: str, now: datetime) -> list[Person]:
    """The present handler; without one all who work in the lead unit, and the office where nobody does."""
    concern = uow.concerns.get(concern_id)
    if concern is None:
        return []
    unit = uow.people.in_unit(concern.unit, WORKERS, now)
    handler = [person for person in unit if person.id == concern.handler]
    return handler or unit or uow.people.with_roles((Role.OFFICE,), now)


def _role(uow: UnitOfWork, role_and_unit: str, now: datetime) -> list[Person]:
    role, _, unit = role_and_unit.partition(":")
    if unit:
        return uow.people.in_unit(unit, (Role(role),), now)
    return uow.people.with_roles((Role(role),), now)
