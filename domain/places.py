"""Where something is: the tree of areas, the map under a pin, and the search over its place names."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely import Polygon

ALIKE = 55.0
"""From this likeness (0–100) on, a name is worth asking "did you mean"; lower ones mislead."""


class Level(StrEnum):
    """区 街道 社区."""

    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the tree. `border`: corners as (longitude, latitude) in degrees, communities only."""

    id: str
    name: str
    level: Level
    parent: str
    border: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name people use for a spot: an estate, a road, a school, a market."""

    name: str
    area: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """One answer to a search. `sure`: the words name the place; else it looks alike ("did you mean")."""

    name: str
    area: str
    sure: bool


@dataclass(frozen=True, eq=False)
class Areas:
    """The tree of areas with their place names."""

    by_id: Mapping[str, Area]
    names: tuple[PlaceName, ...]

    def get(self, area: str) -> Area | None:
        """The area of this id, or None."""
        return self.by_id.get(area)

    @cached_property
    def district(self) -> Area:
        """The root of the tree."""
        return next(area for area in self.by_id.values() if area.level == Level.DISTRICT)

    def under(self, parent: str) -> tuple[Area, ...]:
        """The areas right below this one, in the order of the file."""
        return tuple(area for area in self.by_id.values() if area.parent == parent)

    def path(self, area: str) -> tuple[Area, ...]:
        """From the district down to the area; empty for an unknown id."""
        here = self.by_id.get(area)
        return (*self.path(here.parent), here) if here else ()

    def path_name(self, area: str) -> str:
        """The path in words: the names from the district down, with a dot between."""
        return " · ".join(step.name for step in self.path(area))

    def find_by_pin(self, latitude: float, longitude: float) -> Area | None:
        """The community around a point (degrees, WGS 84); None when it lies in none of them."""
        from shapely import Point  # 0.1 s to import, and most conversations never need it

        point = Point(longitude, latitude)
        return next((area for area, border in self._borders if border.covers(point)), None)

    def search(self, words: str, limit: int = 5) -> tuple[FoundPlace, ...]:
        """Places that the words name, the longest name first; if none, those whose names look alike."""
        wanted = _plain(words)
        if not wanted:
            return ()
        exact = [hit for hit in self._searchable if hit[0] == wanted]
        named = exact or [hit for hit in self._searchable if _names(hit[0], wanted)]
        if named:
            named.sort(key=lambda hit: -len(hit[0]) if hit[0] in wanted else len(hit[0]))
            return _distinct((FoundPlace(name, area, True) for _, name, area in named), limit)
        return _distinct(self._alike(wanted), limit)

    def _alike(self, wanted: str) -> Iterator[FoundPlace]:
        from rapidfuzz import fuzz, process

        plain = [hit[0] for hit in self._searchable]
        for _, _, index in process.extract(wanted, plain, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=10):
            _, name, area = self._searchable[index]
            yield FoundPlace(name, area, False)

    @cached_property
    def _borders(self) -> tuple[tuple[Area, "Polygon"], ...]:
        from shapely import Polygon, prepare

        borders = tuple((area, Polygon(area.border)) for area in self.by_id.values() if area.border)
        for _, border in borders:
            prepare(border)
        return borders

    @cached_property
    def _searchable(self) -> tuple[tuple[str, str, str], ...]:
        """(plain name, name to show, area) of every place, alias and area."""
        places = ((word, p.name, p.area) for p in self.names for word in (p.name, *p.aliases))
        areas = ((area.name, area.name, area.id) for area in self.by_id.values())
        return tuple((_plain(word), name, area) for word, name, area in (*places, *areas))


def _plain(words: str) -> str:
    """Full-width letters, capitals and spaces make no difference in a search."""
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def _names(name: str, wanted: str) -> bool:
    """Whether the words hold the name, or are at least two characters of it."""
    return name in wanted or (len(wanted) > 1 and wanted in name)


def _distinct(found: Iterable[FoundPlace], limit: int) -> tuple[FoundPlace, ...]:
    """Each place once, though several of its names matched."""
    return tuple({(hit.name, hit.area): hit for hit in found}.values())[:limit]
