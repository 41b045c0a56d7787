"""A concern about a unit never reaches that unit: over all pairs of units, kinds, categories and roles (H5)."""

from datetime import date

import pytest

from domain.concern import Kind, State
from domain.people import Role
from domain.permissions import Deed, Relation, may, standing
from domain.policy import DEMO, Policy, read_policy
from domain.relations import may_on, relations
from domain.routing import Why, away_from, route
from tests.builders import NOW, a_concern, a_person

UNITS = tuple(read_policy(DEMO).units.by_id)
DAY = date(2026, 11, 24)


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.MISCONDUCT])
def test_no_route_leads_to_the_unit_complained_about(policy: Policy, kind: Kind) -> None:
    for category in policy.categories.by_code:
        for area in (*policy.areas.by_id, ""):
            usual = route(kind, category, area, DAY, policy.directory)
            elsewhere = next(unit for unit in UNITS if unit != usual.unit)
            assert route(kind, category, area, DAY, policy.directory, elsewhere) == usual
            away = route(kind, category, area, DAY, policy.directory, usual.unit)
            assert away.unit != usual.unit and away.why is Why.ABOUT_THE_UNIT


@pytest.mark.parametrize("unit", UNITS)
def test_it_goes_up_and_never_comes_back(policy: Policy, unit: str) -> None:
    for about in UNITS:
        chosen = away_from(unit, about, policy.units)
        assert chosen != about
        assert chosen == unit or unit == about
    above = policy.units.superiors(unit)
    assert away_from(unit, unit, policy.units) == (above[0] if above else policy.units.office.id)


@pytest.mark.parametrize("about", UNITS)
def test_nobody_there_may_do_anything_wherever_it_is(about: str) -> None:
    for role in Role:
        person = a_person("p", role, about)
        for unit in UNITS:
            concern = a_concern(State.IN_PROGRESS, unit=unit, handler="p", about_unit=about, review_unit=unit)
            assert relations(person, concern, NOW) == {Relation.COMPLAINED_ABOUT}


def test_being_complained_about_permits_nothing() -> None:
    for role in Role:
        related = {deed for deed in Deed if may(deed, standing((role,), (Relation.COMPLAINED_ABOUT,)))}
        assert related == {deed for deed in Deed if may(deed, standing((role,)))}
        assert Deed.VIEW_CARD not in related


def test_a_reporter_who_works_there_follows_their_own_concern() -> None:
    person = a_person("reporter", Role.CADRE, "police")
    concern = a_concern(about_unit="police")
    assert relations(person, concern, NOW) == {Relation.COMPLAINED_ABOUT, Relation.REPORTER}
    assert may_on(Deed.FOLLOW, person, concern, NOW) and not may_on(Deed.VIEW_CARD, person, concern, NOW)
