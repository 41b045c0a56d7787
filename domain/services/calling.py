"""How colleagues read of each other: by role, with the name on the badge if there is one; residents never do."""

from collections.abc import Iterable
from datetime import datetime

from domain.messages import Words, words
from domain.people import Binding, Person, Role
from domain.services.ports import UnitOfWork


def called(uow: UnitOfWork, person: Person, unit: str, now: datetime) -> Words:
    """Somebody who works in the unit, as their colleagues call them."""
    held = person.own(now)
    here = [b for b in held if b.unit == unit] or list(held)
    role = here[0].role if here else Role.RESIDENT
    return called_as(role, uow.badges.of((person.id,)).get(person.id, ""))


def called_as(role: Role, name: str) -> Words:
    """A role, with the name of who holds it if there is one."""
    held = words(f"role.{role}")
    return words("staff.called", role=held, name=name) if name else held


def own_roles(person: Person, unit: str, roles: Iterable[Role], now: datetime) -> tuple[Role, ...]:
    """Which of the roles the person holds in the unit in their own name."""
    wanted = set(roles)
    return tuple(dict.fromkeys(b.role for b in _in(person.own(now), unit) if b.role in wanted))


def _in(bindings: Iterable[Binding], unit: str) -> Iterable[Binding]:
    return (binding for binding in bindings if binding.unit == unit)
