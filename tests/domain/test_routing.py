"""Who answers: the demo's table case by case, and always somebody."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.concern import Kind
from domain.policy import Policy
from domain.routing import Directory, Route, Routing, Why, route
from domain.units import Alias, Match, Unit, UnitKind, Units

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))

# category, area, unit: the 派单目录 of DOMAIN.md 6
CASES = [
    ("housing.demolition", "dukou", "housing"),
    ("housing.land", "tianjing", "resources"),
    ("wages.project", "qiaonan", "housing"),
    ("wages.migrant", "qiaonan", "labour"),
    ("medical.clinic", "liuyuan", "health"),
    ("medical.family", "liuyuan", "health"),
    ("medical.insurance", "liuyuan", "labour"),
    ("welfare.allowance", "liuyuan", "civil"),
    ("welfare.veterans", "liuyuan", "veterans"),
    ("welfare.disaster", "liuyuan", "emergency_office"),
    ("services.village", "tianjing", "civil"),
    ("services.ethnic", "qiaonan", "ethnic"),
    ("services.rural", "tianjing", "farming"),
    ("safety.production", "songpo", "emergency"),
    ("safety.order", "songpo", "police"),
    ("consumer.goods", "qiaonan", "market"),
    ("roads.lamp", "liuyuan", "urban"),
    ("sanitation.clutter", "liuyuan", "urban"),
    ("sanitation.pollution", "songpo", "ecology"),
    ("school.enrolment", "hewan", "education"),
    ("traffic.bus", "hewan", "transport"),
    ("noise.neighbours", "liuyuan", "liuyuan_room"),
    ("other.neighbours", "hewan", "hewan_room"),
    ("sanitation.rubbish", "hewan", "liuhe_station"),
    ("property.committee", "songpo", "wangchuan_station"),
    ("other.legal", "hewan", "office"),
    ("other.anything", "hewan", "office"),
    ("services.procedure", "hewan", "office"),
]


@pytest.mark.parametrize(("category", "area", "unit"), CASES)
def test_the_table(policy: Policy, category: str, area: str, unit: str) -> None:
    assert route(Kind.COMPLAINT, category, area, TODAY, policy.directory).unit == unit


def test_misconduct_goes_to_discipline_whatever_it_is_about(policy: Policy) -> None:
    for category in ("roads.lamp", "other.anything", ""):
        found = route(Kind.MISCONDUCT, category, "liuyuan", TODAY, policy.directory)
        assert found == Routing("discipline", Why.DISCIPLINE)


def test_a_matter_of_a_place_that_is_not_known_closely_enough_goes_to_the_office(policy: Policy) -> None:
    for area in ("", "nowhere", "qinghe", "shiqiao"):
        seat = route(Kind.HELP, "other.neighbours", area, TODAY, policy.directory)
        assert seat == Routing("office", Why.NO_RULE), area


def test_the_reason_names_the_line(policy: Policy) -> None:
    by_table = route(Kind.HELP, "roads.lamp", "liuyuan", TODAY, policy.directory)
    by_place = route(Kind.HELP, "other.neighbours", "liuyuan", TODAY, policy.directory)
    nothing = route(Kind.HELP, "other.anything", "liuyuan", TODAY, policy.directory)
    assert (by_table.why, by_place.why, nothing.why) == (Why.BY_TABLE, Why.BY_PLACE, Why.NO_RULE)
    assert by_table.route is not None and by_table.route.category == "roads"
    assert nothing.route is None


@given(kind=st.sampled_from(Kind), day=DAYS, data=st.data())
def test_there_is_always_a_unit(policy: Policy, kind: Kind, day: date, data: st.DataObject) -> None:
    category = data.draw(st.sampled_from([*policy.categories.by_code, ""]) | st.text(max_size=20))
    area = data.draw(st.sampled_from([*policy.areas.by_id, ""]) | st.text(max_size=20))
    found = route(kind, category, area, day, policy.directory)
    assert found.unit in policy.units.by_id
    assert (found.unit == "discipline") == (kind == Kind.MISCONDUCT)
    assert found.route is None or found.route.holds(day)


def with_routes(policy: Policy, *routes: Route) -> Directory:
    return Directory(routes, policy.areas, policy.units)


LAMPS = Route("roads", "urban", "qinghe", date(2024, 1, 1))


def unit_for(directory: Directory, area: str, day: date, category: str = "roads.lamp") -> str:
    return route(Kind.HELP, category, area, day, directory).unit


def test_the_nearest_area_speaks_first_then_the_narrower_category(policy: Policy) -> None:
    narrow = replace(LAMPS, category="roads.lamp", to="housing")
    near = replace(LAMPS, area="shiqiao", to="transport")
    directory = with_routes(policy, LAMPS, narrow, near)
    assert unit_for(directory, "liuyuan", TODAY) == "transport"
    assert unit_for(directory, "hewan", TODAY) == "housing"
    assert unit_for(directory, "hewan", TODAY, "roads.surface") == "urban"


def test_an_old_concern_is_routed_by_the_table_of_its_day(policy: Policy) -> None:
    old = replace(LAMPS, valid_to=date(2026, 12, 31))
    new = replace(LAMPS, to="housing", valid_from=date(2027, 1, 1))
    directory = with_routes(policy, old, new)
    found = [
        unit_for(directory, "hewan", day) for day in (date(2026, 12, 31), date(2027, 1, 1), date(2020, 1, 1))
    ]
    assert found == ["urban", "housing", "office"]


def test_a_place_without_its_own_seat_falls_to_the_next_line(policy: Policy) -> None:
    seat = replace(LAMPS, category="roads.lamp", to="community")
    assert unit_for(with_routes(policy, seat, LAMPS), "shiqiao", TODAY) == "urban"
    assert unit_for(with_routes(policy, seat, LAMPS), "liuyuan", TODAY) == "liuyuan_room"


def test_units_by_old_and_short_names(policy: Policy) -> None:
    units = policy.units
    for name, unit in (
        ("安监局", "emergency"),
        ("国土局", "resources"),
        ("住建局", "housing"),
        ("urban", "urban"),
    ):
        found = units.named(name)
        assert found is not None and found.id == unit
    assert units.named("环保局", date(2019, 3, 31)) is not None
    assert units.named("环保局", date(2019, 4, 1)) is None
    assert units.named("生态环境局", TODAY) is not None and units.named("没有这个局") is None


# what is typed on this day, the units that it may mean, how they were found
SEARCHED = [
    ("国土局", "2026-11-24", ["resources"], Match.ONCE),
    ("国土", "2026-11-24", ["resources"], Match.ONCE),
    ("国土局", "2019-03-31", ["resources"], Match.NOW),
    ("卫生局", "2026-11-24", ["health"], Match.ONCE),
    ("计生", "2026-11-24", ["health"], Match.ONCE),
    ("卫计局", "2014-12-31", ["health"], Match.ALIKE),
    ("卫计局", "2016-01-01", ["health"], Match.NOW),
    ("安监局", "2026-11-24", ["emergency"], Match.ONCE),
    ("环保局", "2026-11-24", ["ecology"], Match.ONCE),
    ("建设局", "2026-11-24", ["housing"], Match.NOW),
    ("应急局", "2019-03-31", ["emergency_office"], Match.ALIKE),
    ("生态环镜局", "2026-11-24", ["ecology"], Match.ALIKE),
    ("  ", "2026-11-24", [], Match.ALIKE),
]


@pytest.mark.parametrize(("typed", "day", "meant", "match"), SEARCHED)
def test_units_are_found_by_names_of_their_day(
    policy: Policy, typed: str, day: str, meant: list[str], match: Match
) -> None:
    found, how = policy.units.search(typed, date.fromisoformat(day))
    assert how is match and [unit.id for unit in found[:1]] == meant


def test_one_name_may_have_meant_two_units_at_different_times() -> None:
    old = Alias("规划局", valid_to=date(2018, 12, 31))
    new = Alias("规划局", valid_from=date(2019, 1, 1))
    one, two = (
        Unit(name, name, UnitKind.DEPARTMENT, "qinghe", "", "", (alias,))
        for name, alias in (("a", old), ("b", new))
    )
    units = Units({"a": one, "b": two})
    days = (date(2018, 12, 31), date(2019, 1, 1))
    assert [unit.id for day in days if (unit := units.named("规划局", day))] == ["a", "b"]


def test_the_units_of_the_demo(policy: Policy) -> None:
    units = policy.units
    assert [len(units.of_kind(kind)) for kind in UnitKind] == [1, 16, 3, 9, 1, 1]
    assert units.superiors("liuyuan_room") == ("shiqiao_station", "office", "city")
    assert units.superiors("discipline") == () == units.superiors("city")
    assert all(unit.address for unit in units.by_id.values())
