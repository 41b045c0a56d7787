"""Buttons that are typed: without the picture before them, as they begin, and under the card that is checked."""

import pytest

from domain.people import Role
from handlers.kit.typed import begun, whole
from tests.handlers.chat import Chatter, Town
from tests.workers import at, hired

OFFERED = (
    ("🔁 和同事换", "swap"),
    ("🌿 请假", "leave"),
    ("请人代", "instead"),
    ("何敏（干部） · 周六", "he"),
    ("", ""),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [("和同事换", "swap"), ("请假。", "leave"), (" 请人代 ", "instead"), ("换", ""), ("🌿", "")],
)
def test_whole_labels(text: str, value: str) -> None:
    assert whole(text, OFFERED) == value


@pytest.mark.parametrize(
    ("text", "value"), [("何敏", "he"), ("和同", "swap"), ("请", ""), ("12", ""), ("🌿", "")]
)
def test_beginnings(text: str, value: str) -> None:
    assert begun(text, OFFERED) == value


def test_what_two_labels_begin_with_is_neither() -> None:
    assert begun("修改", (("修改地点", "place"), ("修改事项", "matter"))) == ""
    assert begun("修改地", (("修改地点", "place"), ("修改事项", "matter"))) == "place"


async def at_review(town: Town) -> Chatter:
    await at(town, "2026-11-28 15:00")
    me = await hired(town, 11, Role.CADRE, "liuyuan_room")
    await me.says("写日记")
    for label in ("四样都做了", "没有发现问题"):
        await me.presses(label)
    assert "（预览）" in me.last
    return me


@pytest.mark.parametrize("text", ["保存", "保存。", "✅保存"])
async def test_the_button_that_submits_can_be_typed(town: Town, text: str) -> None:
    me = await at_review(town)
    await me.says(text)
    assert "日记已保存" in me.last


async def test_a_button_that_changes_an_answer_can_be_typed(town: Town) -> None:
    me = await at_review(town)
    await me.says("修改四员")
    assert "当了哪几“员”" in me.last


async def test_what_is_no_button_saves_nothing(town: Town) -> None:
    me = await at_review(town)
    await me.says("修改")
    assert "请先看一遍" in me.last


async def test_a_button_of_no_form_can_be_typed_without_its_picture(town: Town) -> None:
    await at(town, "2026-11-20 08:30")
    one = await hired(town, 21, Role.CADRE, "shiqiao_station")
    await hired(town, 22, Role.CADRE, "shiqiao_station")
    await one.presses_data("roster:menu.visiting_day.2026-11-28")
    await one.says("请人代")
    assert "请谁代" in one.last
    await one.says("干部")
    assert "已告诉他和单位负责人" in one.last
