"""调解 by chat: asked by the handler, answered by one button, its result written down."""

import pytest

from tests.conftest import BOTH
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, OFFICE, Story, a_story
from tests.workers import RESIDENT

pytestmark = pytest.mark.parametrize("database_kind", BOTH)


async def at_the_card(town: Town) -> tuple[Story, Chatter, Chatter]:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    cadre, resident = Chatter(town, CADRE), Chatter(town, RESIDENT)
    await cadre.presses_data(f"card:{story.concern.id}")
    return story, cadre, resident


async def offers(cadre: Chatter) -> None:
    await cadre.presses("提出调解/和解")
    await cadre.says("调解")
    await cadre.says("分摊修管的钱")
    await cadre.says("物业愿意谈，只想出一半")
    await cadre.presses("发出")


async def test_offered_agreed_and_settled(town: Town) -> None:
    _, cadre, resident = await at_the_card(town)
    await offers(cadre)
    assert "物业愿意谈" in resident.last and "没有任何不利" in resident.last
    assert "调解达成一致" not in cadre.labels
    await resident.presses("愿意调解")
    assert "诉求人愿意调解" in resident.last and "不参加调解" in resident.labels
    await cadre.presses("打开诉求卡")
    assert "提出调解/和解" not in cadre.labels
    await cadre.presses("调解达成一致")
    await cadre.says("各出一半，月底前修好")
    await cadre.presses("发出")
    assert "各出一半" in resident.last
    await resident.presses("查看进度")
    assert "调解达成一致" in resident.last and "不参加调解" not in resident.labels


async def test_a_name_of_the_other_side_is_asked_again(town: Town) -> None:
    _, cadre, resident = await at_the_card(town)
    before = len(resident.heard)
    await cadre.presses("提出调解/和解")
    await cadre.presses("和解（双方自己谈）")
    await cadre.says("停车位怎么分")
    await cadre.says("张三同意调解")
    assert "姓名或称呼" in cadre.last
    assert len(resident.heard) == before


async def test_a_result_that_is_being_written_closes_itself_when_the_reporter_says_no(town: Town) -> None:
    story, cadre, resident = await at_the_card(town)
    await offers(cadre)
    await resident.presses("愿意调解")
    await cadre.presses_data(f"settle:{story.concern.id}")
    await resident.presses_data(f"mediation:no.{story.concern.id}")
    await cadre.says("各出一半")
    assert "不参加调解" in cadre.last and "各出一半" in cadre.last
    await cadre.presses_data(f"settle:{story.concern.id}")
    assert "不再提起" in cadre.last


async def test_old_and_foreign_buttons_get_a_clear_sentence(town: Town) -> None:
    story, cadre, resident = await at_the_card(town)
    await resident.presses_data(f"mediation:yes.{story.concern.id}")
    assert "还没有提出过" in resident.last
    await resident.presses_data(f"mediation:perhaps.{story.concern.id}")
    assert story.concern.number in resident.last
    await Chatter(town, OFFICE).presses_data(f"mediation:yes.{story.concern.id}")
    assert "在您的诉求里没有这一件" in Chatter(town, OFFICE).last
    await cadre.presses_data(f"settle:{story.concern.id}")
    assert "还没有提出过" in cadre.last
