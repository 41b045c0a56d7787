"""Who reported a concern never handles it, whatever else they are: role × deed × relation, every cell."""

from typing import Any

import pytest

from domain.concern import Concern, Kind, State
from domain.people import Binding, Person, Role
from domain.permissions import PERMISSIONS, Deed, Relation
from domain.relations import kept_out, may_on, relations
from tests.builders import LONG_AGO, NOW, UNIT, a_concern, a_person
from tests.domain.beside_steps import BESIDE_RELATED
from tests.domain.office_steps import OFFICE_ALONE, OFFICE_RELATED
from tests.domain.test_permissions import ALONE, OF_EVERY_ROLE, RELATED

ME = "me"
ABOUT_A_CONCERN = frozenset(
    deed for deed, who in PERMISSIONS.items() if {relation for _, relation in who} != {Relation.NONE}
)
REPORTER = (Role.RESIDENT, Relation.REPORTER)
AS_REPORTER = RELATED[REPORTER] | BESIDE_RELATED[REPORTER]

# What would make somebody stand in this relation to the concern, were they not its reporter.
CHANGES: dict[Relation, dict[str, Any]] = {
    Relation.REPORTER: {},
    Relation.HANDLER: {"handler": ME},
    Relation.LEAD_UNIT: {"handler": "other"},
    Relation.SUCCESSOR: {"handler": ""},
    Relation.SUPERIOR: {"unit": "police"},
    Relation.REVIEWING_UNIT: {"unit": "police", "review_unit": UNIT},
    Relation.REVIEWER: {"unit": "police", "review_unit": UNIT, "reviewer": ME},
    Relation.COMPLAINED_ABOUT: {"unit": "police", "about_unit": UNIT},
    Relation.RECUSED: {"handler": ME, "recused": (ME,)},
    Relation.LEADERSHIP: {"unit": "police"},
    Relation.LEAD_LEADER: {"unit": "police", "leader": ME},
    Relation.CO_UNIT: {"unit": "police", "co_units": (UNIT,)},
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
    others = {Relation.COMPLAINED_ABOUT, Relation.RECUSED}
    assert relations(person, own, NOW) - others == {Relation.REPORTER}
    assert kept_out(person, own, NOW)
    said = {Deed.EXPLAIN_RECUSAL} if relation is Relation.RECUSED else set()
    assert allowed(person, own) - said == AS_REPORTER
    assert {deed for deed in Deed if may_on(deed, person, own, NOW)} - said == (
        AS_REPORTER | ALONE[Role.RESIDENT] | ALONE[role] | OFFICE_ALONE.get(role, set()) | OF_EVERY_ROLE[role]
    )


@pytest.mark.parametrize(
    ("role", "relation"),
    [pair for pair in RELATED | OFFICE_RELATED if pair[1] not in (Relation.REPORTER, Relation.RECUSED)],
)
def test_the_same_person_may_when_another_reported_it(role: Role, relation: Relation) -> None:
    """The guard is what forbids it: without it every one of these cells is open."""
    person, concern = somebody(role), concern_of(relation, "another")
    assert relation in relations(person, concern, NOW) and not kept_out(person, concern, NOW)
    permitted = RELATED.get((role, relation), set()) | OFFICE_RELATED.get((role, relation), set())
    assert allowed(person, concern) >= permitted


@pytest.mark.parametrize("state", State)
def test_no_state_opens_it(state: State) -> None:
    every = tuple(Binding(role, UNIT, LONG_AGO) for role in Role if role is not Role.RESIDENT)
    person = a_person(ME, bindings=every)
    for relation in CHANGES:
        for kind in Kind:
            concern = a_concern(state, **_all(relation), kind=kind)
            assert allowed(person, concern) - {Deed.EXPLAIN_RECUSAL} == AS_REPORTER


def _all(relation: Relation) -> dict[str, Any]:
    return {"unit": UNIT, **CHANGES[relation], "reporter": ME}


def test_a_stand_in_who_reported_it_takes_nobodys_place() -> None:
    instead = Binding(Role.CADRE, UNIT, LONG_AGO, None, instead_of="handler")
    person = a_person(ME, bindings=(Binding(Role.CADRE, UNIT, LONG_AGO), instead))
    assert Relation.HANDLER in relations(person, a_concern(State.ACCEPTED), NOW)
    assert allowed(person, a_concern(State.ACCEPTED, reporter=ME)) == AS_REPORTER


@pytest.mark.parametrize("role", Role)
def test_who_stepped_out_may_nothing_but_say_why(role: Role) -> None:
    """Whatever else they are to it: handler, lead, office, reviewer."""
    for relation in CHANGES:
        if relation is not Relation.REPORTER:
            concern = a_concern(State.IN_PROGRESS, **{**_all(relation), "reporter": "x", "recused": (ME,)})
            assert allowed(somebody(role), concern) <= {Deed.EXPLAIN_RECUSAL}
