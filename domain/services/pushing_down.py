"""Work of a department is not pushed down to a community (H6): a transfer there needs the office's word, on record."""

from datetime import datetime

from domain.concern import Concern
from domain.routing import route
from domain.services.ports import UnitOfWork
from domain.units import UnitKind


def is_pushed_down(uow: UnitOfWork, concern: Concern, unit: str, now: datetime) -> bool:
    """Whether it would give a department's matter to a community: it lies with one, or the directory says so."""
    units = uow.policy.units.by_id
    if unit not in units or units[unit].kind is not UnitKind.COMMUNITY:
        return False
    day = uow.policy.calendar.day_of(now)
    meant = route(concern.kind, concern.category, concern.area, day, uow.policy.directory).unit
    return UnitKind.DEPARTMENT in {units[one].kind for one in (concern.unit, meant) if one in units}
