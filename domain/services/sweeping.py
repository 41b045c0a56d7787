"""A sweep as it goes: which places of a unit were looked at, what was found there, and how much is left (O6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain.errors import Refusal
from domain.people import Person, Role
from domain.permissions import Deed, may, standing
from domain.relations import check
from domain.services.ports import UnitOfWork
from domain.services.rostering import leaves
from domain.sweeps import Round, rounds
from domain.units import Unit

CLEAR, FOUND = "clear", "found"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of some places (area ids, in the order of the directory) those `done`, and those where something was `found`."""

    places: tuple[str, ...]
    done: frozenset[str]
    found: frozenset[str]

    @property
    def left(self) -> tuple[str, ...]:
        """Places that nobody has looked at yet."""
        return tuple(area for area in self.places if area not in self.done)


def present_rounds(uow: UnitOfWork, now: datetime) -> list[Round]:
    """Every round that runs today."""
    today = uow.policy.calendar.day_of(now)
    return [one for rule in uow.policy.sweeps.sweeps for one in rounds(rule, today, today)]


def round_of(uow: UnitOfWork, sweep: str, first: date) -> Round:
    """The round of a sweep that began on this day. Refusal sweeping.unknown."""
    rules = (rule for rule in uow.policy.sweeps.sweeps if rule.id == sweep)
    found = (one for rule in rules for one in rounds(rule, first, first) if one.first == first)
    one = next(found, None)
    if one is None:
        raise Refusal("sweeping.unknown")
    return one


def goes(uow: UnitOfWork, round_: Round, person: Person, now: datetime) -> bool:
    """Whether the person goes through places in this sweep."""
    units = units_of(uow, round_, person, now, *round_.sweep.roles)
    return bool(units) and may(Deed.SWEEP, standing(person.roles(now)))


def units_of(uow: UnitOfWork, round_: Round, person: Person, now: datetime, *roles: Role) -> list[Unit]:
    """The units of this sweep in which the person holds one of the roles."""
    held = (uow.policy.units.by_id.get(unit) for unit in person.units(now, *roles))
    return [unit for unit in held if unit and unit.kind in round_.sweep.kinds]


def own_coverage(uow: UnitOfWork, round_: Round, person: Person, now: datetime) -> Coverage:
    """That of the places which the person's units serve, or that they lead, whoever went there."""
    units = units_of(uow, round_, person, now, *round_.sweep.roles, Role.UNIT_LEAD)
    areas = dict.fromkeys(area for unit in units for area in leaves(uow, unit.area))
    return _coverage(uow, round_, areas)


def coverage_by_area(uow: UnitOfWork, round_: Round) -> list[tuple[str, Coverage]]:
    """That of each subdistrict, in the order of the directory; for the office."""
    return [
        (area.id, _coverage(uow, round_, leaves(uow, area.id)))
        for area in uow.policy.areas.under(uow.policy.areas.district.id)
    ]


def see_coverage(uow: UnitOfWork, actor: Person, round_: Round, now: datetime) -> list[tuple[str, Coverage]]:
    """The same, if the actor may. Refusal deed.not_yours."""
    check(Deed.SEE_DUTY_BUNDLE, actor, now)
    return coverage_by_area(uow, round_)


def mark_place(uow: UnitOfWork, actor: Person, round_: Round, area: str, result: str, now: datetime) -> bool:
    """A place was looked at; False if somebody said the same before.

    Refusal: deed.not_yours, sweeping.unknown (a stage without places, a wrong result), sweeping.not_now (the round is
    not running), sweeping.no_place (not served by the actor's units).
    """
    check(Deed.SWEEP, actor, now)
    if not goes(uow, round_, actor, now):
        raise Refusal("deed.not_yours")
    if not round_.covers or result not in (CLEAR, FOUND):
        raise Refusal("sweeping.unknown")
    if not round_.first <= uow.policy.calendar.day_of(now) <= round_.last:
        raise Refusal("sweeping.not_now", first=round_.first, last=round_.last)
    if area not in own_coverage(uow, round_, actor, now).places:
        raise Refusal("sweeping.no_place")
    unit = units_of(uow, round_, actor, now, *round_.sweep.roles)[0]
    return uow.duties.mark(round_.key, round_.first, actor.id, unit.id, f"{result}:{area}", now)


def _coverage(uow: UnitOfWork, round_: Round, areas: Iterable[str]) -> Coverage:
    places = tuple(areas)
    if not places:
        return Coverage((), frozenset(), frozenset())
    marks = [what.partition(":") for _, _, what in uow.duties.marks(round_.key, round_.first)]
    done = frozenset(area for _, _, area in marks if area in places)
    return Coverage(places, done, frozenset(area for how, _, area in marks if how == FOUND and area in done))
