"""Who a person is to a concern at a moment: gone, moved, standing in, in which capacity."""

from dataclasses import replace
from datetime import timedelta

from domain.concern import State
from domain.people import Binding, Role
from domain.permissions import Deed, Relation
from domain.relations import capacity, may_on, relations
from domain.services.stepping import open_acts
from tests.builders import LONG_AGO, NOW, UNIT, a_concern, a_person

REGISTERED, ACCEPTED = State.REGISTERED, State.ACCEPTED
LATER = NOW + timedelta(days=7)


def test_who_has_left_the_unit_handles_nothing_there() -> None:
    gone = a_person("handler", bindings=(Binding(Role.CADRE, UNIT, LONG_AGO, NOW),))
    moved = a_person("handler", Role.CADRE, "police")
    concern = a_concern(ACCEPTED)
    assert open_acts(concern, gone, NOW - timedelta(seconds=1)) != ()
    assert open_acts(concern, gone, NOW) == open_acts(concern, moved, NOW) == ()
    assert not may_on(Deed.VIEW_CARD, gone, concern, NOW)


def test_a_stand_in_handles_for_the_period_and_in_that_unit_only() -> None:
    concern = a_concern(ACCEPTED)
    held = Binding(Role.CADRE, UNIT, NOW, LATER, instead_of="handler")
    own = Binding(Role.CADRE, UNIT, LONG_AGO)
    stand_in = a_person("stand-in", bindings=(own, held))
    second = timedelta(seconds=1)
    handles = {
        moment: Relation.HANDLER in relations(stand_in, concern, moment)
        for moment in (NOW - second, NOW, LATER - second, LATER)
    }
    assert list(handles.values()) == [False, True, True, False]
    elsewhere = a_person("stand-in", bindings=(own, replace(held, unit="police")))
    assert Relation.HANDLER not in relations(elsewhere, concern, NOW)
    leader = a_person("stand-in", bindings=(own, replace(held, role=Role.LEADER)))
    assert Relation.HANDLER not in relations(leader, concern, NOW)


def test_a_concern_without_unit_belongs_to_nobody_by_unit() -> None:
    concern = a_concern(REGISTERED)
    assert relations(a_person("cadre", Role.CADRE), concern, NOW) == frozenset()


def test_in_which_capacity_somebody_acts() -> None:
    concern = a_concern(ACCEPTED, reporter="both", handler="both")
    both = a_person(
        "both", bindings=(Binding(Role.OFFICE, "office", LONG_AGO), Binding(Role.CADRE, UNIT, LONG_AGO))
    )
    assert capacity(Deed.SUPPLEMENT, both, concern, NOW) == (Role.RESIDENT, "")
    assert capacity(Deed.REPLY, both, concern, NOW) == (Role.CADRE, UNIT)
    office = a_person("office", Role.OFFICE, "office")
    assert capacity(Deed.VIEW_CARD, office, concern, NOW) == (Role.OFFICE, "office")
