"""Cards of two pages: the next steps first, the rest one press away, and every label typed as well as pressed."""

import pytest

from domain.concern import State
from tests.conftest import BOTH
from tests.handlers.chat import Chatter, Town
from tests.handlers.test_handle_concern import LOOKS, TASKS, at_work
from tests.services.story import a_story
from tests.workers import RESIDENT

pytestmark = pytest.mark.parametrize("database_kind", BOTH)


async def test_what_stands_behind_more_is_there_and_back_and_can_be_typed(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in", "accept")
    assert cadre.labels == ["答复", "请诉求人补充", "记进展", TASKS, "联系方式", "更多…", "⬅️ 我的待办"]
    await cadre.presses("更多…")
    assert "申请延期" in cadre.labels and "答复" not in cadre.labels and story.concern.number in cadre.last
    await cadre.presses("⬅️ 返回")
    await cadre.says("申请延期")
    assert "要延多少天" in cadre.last


async def test_a_number_never_presses_what_is_not_shown(town: Town) -> None:
    _, cadre = await at_work(town, "sign_in", "accept")
    for number in range(len(cadre.labels) + 1, 20):
        assert len(await cadre.says(str(number))) == 1
        assert "预览" not in cadre.last and "要延多少天" not in cadre.last and "回避" not in cadre.last


async def test_a_press_on_more_of_an_old_card_shows_the_one_page_there_is(town: Town) -> None:
    story, cadre = await at_work(town)
    await cadre.presses_data(f"more:{story.concern.id}")
    assert cadre.labels == ["签收", "回避", *LOOKS]


async def test_the_reporters_card_keeps_the_rare_behind_more(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    resident = Chatter(town, RESIDENT)
    await resident.presses_data(f"mine:{story.concern.id}")
    assert len(resident.labels) == 5 and "↩️ 撤回这件诉求" not in resident.labels
    await resident.presses("更多…")
    assert len(resident.labels) == 5 and "↩️ 撤回这件诉求" in resident.labels
    assert story.concern.number in resident.last
    await resident.presses("⬅️ 返回")
    await resident.says("↩️ 撤回这件诉求")
    assert "要撤回这件诉求吗" in resident.last
    found = await town.run(lambda uow: uow.concerns.get(story.concern.id))
    assert found and found.state is State.ACCEPTED
