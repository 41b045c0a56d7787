"""Which unit answers: the dated table of area × category → unit, and where everything else goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.categories import parent_code
from domain.concern import Kind
from domain.places import Areas
from domain.units import UnitKind, Units

SEATS = {"community": UnitKind.COMMUNITY, "subdistrict": UnitKind.SUBDISTRICT}
"""Receivers named by what they are, not by id: the 群工室 or 群工站 of the concern's own area."""


class Why(StrEnum):
    """Why a unit was chosen."""

    BY_TABLE = "by_table"
    BY_PLACE = "by_place"
    DISCIPLINE = "discipline"
    NO_RULE = "no_rule"
    ABOUT_THE_UNIT = "about_the_unit"


@dataclass(frozen=True, slots=True)
class Route:
    """One line of the 派单目录: a category (or the top one above it) in an area (or all), between two days.

    `to`: id of a unit, or "community" / "subdistrict" for the one that serves the concern's own area.
    """

    category: str
    to: str
    area: str
    valid_from: date
    valid_to: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the line is valid on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, eq=False)
class Directory:
    """Everything that decides who answers."""

    routes: tuple[Route, ...]
    areas: Areas
    units: Units


@dataclass(frozen=True, slots=True)
class Routing:
    """The lead unit and why; `route` is the line of the table that spoke, None without one."""

    unit: str
    why: Why
    route: Route | None = None


def route(kind: Kind, category: str, area: str, day: date, directory: Directory, about: str = "") -> Routing:
    """The lead unit of a concern registered on this day; always one, if need be the office (H7).

    举报 goes to discipline whatever it is about (条例 22, 30). `category` and `area` may be unknown or "".
    `about`: the unit complained about, which never receives it.
    """
    chosen = _chosen(kind, category, area, day, directory)
    if not about or chosen.unit != about:
        return chosen
    return Routing(away_from(chosen.unit, about, directory.units), Why.ABOUT_THE_UNIT)


def away_from(unit: str, about: str, units: Units) -> str:
    """The unit itself; where it is the one complained about the nearest above it, else the office or discipline."""
    line = (unit, *units.superiors(unit), units.office.id, units.discipline.id)
    return next(one for one in line if one != about)


def _chosen(kind: Kind, category: str, area: str, day: date, directory: Directory) -> Routing:
    if kind == Kind.MISCONDUCT:
        return Routing(directory.units.discipline.id, Why.DISCIPLINE)
    for line in _lines(category, area, day, directory):
        unit = _receiver(line, area, directory)
        if unit:
            return Routing(unit, Why.BY_PLACE if line.to in SEATS else Why.BY_TABLE, line)
    return Routing(directory.units.office.id, Why.NO_RULE)


def _lines(category: str, area: str, day: date, directory: Directory) -> Iterator[Route]:
    """The lines that speak of this, the nearest area first, in it the narrowest category first."""
    around = [step.id for step in reversed(directory.areas.path(area))] or [directory.areas.district.id]
    narrow_first = (category, parent_code(category))
    table = {(line.area, line.category): line for line in directory.routes if line.holds(day)}
    for place in around:
        for code in narrow_first:
            if (place, code) in table:
                yield table[place, code]


def _receiver(line: Route, area: str, directory: Directory) -> str:
    """The unit's id; "" when the place is not known closely enough to say whose it is."""
    if line.to not in SEATS:
        return line.to
    seats = (directory.units.serving(SEATS[line.to], step.id) for step in directory.areas.path(area))
    return next((unit.id for unit in seats if unit is not None), "")
