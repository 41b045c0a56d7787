"""What a person is to a concern at a moment, and in which capacity they act on it."""

from datetime import datetime

from domain.concern import Concern, Kind
from domain.errors import Refusal
from domain.people import Deed, Person, Relation, Role, Standing, may, standing

WORKERS = (Role.CADRE, Role.UNIT_LEAD, Role.OFFICE)
"""Roles whose holders handle the concerns of their unit."""


def relations(person: Person, concern: Concern, at: datetime) -> frozenset[Relation]:
    """All relations of a person to a concern; who left the unit is no longer its handler.

    Whoever stands in for the handler in that unit is to the concern what the handler is. A 举报 is discipline's
    alone (条例 30): the office stands above every concern but these. Nobody handles what they reported themselves.
    """
    in_unit = concern.unit in person.units(at, *WORKERS)
    leads = concern.unit in person.units(at, Role.UNIT_LEAD)
    reviews = bool(concern.review_unit) and concern.review_unit in person.units(at, Role.REVIEWER)
    concerned = person.id in (concern.reporter, concern.handler)
    handler = concern.handler in (person.id, *absent_handlers(person, concern.unit, at))
    found = {
        Relation.REPORTER: concern.reporter == person.id,
        Relation.LEAD_UNIT: in_unit,
        Relation.HANDLER: in_unit and handler,
        Relation.SUCCESSOR: in_unit and (not concern.handler or (leads and not handler)),
        Relation.REVIEWING_UNIT: reviews and not concerned,
        Relation.REVIEWER: reviews and not concerned and concern.reviewer == person.id,
        Relation.LEADERSHIP: Role.LEADER in person.roles(at) and concern.kind is not Kind.MISCONDUCT,
        Relation.SUPERIOR: Role.OFFICE in person.roles(at) and concern.kind is not Kind.MISCONDUCT,
    }
    if kept_out(person, concern, at):
        found = {
            Relation.REPORTER: concern.reporter == person.id,
            Relation.COMPLAINED_ABOUT: complained_about(person, concern, at),
        }
    return frozenset(relation for relation, true in found.items() if true)


def kept_out(person: Person, concern: Concern, at: datetime) -> bool:
    """Whether the person has no part in handling it, whatever their roles: they reported it or it is about their unit.

    They neither see nor decide it as those who work here do, and are told nothing of it but as its reporter.
    """
    return concern.reporter == person.id or complained_about(person, concern, at)


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
    if may(deed, standing((Role.REVIEWER,), relations(person, concern, at))):
        return Role.REVIEWER, concern.review_unit
    held = [binding for binding in person.bindings if binding.holds(at) and binding.role in WORKERS]
    held.sort(key=lambda binding: binding.unit != concern.unit)
    return (held[0].role, held[0].unit) if held else (Role.RESIDENT, "")
