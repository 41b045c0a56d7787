"""What a person is to a concern at a moment, and in which capacity they act on it."""

from datetime import datetime

from domain.concern import Concern, Kind
from domain.errors import Refusal
from domain.people import Person, Role
from domain.permissions import Deed, Relation, Standing, may, standing

WORKERS = (Role.CADRE, Role.UNIT_LEAD, Role.OFFICE)
"""Roles whose holders handle the concerns of their unit."""
REVIEWING = (Role.REVIEWER, Role.UNIT_LEAD)
"""Roles whose holders take what their unit has for 复查 or 复核."""


_AS_REVIEWER = standing((Role.REVIEWER,), (Relation.REVIEWING_UNIT, Relation.REVIEWER))


def relations(person: Person, concern: Concern, at: datetime) -> frozenset[Relation]:
    """All relations of a person to a concern; who left the unit is no longer its handler.

    Whoever stands in for the handler in that unit is to the concern what the handler is. A 举报 is discipline's
    alone (条例 30): the office stands above every concern but these. Nobody handles what they reported themselves.
    """
    in_unit = concern.unit in person.units(at, *WORKERS)
    leads = concern.unit in person.units(at, Role.UNIT_LEAD)
    reviews = bool(concern.review_unit) and concern.review_unit in person.units(at, *REVIEWING)
    concerned = person.id in (concern.reporter, concern.handler)
    handler = concern.handler in (person.id, *absent_handlers(person, concern.unit, at))
    found = {
        Relation.REPORTER: concern.reporter == person.id,
        Relation.LEAD_UNIT: in_unit,
        Relation.HANDLER: in_unit and handler,
        Relation.SUCCESSOR: in_unit and (not concern.handler or (leads and not handler)),
        Relation.REVIEWING_UNIT: reviews and not concerned,
        Relation.REVIEWER: reviews and not concerned and concern.reviewer == person.id,
        Relation.CO_UNIT: bool(set(concern.co_units) & set(person.units(at, *WORKERS))),
        Relation.LEAD_LEADER: bool(concern.leader) and _leads(person, concern, at),
        Relation.LEADERSHIP: Role.LEADER in person.roles(at) and concern.kind is not Kind.MISCONDUCT,
        Relation.SUPERIOR: Role.OFFICE in person.roles(at) and concern.kind is not Kind.MISCONDUCT,
    }
    if kept_out(person, concern, at):
        found = {
            Relation.REPORTER: concern.reporter == person.id,
            Relation.COMPLAINED_ABOUT: complained_about(person, concern, at),
            Relation.RECUSED: person.id in concern.recused,
        }
    return frozenset(relation for relation, true in found.items() if true)


def kept_out(person: Person, concern: Concern, at: datetime) -> bool:
    """Whether the person has no part in handling it, whatever their roles.

    They reported it, it is about their unit, or they stepped out of it (回避).

    They neither see nor decide it as those who work here do, and are told nothing of it but as its reporter.
    """
    stays_out = concern.reporter == person.id or person.id in concern.recused
    return stays_out or complained_about(person, concern, at)


def _leads(person: Person, concern: Concern, at: datetime) -> bool:
    """Whether 包案 gave it to this leader, or to one whom they stand in for."""
    given = concern.leader in (person.id, *absent_leaders(person, at))
    return given and Role.LEADER in person.roles(at)


def absent_leaders(person: Person, at: datetime) -> tuple[str, ...]:
    """Ids of the leaders for whom this person stands in."""
    return tuple(b.instead_of for b in person.stands_in(at) if b.role is Role.LEADER)


def complained_about(person: Person, concern: Concern, at: datetime) -> bool:
    """Whether the person works in the unit that the concern complains about: it never reaches them (条例 30)."""
    return bool(concern.about_unit) and concern.about_unit in person.units(at, *Role)


def absent_handlers(person: Person, unit: str, at: datetime) -> tuple[str, ...]:
    """Ids of those whose concerns this person handles in the unit while they are absent."""
    return tuple(b.instead_of for b in person.stands_in(at) if b.unit == unit and b.role in WORKERS)


def standing_to(person: Person, concern: Concern, at: datetime) -> Standing:
    """How the person stands to the concern, for `may`."""
    return standing(person.roles(at), relations(person, concern, at))


def may_on(deed: Deed, person: Person, concern: Concern, at: datetime) -> bool:
    """Whether the person may do this deed on this concern now."""
    return may(deed, standing_to(person, concern, at))


def check(deed: Deed, person: Person, at: datetime) -> None:
    """Refusal deed.not_yours unless the person's roles alone permit the deed."""
    if not may(deed, standing(person.roles(at))):
        raise Refusal("deed.not_yours")


def capacity(deed: Deed, person: Person, concern: Concern, at: datetime) -> tuple[str, str]:
    """(role, unit) in which the person acts: as reporter, else by a role, one in the lead unit first."""
    if may(deed, standing((Role.RESIDENT,), relations(person, concern, at))):
        return Role.RESIDENT, ""
    if may(deed, _AS_REVIEWER) and concern.review_unit in person.units(at, Role.REVIEWER):
        return Role.REVIEWER, concern.review_unit
    if may(deed, standing((Role.LEADER,), relations(person, concern, at))):
        return Role.LEADER, next(iter(person.units(at, Role.LEADER)), "")
    held = [binding for binding in person.bindings if binding.holds(at) and binding.role in WORKERS]
    own = (concern.unit, *concern.co_units, concern.review_unit)
    held.sort(key=lambda b: own.index(b.unit) if b.unit in own else len(own))
    return (held[0].role, held[0].unit) if held else (Role.RESIDENT, "")
