"""A unit called by a name of before, or by a mistyped one, is asked about: did you mean today's? (H4)"""

import pytest

from domain.services import objecting
from tests.conftest import BOTH
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, OFFICE, Story, a_story

pytestmark = pytest.mark.parametrize("database_kind", BOTH)


async def returned(town: Town) -> tuple[Story, Chatter]:
    story = await (await a_story(town)).comes_to("sign_in")
    await story.does(objecting.object_to, CADRE, "不归我们管")
    await story.does(objecting.agree_to_return, OFFICE)
    office = Chatter(town, OFFICE)
    await office.presses_data(f"transfer:{story.concern.id}")
    return story, office


async def test_an_older_name_is_confirmed_by_one_press(town: Town) -> None:
    _, office = await returned(town)
    await office.says("国土局")
    assert "以前的名称" in office.last and "1. 青禾区自然资源局" in office.labels
    await office.presses("青禾区自然资源局")
    assert "以前的名称" not in office.last
    await office.says("属于土地征用")
    assert "青禾区自然资源局" in office.last


async def test_a_mistyped_name_is_asked_about_and_a_wild_one_refused(town: Town) -> None:
    _, office = await returned(town)
    await office.says("生态环镜局")
    assert "您是说" in office.last and "1. 青禾区生态环境分局" in office.labels
    await office.presses("换一类单位")
    await office.says("火星")
    assert "没有找到这个单位" in office.last


async def test_a_name_in_use_is_taken_at_once(town: Town) -> None:
    _, office = await returned(town)
    await office.says("公安局")
    assert "您是说" not in office.last and "以前的名称" not in office.last
    await office.says("由公安办理")
    assert "青禾区公安分局" in office.last


async def test_helpers_by_older_names_are_confirmed_together(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    office = Chatter(town, OFFICE)
    await office.presses_data(f"put_to_meeting:{story.concern.id}")
    await office.says("涉及几家")
    await office.presses("3 天后")
    await office.presses("放进议程")
    await office.presses_data(f"decide:{story.concern.id}")
    await office.says("住建局")
    await office.says("卫生局、安监局")
    assert "您是说" in office.last and "青禾区卫生健康局" in office.last and "青禾区应急管理局" in office.last
    await office.says("卫生局、火星局")
    assert "火星局" in office.last
    await office.says("卫生局、公安局")
    await office.presses("对，就是这些")
    await office.says("住建修管，卫健测水")
    assert "青禾区卫生健康局" in office.last and "青禾区公安分局" in office.last
