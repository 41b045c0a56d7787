"""The offices that answer: their names now and before, their place, and who stands above them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class UnitKind(StrEnum):
    """What an office is: 群工办, department, 街道, 社区, 纪委监委, or one above the district."""

    OFFICE = "office"
    DEPARTMENT = "department"
    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"
    DISCIPLINE = "discipline"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a unit; an old one until its last day, a short one without end."""

    name: str
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One office. `area`: what it serves; `superior`: id of the unit above, or ""; `address`: its counter.

    `phone`, `hours`: of its duty room, "" where it has none of its own.
    """

    id: str
    name: str
    kind: UnitKind
    area: str
    superior: str
    address: str
    aliases: tuple[Alias, ...] = ()
    phone: str = ""
    hours: str = ""


@dataclass(frozen=True, eq=False)
class Units:
    """All offices of the district, by id."""

    by_id: dict[str, Unit]

    def get(self, unit: str) -> Unit:
        """The unit of this id; KeyError if there is none."""
        return self.by_id[unit]

    def of_kind(self, kind: UnitKind) -> tuple[Unit, ...]:
        """All units of a kind, in the order of the file."""
        return tuple(unit for unit in self.by_id.values() if unit.kind == kind)

    @property
    def office(self) -> Unit:
        """受理机构: receives what no rule sends elsewhere."""
        return self.of_kind(UnitKind.OFFICE)[0]

    @property
    def discipline(self) -> Unit:
        """纪委监委: receives every 举报 (条例 22, 30)."""
        return self.of_kind(UnitKind.DISCIPLINE)[0]

    def serving(self, kind: UnitKind, area: str) -> Unit | None:
        """The unit of this kind whose own area this is, or None."""
        return next((unit for unit in self.of_kind(kind) if unit.area == area), None)

    def nearest(self, areas: Iterable[str]) -> Unit:
        """The 群工室 or 群工站 of the first of these areas that has one; else the office."""
        kinds = (UnitKind.COMMUNITY, UnitKind.SUBDISTRICT)
        found = (self.serving(kind, area) for area in areas for kind in kinds)
        return next((unit for unit in found if unit), self.office)

    def superiors(self, unit: str) -> tuple[str, ...]:
        """Ids of the units above, nearest first."""
        above = self.by_id[unit].superior
        return (above, *self.superiors(above)) if above else ()

    def named(self, name: str, day: date | None = None) -> Unit | None:
        """The unit called so now or ever; with a day, only by a name in use on that day."""
        return next((unit for unit in self.by_id.values() if _called(unit, name, day)), None)


def _called(unit: Unit, name: str, day: date | None) -> bool:
    in_use = (a.name for a in unit.aliases if day is None or a.valid_to is None or day <= a.valid_to)
    return name in (unit.id, unit.name, *in_use)
