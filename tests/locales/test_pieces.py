"""A long text is cut into parts that Telegram accepts, and nothing of it is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.markup import TAG, pieces, units, untagged

LEAVES = st.text(st.sampled_from("ab路灯😀 \n"), min_size=1, max_size=12) | st.sampled_from(
    ["&lt;", "&amp;", "&#x27;"]
)
NESTED = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(["b", "i", "tg-spoiler", 'a href="x"']),
        st.lists(inner, max_size=4),
    ),
)


def is_well_formed(html: str) -> bool:
    """Whether every tag is closed in its order and no entity is cut."""
    opened: list[str] = []
    for tag in TAG.finditer(html):
        if not tag["close"]:
            opened.append(tag["name"])
        elif not opened or opened.pop() != tag["name"]:
            return False
    return not opened and not re.search(r"&(?!lt;|amp;|#x27;)", html)


@pytest.mark.parametrize("broken", ["<b>", "</b>", "<b><i></b></i>", "&l"])
def test_the_checker_sees_broken_text(broken: str) -> None:
    assert not is_well_formed(broken)


def test_a_short_text_stays_whole() -> None:
    assert pieces("<b>一</b>\n二") == ("<b>一</b>\n二",)


def test_cuts_fall_on_line_ends() -> None:
    assert pieces("aaa\nbbb\nccc", 8) == ("aaa\nbbb", "ccc")


def test_a_line_that_is_too_long_is_cut_anywhere() -> None:
    assert pieces("a\nbbbbb\nc", 3) == ("a", "bbb", "bb", "c")


def test_open_tags_are_closed_and_opened_again() -> None:
    html = '<blockquote expandable><a href="x">aa\nbb</a></blockquote>'
    opened, closed = '<blockquote expandable><a href="x">', "</a></blockquote>"
    assert pieces(html, 3) == (f"{opened}aa{closed}", f"{opened}bb{closed}")


def test_tags_and_entities_count_as_they_are_seen() -> None:
    assert pieces("<b>&lt;&amp;</b>", 2) == ("<b>&lt;&amp;</b>",)


def test_a_character_of_two_units_is_not_cut() -> None:
    assert pieces("😀😀", 3) == ("😀", "😀")


def test_parts_with_nothing_to_see_are_left_out() -> None:
    assert pieces("") == ()
    assert pieces("<b> \n</b>") == ()
    assert pieces("aa\n\n\nbb", 2) == ("aa", "bb")


@given(NESTED, st.integers(2, 20))
def test_every_part_is_short_and_well_formed_and_all_is_said(html: str, limit: int) -> None:
    parts = pieces(html, limit)
    assert all(units(untagged(part)) <= limit for part in parts)
    assert all(is_well_formed(part) for part in parts)
    assert "".join("".join(map(untagged, parts)).split()) == "".join(untagged(html).split())
