"""Turns the files of one district (areas, units, categories, routes, settings) into tables that agree."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from domain.categories import Categories, Category
from domain.clocks import Procedure
from domain.places import Area, Areas, Level, PlaceName
from domain.policy.reading import Entry
from domain.policy.time_rules import refuse_overlap
from domain.routing import SEATS, Route
from domain.units import Alias, Unit, UnitKind, Units

BY_KIND = (Procedure.SUGGESTION, Procedure.DISCIPLINE)
"""Procedures of 建议 and 举报, whatever they are about."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the law leaves to the district. `code`: the letters a tracking number starts with.

    `amber_days`: a deadline this many days away is yellow. `undo_minutes`: how long a saved observation can
    be taken back. `draft_days`: a draft untouched so long is dropped; `draft_notice_days`: told so long before.
    `diary_note_days`: what an author keeps for themselves in a diary is forgotten after so many days.
    `urge_days`: working days between two 催办 of one reporter on one concern.
    `unanswered_days`: a concern that nobody signs in for so many working days is to be phoned about.
    """

    code: str
    amber_days: int
    undo_minutes: int
    draft_days: int
    draft_notice_days: int
    unanswered_days: int
    urge_days: int
    diary_note_days: int


def settings_from(settings: Entry, district: Entry) -> Settings:
    """The settings that are not part of the calendar; ends the reading of the file."""
    code = district.text("code")
    names = tuple(field.name for field in fields(Settings) if field.name != "code")
    numbers = {name: settings.whole(name) for name in names}
    settings.finish()
    if not (code.isascii() and code.isalnum() and code.isupper()):
        raise district.wrong("code must be capital Latin letters or digits, such as QH")
    return Settings(code, **numbers)


def areas_from(file: Entry) -> Areas:
    """The tree of areas with their names on the map."""
    by_id: dict[str, Area] = {}
    for entry in file.entries("area", "id"):
        area = _area(entry)
        if area.id in by_id:
            raise entry.wrong("this id is used twice")
        if area.parent not in by_id and (area.parent or area.level != Level.DISTRICT):
            raise entry.wrong("parent must name an area further up in the file; only the district has none")
        by_id[area.id] = area
    names = tuple(_place_name(entry, by_id) for entry in file.entries("place", "name"))
    file.finish()
    if sum(area.level == Level.DISTRICT for area in by_id.values()) != 1:
        raise file.wrong("exactly one area must be the district")
    return Areas(by_id, names)


def _area(entry: Entry) -> Area:
    area = Area(
        id=entry.text("id"),
        name=entry.text("name"),
        level=entry.choice("level", Level),
        parent=entry.text("parent", ""),
        border=entry.point_list("border"),
    )
    entry.finish()
    if area.border and len(area.border) < 3:
        raise entry.wrong("border needs three corners or more")
    return area


def _place_name(entry: Entry, areas: dict[str, Area]) -> PlaceName:
    place = PlaceName(entry.text("name"), entry.text("area"), entry.texts("aliases"))
    entry.finish()
    if place.area not in areas:
        raise entry.wrong(f"area {place.area} is not in the tree")
    return place


def units_from(file: Entry, areas: Areas) -> Units:
    """All offices; there is exactly one office unit and one discipline unit."""
    units: dict[str, Unit] = {}
    for entry in file.entries("unit", "id"):
        unit = _unit(entry, areas)
        if unit.id in units or unit.id in SEATS:
            raise entry.wrong("this id is used twice or has another meaning")
        if unit.superior and unit.superior not in units:
            raise entry.wrong("superior must name a unit further up in the file")
        units[unit.id] = unit
    file.finish()
    for kind in (UnitKind.OFFICE, UnitKind.DISCIPLINE):
        if sum(unit.kind == kind for unit in units.values()) != 1:
            raise file.wrong(f"exactly one unit must be of the kind {kind}")
    _refuse_shared_names(file, units.values())
    return Units(units)


def _unit(entry: Entry, areas: Areas) -> Unit:
    unit = Unit(
        id=entry.text("id"),
        name=entry.text("name"),
        kind=entry.choice("kind", UnitKind),
        area=entry.text("area"),
        superior=entry.text("superior", ""),
        address=entry.text("address"),
        aliases=tuple(map(_alias, entry.entries("aliases", "name"))),
        phone=entry.text("phone", ""),
        hours=entry.text("hours", ""),
    )
    entry.finish()
    if areas.get(unit.area) is None:
        raise entry.wrong(f"area {unit.area} is not in the tree")
    return unit


def _alias(entry: Entry) -> Alias:
    alias = Alias(entry.text("name"), entry.day_or_none("valid_to"), entry.day_or_none("valid_from"))
    entry.finish()
    if alias.valid_from and alias.valid_to and alias.valid_to < alias.valid_from:
        raise entry.wrong("valid_to lies before valid_from")
    return alias


def _refuse_shared_names(file: Entry, units: Iterable[Unit]) -> None:
    """On no day may one name stand for two units."""
    held: dict[str, list[tuple[date, date, str]]] = {}
    for unit in units:
        periods = [(unit.name, date.min, date.max)]
        periods += [(a.name, a.valid_from or date.min, a.valid_to or date.max) for a in unit.aliases]
        for name, since, until in periods:
            for other_since, other_until, other in held.setdefault(name, []):
                if other != unit.id and since <= other_until and other_since <= until:
                    raise file.wrong(f"the name {name} stands for {other} and {unit.id} on the same day")
            held[name].append((since, until, unit.id))


def categories_from(file: Entry) -> Categories:
    """Both levels of categories, in the order of the file."""
    found: list[Category] = []
    for entry in file.entries("category", "code"):
        below = [_category(sub, entry.text("code")) for sub in entry.entries("sub", "code")]
        entry.finish()
        if not below:
            raise entry.wrong("needs at least one sub")
        found += [Category(entry.text("code"), "", below[0].procedure), *below]
    file.finish()
    by_code = {category.code: category for category in found}
    if len(by_code) < len(found):
        raise file.wrong("a code is used twice")
    return Categories(by_code)


def _category(entry: Entry, parent: str) -> Category:
    code, official = entry.text("code"), entry.text("official")
    procedure, keywords = entry.choice("procedure", Procedure), entry.texts("keywords")
    order_days = entry.whole_or("order_days", 0)
    entry.finish()
    if procedure in BY_KIND:
        raise entry.wrong(f"procedure {procedure} follows from the kind of a concern, not from its category")
    if (procedure is Procedure.ORDER) != (order_days > 0):
        raise entry.wrong("order_days goes with the procedure order, and that with order_days of 1 or more")
    return Category(f"{parent}.{code}", official, procedure, keywords, order_days)


def routes_from(file: Entry, categories: Categories, units: Units, areas: Areas) -> tuple[Route, ...]:
    """The 派单目录; on no day do two lines speak of the same area and category."""
    routes = tuple(_route(entry, categories, units, areas) for entry in file.entries("route", "category"))
    file.finish()
    refuse_overlap(file, [(f"{r.category} in {r.area}", r.valid_from, r.valid_to) for r in routes])
    return routes


def _route(entry: Entry, categories: Categories, units: Units, areas: Areas) -> Route:
    route = Route(
        category=entry.text("category"),
        to=entry.text("to"),
        area=entry.text("area", areas.district.id),
        valid_from=entry.day("valid_from"),
        valid_to=entry.day_or_none("valid_to"),
    )
    entry.finish()
    if categories.get(route.category) is None:
        raise entry.wrong("this category does not exist")
    if route.to not in SEATS and route.to not in units.by_id:
        raise entry.wrong(f"to must be a unit, {' or '.join(SEATS)}, not {route.to}")
    if areas.get(route.area) is None:
        raise entry.wrong(f"area {route.area} is not in the tree")
    return route
