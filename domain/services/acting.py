"""Who acts at this moment: the handler or whoever stands in, and whom to turn to when they cannot be reached."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from domain.concern import Concern
from domain.people import Person, Role
from domain.permissions import Relation
from domain.relations import REVIEWING, WORKERS, absent_handlers, kept_out, relations
from domain.services.ports import UnitOfWork


def acting(uow: UnitOfWork, concern: Concern, now: datetime) -> list[Person]:
    """Who handles the concern: the reachable stand-ins of its handler, else the handler; [] when nobody does."""
    unit = able(uow, concern, now)
    stand_ins = [one for one in unit if concern.handler in absent_handlers(one, concern.unit, now)]
    return reachable(stand_ins) or [one for one in unit if one.id == concern.handler]


def reviewing(uow: UnitOfWork, concern: Concern, now: datetime) -> list[Person]:
    """Who took it for 复查 or 复核; before that all reviewers of that unit; without any its leads, then the office."""
    reviewers, leads = (_may_review(uow, concern, role, now) for role in REVIEWING)
    taken = [one for one in (*reviewers, *leads) if one.id == concern.reviewer][:1]
    return taken or reviewers or leads or overseers(uow, concern, now)


def _may_review(uow: UnitOfWork, concern: Concern, role: Role, now: datetime) -> list[Person]:
    unit = uow.people.in_unit(concern.review_unit, (role,), now)
    return [one for one in unit if one.id != concern.handler and not kept_out(one, concern, now)]


def able(uow: UnitOfWork, concern: Concern, now: datetime) -> list[Person]:
    """Those of the lead unit who may have a part in handling the concern, in a stable order."""
    unit = uow.people.in_unit(concern.unit, WORKERS, now)
    return [one for one in unit if not kept_out(one, concern, now)]


def overseers(uow: UnitOfWork, concern: Concern, now: datetime) -> list[Person]:
    """Who sees to it that somebody handles the concern: the office, else those above the unit, else discipline."""
    for group in _overseers(uow, concern.unit, now):
        found = [one for one in group if not kept_out(one, concern, now)]
        if found:
            return found
    return []


def _overseers(uow: UnitOfWork, unit: str, now: datetime) -> Iterator[list[Person]]:
    above = uow.policy.units.superiors(unit) if unit in uow.policy.units.by_id else ()
    yield uow.people.with_roles((Role.OFFICE,), now)
    for one in (*above, uow.policy.units.discipline.id):
        yield uow.people.in_unit(one, WORKERS, now)


def leading(uow: UnitOfWork, concern: Concern, now: datetime) -> list[Person]:
    """The leader to whom 包案 gave the concern, or whoever stands in for them."""
    holders = uow.people.with_roles((Role.LEADER,), now)
    theirs = [one for one in holders if Relation.LEAD_LEADER in relations(one, concern, now)]
    return present(theirs, (Role.LEADER,), now)


def present(people: Iterable[Person], roles: Iterable[Role], now: datetime) -> list[Person]:
    """Of those who hold one of the roles, all who are not away with a stand-in who can be reached."""
    there, wanted = list(people), set(roles)
    taken = {(b.instead_of, b.unit, b.role) for one in reachable(there) for b in one.stands_in(now)}

    def is_present(one: Person) -> bool:
        held = (b for b in one.bindings if b.holds(now) and b.role in wanted)
        return any((one.id, b.unit, b.role) not in taken for b in held)

    return [one for one in there if is_present(one)]


def reachable(people: Iterable[Person]) -> list[Person]:
    """Those who have not stopped the bot."""
    return [person for person in people if person.reachable]


def next_in_line(
    uow: UnitOfWork, unit: str, without: Iterable[Person], now: datetime, concern: Concern | None = None
) -> list[Person]:
    """Whom to turn to instead of people of this unit: its leads, all who work there, the units above, the office.

    Of a concern nobody is told who has no part in handling it.
    """
    left_out = {person.id for person in without}
    for group in _line(uow, unit, now):
        there = [person for person in reachable(group) if person.id not in left_out]
        found = [person for person in there if concern is None or not kept_out(person, concern, now)]
        if found:
            return found
    return []


def _line(uow: UnitOfWork, unit: str, now: datetime) -> Iterator[list[Person]]:
    above = uow.policy.units.superiors(unit) if unit in uow.policy.units.by_id else ()
    for one in (unit, *above):
        yield uow.people.in_unit(one, (Role.UNIT_LEAD,), now)
        yield uow.people.in_unit(one, WORKERS, now)
    yield uow.people.with_roles((Role.OFFICE,), now)
