"""帮扶救助 by chat: the list, the exact words before the consent, one button for yes, no and taking back."""

import pytest

from domain.people import Role
from tests.conftest import BOTH
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, COLLEAGUE, Story, a_story
from tests.workers import RESIDENT, hired

pytestmark = pytest.mark.parametrize("database_kind", BOTH)
SAID = "家里有人住院，房租交不上"


async def at_the_list(town: Town) -> tuple[Story, Chatter, Chatter]:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    cadre, resident = Chatter(town, CADRE), Chatter(town, RESIDENT)
    await cadre.presses_data(f"card:{story.concern.id}")
    await cadre.presses("帮扶救助")
    return story, cadre, resident


async def asks(cadre: Chatter, kind: str) -> None:
    await cadre.presses(kind)
    await cadre.presses("征求同意后移交")
    await cadre.says(SAID)
    assert SAID in cadre.last and "现在什么都不会移交" in cadre.last
    await cadre.presses("发出")


async def test_asked_agreed_and_handed_over_in_chat(town: Town) -> None:
    civil = await hired(town, 17, Role.CADRE, "civil")
    story, cadre, resident = await at_the_list(town)
    assert "诉求人自己同意" in cadre.last and "法律援助 " in cadre.labels
    await asks(cadre, "临时救助")
    assert SAID in resident.last and civil.heard == []
    await resident.presses("同意移交")
    assert "收回同意：临时救助" in resident.labels
    await cadre.presses("打开诉求卡")
    await cadre.presses("帮扶救助")
    await cadre.presses("临时救助 诉求人同意移交")
    assert SAID in cadre.last and "征求同意后移交" not in cadre.labels
    await cadre.presses("现在移交")
    assert SAID in civil.last and "临时救助" in civil.last
    await resident.presses_data(f"mine:{story.concern.id}")
    assert "已移交帮扶" in resident.last and "收回同意：临时救助" not in resident.labels


async def test_where_nobody_takes_it_in_chat_the_words_are_there_to_copy(town: Town) -> None:
    _, cadre, resident = await at_the_list(town)
    await asks(cadre, "法律援助")
    await resident.presses("同意移交")
    await cadre.presses("打开诉求卡")
    await cadre.presses("帮扶救助")
    await cadre.presses("法律援助 诉求人同意移交")
    await cadre.presses("现在移交")
    assert SAID in cadre.last and "区法律援助中心" in cadre.last


async def test_no_is_no(town: Town) -> None:
    story, cadre, resident = await at_the_list(town)
    await asks(cadre, "临时救助")
    await resident.presses("不同意")
    assert "诉求人不移交帮扶" in resident.last
    await cadre.presses_data(f"aid:temporary.{story.concern.id}")
    assert "不再问" in cadre.last and SAID not in cadre.last
    assert "征求同意后移交" not in cadre.labels and "现在移交" not in cadre.labels
    await cadre.presses_data(f"ask_aid:temporary.{story.concern.id}")
    assert "不再问" in cadre.last


async def test_a_consent_is_taken_back_from_the_own_card(town: Town) -> None:
    story, cadre, resident = await at_the_list(town)
    await asks(cadre, "临时救助")
    await resident.presses("同意移交")
    await resident.presses("收回同意：临时救助")
    await cadre.presses_data(f"hand_over_aid:temporary.{story.concern.id}")
    assert "没有诉求人的同意" in cadre.last


async def test_a_pointer_names_who_gives_it_and_the_law(town: Town) -> None:
    _, cadre, resident = await at_the_list(town)
    await cadre.presses("法律援助")
    await cadre.presses("告诉诉求人去哪里申请")
    assert "区法律援助中心" in resident.last and "《法律援助法》第31条" in resident.last


async def test_old_foreign_and_broken_buttons_get_a_clear_sentence(town: Town) -> None:
    story, cadre, resident = await at_the_list(town)
    await resident.presses_data(f"aid_yes:temporary.{story.concern.id}")
    assert "没有人问过您这一项" in resident.last
    await resident.presses_data(f"aid_yes:gold.{story.concern.id}")
    assert "没有人问过您这一项" in resident.last
    await cadre.presses_data(f"aid:gold.{story.concern.id}")
    assert "没有这一项帮扶" in cadre.last
    await cadre.presses_data(f"aid_yes:temporary.{story.concern.id}")
    assert "在您的诉求里没有这一件" in cadre.last
    colleague = Chatter(town, COLLEAGUE)
    await colleague.presses_data(f"aid:{story.concern.id}")
    assert colleague.heard and "帮扶救助（条例" not in colleague.last
