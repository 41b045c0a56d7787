"""Suggestions from the resident's own words, and the two levels of the picker."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.categories import Category, suggest
from domain.clocks import Procedure
from domain.policy import Policy

Suggest = Callable[[str], list[tuple[str, tuple[str, ...]]]]


@pytest.fixture(name="heard")
def heard_in_the_demo(policy: Policy) -> Suggest:
    categories = policy.categories.by_code.values()
    return lambda words: [(s.category.code, s.words) for s in suggest(words, categories)]


FIRST = [
    ("柳园小区3号楼门口的路灯坏了一个月，晚上太黑", "roads.lamp", ("路灯", "太黑")),
    ("老板拖欠工资三个月", "wages.arrears", ("拖欠工资",)),
    ("包工头跑了，农民工拿不到工钱", "wages.migrant", ("包工头", "农民工", "工钱")),
    ("楼上漏水，我家墙裂了", "housing.quality", ("漏水", "墙裂")),
    ("半夜施工，吵得睡不着", "noise.construction", ("半夜施工",)),
    ("暖气不热，家里有老人", "utilities.heating", ("暖气", "不热")),
    ("外来务工，孩子入学要什么材料", "school.enrolment", ("入学",)),
    ("办了健身卡，店家跑路不退款", "consumer.prepaid", ("健身卡", "跑路", "退款")),
    ("村务不公开，换届有问题", "services.village", ("村务", "公开", "换届")),
    ("Two street lamps are out, it is TOO DARK", "roads.lamp", ("street lamp", "TOO DARK")),
]


@pytest.mark.parametrize(("words", "code", "matched"), FIRST)
def test_the_first_suggestion_and_the_words_that_made_it(
    heard: Suggest, words: str, code: str, matched: tuple[str, ...]
) -> None:
    assert heard(words)[0] == (code, matched)


def test_words_that_say_nothing_suggest_nothing(heard: Suggest) -> None:
    assert heard("") == heard("你好") == heard("I am busy with my business") == []


def made_up(*keywords: tuple[str, ...]) -> list[Category]:
    return [Category(f"top.c{n}", "x", Procedure.HOTLINE, words) for n, words in enumerate(keywords)]


def codes(words: str, *keywords: tuple[str, ...]) -> list[str]:
    return [s.category.code for s in suggest(words, made_up(*keywords))]


def test_more_matching_letters_come_first_then_the_earlier_words_then_the_order_of_the_file() -> None:
    assert codes("停电了没电", ("停电",), ("停电", "没电")) == ["top.c1", "top.c0"]
    assert codes("狗叫又停水", ("停水",), ("狗叫",)) == ["top.c1", "top.c0"]
    assert codes("停水", ("停水",), ("停水",)) == ["top.c0", "top.c1"]


def test_a_keyword_inside_a_longer_one_counts_once() -> None:
    (found,) = suggest("拖欠工资", made_up(("工资", "拖欠工资")))
    assert found.words == ("拖欠工资",)


def test_a_keyword_met_again_outside_the_longer_one_counts() -> None:
    (found,) = suggest("拖欠工资，工资", made_up(("工资", "拖欠工资")))
    assert found.words == ("拖欠工资", "工资")


def test_latin_keywords_are_whole_words() -> None:
    assert codes("the bus", ("bus",)) == codes("Buss late", ("bus",)) == ["top.c0"]
    assert codes("busy", ("bus",)) == codes("omnibus", ("bus",)) == []
    assert codes("KTV太吵", ("ktv",)) == ["top.c0"]


@given(words=st.text(max_size=200))
def test_any_words_give_at_most_three_and_quote_only_what_was_said(policy: Policy, words: str) -> None:
    found = suggest(words, policy.categories.by_code.values())
    assert len(found) <= 3
    assert len({s.category.code for s in found}) == len(found)


@given(st.data())
def test_every_keyword_suggests_its_own_category(policy: Policy, data: st.DataObject) -> None:
    lower = [c for c in policy.categories.by_code.values() if c.keywords]
    category = data.draw(st.sampled_from(lower))
    keyword = data.draw(st.sampled_from(category.keywords))
    assert category.code in {s.category.code for s in suggest(keyword, [category])}


def test_the_picker_has_two_levels(policy: Policy) -> None:
    top = policy.categories.top
    assert len(top) == 16
    for category in top:
        below = policy.categories.under(category.code)
        assert 2 <= len(below) <= 4
        assert all(sub.parent == category.code and sub.official for sub in below)
    assert policy.categories.get("nothing") is None


def test_no_keyword_belongs_to_two_categories(policy: Policy) -> None:
    """Else the order of the file would decide, which nobody sees."""
    seen = [word.lower() for category in policy.categories.by_code.values() for word in category.keywords]
    assert sorted(seen) == sorted(set(seen))
