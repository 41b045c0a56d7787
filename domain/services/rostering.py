"""Who does a duty on its day: everybody with the role, less those on leave, or whose turn it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from domain.duties import DutyRule, Occurrence
from domain.errors import Refusal
from domain.people import Person, Role
from domain.permissions import Deed, may, standing
from domain.roster import RosterLine
from domain.services.ports import UnitOfWork

MOST_NAMED = 12
"""Colleagues named in one message."""


def units_owing(uow: UnitOfWork, rule: DutyRule, person: Person, at: datetime) -> tuple[str, ...]:
    """Units for which the person owes this duty, by role and kind of the unit."""
    units = person.units(at, *sorted(rule.roles))
    known = uow.policy.units.by_id
    return tuple(u for u in units if not rule.kinds or (u in known and known[u].kind in rule.kinds))


def owes(uow: UnitOfWork, rule: DutyRule, person: Person, at: datetime) -> bool:
    """Whether the person holds one of the roles that do this duty, in a unit that does it."""
    return bool(units_owing(uow, rule, person, at)) and may(Deed.DO_DUTY, standing(person.roles(at)))


def does(uow: UnitOfWork, occurrence: Occurrence, person: Person, at: datetime) -> bool:
    """Whether the person owes it and does it on this very day: not on leave, not given away, by turn only if named."""
    rule = occurrence.rule
    line = uow.rosters.get(rule.id, occurrence.wished, person.id)
    other = uow.rosters.get(rule.along, occurrence.wished, person.id) if rule.along else None
    if any(one is not None and (one.away or one.taker) for one in (line, other)):
        return False
    named = not rule.by_turn or line is not None or _takes(uow, occurrence, person, at)
    return named and owes(uow, rule, person, at)


def _takes(uow: UnitOfWork, occurrence: Occurrence, person: Person, at: datetime) -> bool:
    """Whether the turn was given to them, or is that of somebody whose place they take (A/B 角)."""
    named = _named(uow.rosters.of(occurrence.rule.id, occurrence.wished))
    return person.id in named or bool(_instead_of(occurrence.rule, person, at) & named)


def _named(lines: Iterable[RosterLine]) -> set[str]:
    """Who stands on the roster of a day, or does it instead; without those on leave or replaced."""
    gone = {line.person for line in lines if line.away or line.taker}
    return {one for line in lines for one in (line.person, line.taker)} - gone


def _instead_of(rule: DutyRule, person: Person, at: datetime) -> set[str]:
    """Ids of those whose place the person takes in a role that does this duty."""
    return {binding.instead_of for binding in person.stands_in(at) if binding.role in rule.roles}


def unit_of(uow: UnitOfWork, occurrence: Occurrence, person: Person, at: datetime) -> str:
    """The unit for which the person does it; "" where they owe it nowhere."""
    return next(iter(units_owing(uow, occurrence.rule, person, at)), "")


def line_of(uow: UnitOfWork, occurrence: Occurrence, person: Person, at: datetime) -> RosterLine:
    """What stands on the roster of this person, also if nothing was changed yet."""
    rule = occurrence.rule.id
    empty = RosterLine(rule, occurrence.wished, person.id, unit_of(uow, occurrence, person, at))
    return uow.rosters.get(rule, occurrence.wished, person.id) or empty


def place_of(uow: UnitOfWork, occurrence: Occurrence, person: Person, at: datetime) -> str:
    """Where the person does it: the area chosen, else that of the unit; "" where neither is known."""
    line = line_of(uow, occurrence, person, at)
    unit = uow.policy.units.by_id.get(line.unit)
    return line.place or (unit.area if unit else "")


def places_for(uow: UnitOfWork, occurrence: Occurrence, person: Person, at: datetime) -> tuple[str, ...]:
    """Areas to choose from: the smallest ones that the unit serves."""
    unit = uow.policy.units.by_id.get(unit_of(uow, occurrence, person, at))
    return tuple(leaves(uow, unit.area)) if unit else ()


def choose_place(
    uow: UnitOfWork, person: Person, occurrence: Occurrence, area: str, now: datetime
) -> RosterLine:
    """Where the person does it. Refusal roster.not_yours (not theirs to do), roster.no_place (not one of theirs)."""
    if not does(uow, occurrence, person, now):
        raise Refusal("roster.not_yours")
    if area not in places_for(uow, occurrence, person, now):
        raise Refusal("roster.no_place")
    line = replace(line_of(uow, occurrence, person, now), place=area)
    uow.rosters.put(line)
    return line


def companions(uow: UnitOfWork, occurrence: Occurrence, line: RosterLine, at: datetime) -> list[Person]:
    """Colleagues of the unit who do it in the same place: all of a unit of one place, else who chose the same.

    Cheap, for it is asked for everybody of a morning: a large unit is never read as a whole.
    """
    unit = uow.policy.units.by_id.get(line.unit)
    if unit is None:
        return []
    rule = occurrence.rule
    if line.place:
        beside = uow.rosters.at_place(rule.id, occurrence.wished, line.unit, line.place)
        ids = (one.person for one in beside if not (one.away or one.taker) and one.person != line.person)
        return [uow.people.get(person) for person in list(ids)[:MOST_NAMED]]
    if len(list(leaves(uow, unit.area))) > 1:
        return []
    gone = {one.person for one in uow.rosters.of(rule.id, occurrence.wished) if one.away or one.taker}
    there = uow.people.in_unit(line.unit, tuple(sorted(rule.roles)), at)
    return [one for one in there if one.id != line.person and one.id not in gone][:MOST_NAMED]


def leaves(uow: UnitOfWork, area: str) -> Iterator[str]:
    """The smallest areas below this one; itself where there is none below."""
    below = uow.policy.areas.under(area)
    for one in below:
        yield from leaves(uow, one.id)
    if not below:
        yield area


def owing(uow: UnitOfWork, rule: DutyRule, now: datetime, *roles: Role, unit: str = "") -> list[Person]:
    """Everybody who owes a duty by role and unit (or those of one unit), in a stable order."""
    wanted = roles or tuple(sorted(rule.roles))
    found = uow.people.in_unit(unit, wanted, now) if unit else uow.people.with_roles(wanted, now)
    return [one for one in found if owes(uow, rule, one, now)]


def doers(
    uow: UnitOfWork, occurrence: Occurrence, now: datetime, *roles: Role, unit: str = ""
) -> list[Person]:
    """Who does it on its day, in a stable order; those of some roles or of one unit only where these are given."""
    rule = occurrence.rule
    lines = uow.rosters.of(rule.id, occurrence.wished)
    gone = {line.person for line in lines if line.away or line.taker}
    if rule.along:
        gone |= {
            line.person for line in uow.rosters.of(rule.along, occurrence.wished) if line.away or line.taker
        }
    found = owing(uow, rule, now, *roles, unit=unit)
    if rule.by_turn:
        named = _named(lines)
        there = (one for one in found if {one.id, *_instead_of(rule, one, now)} & named)
        return [one for one in there if one.id not in gone]
    return [one for one in found if one.id not in gone]


def draw_turns(uow: UnitOfWork, rule: DutyRule, days: Sequence[date], now: datetime) -> None:
    """Name somebody for each of these days that has nobody yet, or nobody any more; who could is read once."""
    lines = uow.rosters.of_rule(rule.id, date.min, date.max)
    could = owing(uow, rule, now)
    still = {one.id for one in could}
    drawn = {line.day for line in lines if not line.away and (line.taker or line.person) in still}
    for day in days:
        if day not in drawn:
            lines = [*lines, *_drawn(uow, rule, day, could, lines, now)]


def draw(uow: UnitOfWork, rule: DutyRule, day: date, now: datetime) -> list[Person]:
    """Name whoever had the turn longest ago and is not on leave that day; nobody where nobody owes it."""
    could = {one.id: one for one in owing(uow, rule, now)}
    lines = uow.rosters.of_rule(rule.id, date.min, date.max)
    return [could[line.person] for line in _drawn(uow, rule, day, could.values(), lines, now)]


def _drawn(
    uow: UnitOfWork,
    rule: DutyRule,
    day: date,
    could: Iterable[Person],
    lines: Iterable[RosterLine],
    now: datetime,
) -> list[RosterLine]:
    """The line of whoever is named, kept; `lines`: all turns so far."""
    away = {line.person for line in lines if line.day == day}
    last = {line.taker or line.person: line.day for line in lines if not line.away}
    there = [one for one in could if one.id not in away and one.reachable]
    if not there:
        return []
    one = min(there, key=lambda person: (last.get(person.id, date.min), person.id))
    line = RosterLine(rule.id, day, one.id, units_owing(uow, rule, one, now)[0])
    uow.rosters.put(line)
    return [line]
