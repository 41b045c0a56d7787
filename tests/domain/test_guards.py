"""Who reported a concern never handles it, whatever else they are: role × deed × relation, every cell."""

import pytest

from domain.concern import Concern, Kind, State
from domain.people import PERMISSIONS, Binding, Deed, Person, Relation, Role
from domain.relations import kept_out, may_on, relations
from tests.builders import LONG_AGO, NOW, UNIT, a_concern, a_person
from tests.domain.test_life import ALONE, OF_EVERY_ROLE, RELATED

ME = "me"
ABOUT_A_CONCERN = frozenset(
    deed for deed, who in PERMISSIONS.items() if {relation for _, relation in who} != {Relation.NONE}
)
AS_REPORTER = RELATED[Role.RESIDENT, Relation.REPORTER]

# What would make somebody stand in this relation to the concern, were they not its reporter.
CHANGES: dict[Relation, dict[str, str]] = {
    Relation.REPORTER: {},
    Relation.HANDLER: {"handler": ME},
    Relation.LEAD_UNIT: {"handler": "other"},
    Relation.SUCCESSOR: {"handler": ""},
    Relation.SUPERIOR: {"unit": "police"},
    Relation.REVIEWING_UNIT: {"unit": "police", "review_unit": UNIT},
    Relation.REVIEWER: {"unit": "police", "review_unit": UNIT, "reviewer": ME},
    Relation.COMPLAINED_ABOUT: {"unit": "police", "about_unit": UNIT},
    Relation.NONE: {"unit": "police"},
}


def somebody(role: Role) -> Person:
    return a_person(ME, role if role is not Role.RESIDENT else None)


def concern_of(relation: Relation, reporter: str, state: State = State.IN_PROGRESS) -> Concern:
    return a_concern(state, **{"unit": UNIT, "reporter": reporter, **CHANGES[relation]})


def allowed(person: Person, concern: Concern) -> set[Deed]:
    return {deed for deed in ABOUT_A_CONCERN if may_on(deed, person, concern, NOW)}


@pytest.mark.parametrize("relation", CHANGES)
@pytest.mark.parametrize("role", Role)
def test_a_reporter_is_nothing_but_its_reporter(role: Role, relation: Relation) -> None:
    person, own = somebody(role), concern_of(relation, ME)
    also = {Relation.COMPLAINED_ABOUT} if role is not Role.RESIDENT else set()
    assert relations(person, own, NOW) - also == {Relation.REPORTER}
    assert kept_out(person, own, NOW)
    assert allowed(person, own) == AS_REPORTER
    assert {deed for deed in Deed if may_on(deed, person, own, NOW)} == (
        AS_REPORTER | ALONE[Role.RESIDENT] | ALONE[role] | OF_EVERY_ROLE[role]
    )


@pytest.mark.parametrize(("role", "relation"), [pair for pair in RELATED if pair[1] is not Relation.REPORTER])
def test_the_same_person_may_when_another_reported_it(role: Role, relation: Relation) -> None:
    """The guard is what forbids it: without it every one of these cells is open."""
    person, concern = somebody(role), concern_of(relation, "another")
    assert relation in relations(person, concern, NOW) and not kept_out(person, concern, NOW)
    assert allowed(person, concern) >= RELATED[role, relation]


@pytest.mark.parametrize("state", State)
def test_no_state_opens_it(state: State) -> None:
    every = tuple(Binding(role, UNIT, LONG_AGO) for role in Role if role is not Role.RESIDENT)
    person = a_person(ME, bindings=every)
    for relation in CHANGES:
        for kind in Kind:
            assert allowed(person, a_concern(state, **_all(relation), kind=kind)) == AS_REPORTER


def _all(relation: Relation) -> dict[str, str]:
    return {"unit": UNIT, **CHANGES[relation], "reporter": ME}


def test_a_stand_in_who_reported_it_takes_nobodys_place() -> None:
    instead = Binding(Role.CADRE, UNIT, LONG_AGO, None, instead_of="handler")
    person = a_person(ME, bindings=(Binding(Role.CADRE, UNIT, LONG_AGO), instead))
    assert Relation.HANDLER in relations(person, a_concern(State.ACCEPTED), NOW)
    assert allowed(person, a_concern(State.ACCEPTED, reporter=ME)) == AS_REPORTER
