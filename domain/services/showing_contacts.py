"""联系卡: who is there for an area: the contact person by role, the duty room with phone and hours."""

from dataclasses import dataclass
from datetime import datetime

from domain.errors import Refusal
from domain.people import Role
from domain.places import Area
from domain.services.acting import reachable
from domain.services.ports import UnitOfWork
from domain.units import Unit

CONTACTS = (Role.INFORMATION_WORKER, Role.CADRE, Role.UNIT_LEAD)
"""Who is the contact person (联络员), the first that the unit has."""


@dataclass(frozen=True, slots=True)
class ContactCard:
    """`unit`: who is there for the area. `contact`: the role of its contact person, None where it has nobody now.

    `duty`: the nearest unit whose duty room has a phone: the unit itself or one above it, else the office.
    """

    area: Area
    unit: Unit
    contact: Role | None
    duty: Unit


def contact_card(uow: UnitOfWork, area_id: str, now: datetime) -> ContactCard:
    """The card of an area, for anybody: roles, no names; public numbers, nobody's own. Refusal contacts.unknown."""
    areas, units = uow.policy.areas, uow.policy.units
    area = areas.get(area_id)
    if area is None:
        raise Refusal("contacts.unknown")
    unit = units.nearest(step.id for step in reversed(areas.path(area.id)))
    contact = next((role for role in CONTACTS if reachable(uow.people.in_unit(unit.id, (role,), now))), None)
    line = (unit, *(units.get(above) for above in units.superiors(unit.id)), units.office)
    return ContactCard(area, unit, contact, next((one for one in line if one.phone), units.office))
