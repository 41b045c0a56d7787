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
    """Another name of a unit, from its first day to its last; a short one without either."""

    name: str
    valid_to: date | None = None
    valid_from: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the name was in use on this day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


class Match(StrEnum):
    """How a name was found: among those in use, those that were in use before, or those that look alike."""

    NOW = "now"
    ONCE = "once"
    ALIKE = "alike"


ALIKE = 60.0
"""From 0 to 100: how much a mistyped name must resemble."""


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

    def search(self, words: str, day: date, limit: int = 8) -> tuple[tuple[Unit, ...], Match]:
        """Units with these words in a name of that day; if none, in a name that was in use before; if none, alike.

        A name that begins later is not found yet.
        """
        part = words.strip()
        if not part:
            return (), Match.ALIKE
        for names, match in ((_now, Match.NOW), (_once, Match.ONCE)):
            found = [unit for unit in self.by_id.values() if any(part in name for name in names(unit, day))]
            if found:
                return tuple(found[:limit]), match
        return self._alike(part, day)[:limit], Match.ALIKE

    def _alike(self, wanted: str, day: date) -> tuple[Unit, ...]:
        from rapidfuzz import fuzz, process

        names = [(n, unit) for unit in self.by_id.values() for n in (*_now(unit, day), *_once(unit, day))]
        plain = [name for name, _ in names]
        hits = process.extract(wanted, plain, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=10)
        return tuple(dict.fromkeys(names[index][1] for _, _, index in hits))


def _now(unit: Unit, day: date) -> list[str]:
    return [unit.name, *(alias.name for alias in unit.aliases if alias.holds(day))]


def _once(unit: Unit, day: date) -> list[str]:
    return [a.name for a in unit.aliases if a.valid_to is not None and a.valid_to < day]


def _called(unit: Unit, name: str, day: date | None) -> bool:
    names = _now(unit, day) if day else [unit.name, *(alias.name for alias in unit.aliases)]
    return name in (unit.id, *names)
