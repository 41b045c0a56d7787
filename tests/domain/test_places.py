"""The map and the names of the demo district."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon, union_all

from domain.places import Area, Areas, Level, PlaceName
from domain.policy import Policy


def test_the_tree(policy: Policy) -> None:
    areas = policy.areas
    subdistricts = areas.under(areas.district.id)
    assert [area.name for area in subdistricts] == ["石桥街道", "柳河街道", "望川街道"]
    assert [len(areas.under(area.id)) for area in subdistricts] == [3, 3, 3]
    assert areas.path_name("liuyuan") == "青禾区 · 石桥街道 · 柳园社区"
    assert areas.path_name("nowhere") == "" and areas.get("nowhere") is None


def test_communities_lie_side_by_side_without_gap_or_overlap(policy: Policy) -> None:
    borders = [Polygon(area.border) for area in policy.areas.by_id.values() if area.border]
    assert len(borders) == 9 and all(border.is_valid for border in borders)
    whole = union_all(borders)
    assert isinstance(whole, Polygon) and not whole.interiors
    assert sum(border.area for border in borders) == pytest.approx(whole.area, rel=1e-9)


def test_a_pin_inside_each_community_finds_it(policy: Policy) -> None:
    for area in policy.areas.by_id.values():
        if area.border:
            inside = Polygon(area.border).representative_point()
            assert policy.areas.find_by_pin(inside.y, inside.x) == area


def test_a_pin_on_a_border_finds_one_of_its_neighbours(policy: Policy) -> None:
    longitude, latitude = policy.areas.by_id["liuyuan"].border[2]
    found = policy.areas.find_by_pin(latitude, longitude)
    assert found is not None and (longitude, latitude) in found.border


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_pin_anywhere_else_finds_nothing(policy: Policy, latitude: float, longitude: float) -> None:
    found = policy.areas.find_by_pin(latitude, longitude)
    assert found is None or (36.57 < latitude < 36.65 and 116.96 < longitude < 117.07)


SURE = [
    ("柳园小区", "柳园小区", "liuyuan"),
    ("我住柳园小区 3 号楼", "柳园小区", "liuyuan"),
    ("柳园小区一期", "柳园小区", "liuyuan"),
    ("区医院", "青禾人民医院", "changdi"),
    ("湿地公园门口", "河湾湿地公园", "hewan"),
    ("望川街道", "望川街道", "wangchuan"),
    ("长堤社区", "长堤社区", "changdi"),
]


@pytest.mark.parametrize(("words", "name", "area"), SURE)
def test_a_name_that_is_said_is_found_surely(policy: Policy, words: str, name: str, area: str) -> None:
    first = policy.areas.search(words)[0]
    assert (first.name, first.area, first.sure) == (name, area, True)


ALIKE = [
    ("柳元小区", "柳园小区"),
    ("梨花大到", "梨花大道"),
    ("青瓦文话广场", "青瓦文化广场"),
    ("望月乔", "望月桥"),
]


@pytest.mark.parametrize(("words", "name"), ALIKE)
def test_a_slip_of_the_pen_is_asked_back(policy: Policy, words: str, name: str) -> None:
    first = policy.areas.search(words)[0]
    assert (first.name, first.sure) == (name, False)


@pytest.mark.parametrize("words", ["", "  ", "珠穆朗玛峰", "xyz", "１２３"])
def test_what_is_no_place_finds_nothing(policy: Policy, words: str) -> None:
    assert policy.areas.search(words) == ()


def test_part_of_a_name_finds_all_that_hold_it_the_shortest_first(policy: Policy) -> None:
    found = policy.areas.search("小学")
    assert [(hit.name, hit.sure) for hit in found] == [("柳园小学", True), ("柳河小学", True)]
    assert len(policy.areas.search("社区")) == 5
    assert len(policy.areas.search("社区", limit=9)) == 9


def test_one_spot_with_several_matching_names_is_shown_once(policy: Policy) -> None:
    found = [hit.name for hit in policy.areas.search("文化广场")]
    assert found == ["青瓦文化广场"]


def test_width_and_case_make_no_difference() -> None:
    district = Area("d", "Ｄ", Level.DISTRICT, "")
    areas = Areas({"d": district}, (PlaceName("Ａ座Mall", "d"),))
    assert areas.search("a座mall")[0].sure


@given(st.text(max_size=60))
def test_any_words_can_be_searched(policy: Policy, words: str) -> None:
    assert len(policy.areas.search(words)) <= 5


def test_there_are_names_enough_to_try_the_search(policy: Policy) -> None:
    assert len(policy.areas.names) >= 40
    assert {place.area for place in policy.areas.names} == {
        a.id for a in policy.areas.by_id.values() if a.border
    }
