"""How those who work here are shown and named on buttons: by role, unit and badge."""

from zlib import crc32

from domain.messages import Words, words
from domain.people import Binding, Person, Role
from domain.services.outlook import unit_name
from handlers.kit.talk import Turn


def code_of(*parts: str) -> str:
    """A short name for button data, which has little room; to be looked for among what the person may press."""
    return f"{crc32(':'.join(parts).encode()):08x}"


def code_of_binding(binding: Binding) -> str:
    """The same for a role in a unit."""
    return code_of(binding.role, binding.unit)


def role_in_unit(turn: Turn, role: Role, unit: str) -> Words:
    """「干部（柳园社区群众工作室）」"""
    return words("staff.role_in_unit", role=words(f"role.{role}"), unit=unit_name(turn.uow, unit))


def held_by(person: Person, code: str, turn: Turn) -> Binding | None:
    """The person's own role that a button speaks of; None if they hold it no more."""
    return next((b for b in person.own(turn.now) if code_of_binding(b) == code), None)


def somebody(turn: Turn, person: str) -> Person | None:
    """Who holds a role and has this id; None otherwise: residents are nobody here (PRODUCT.md N)."""
    try:
        found = turn.uow.people.get(person)
    except LookupError:
        return None
    return found if found.own(turn.now) else None
