"""The office reaches those who have a concern at night too, says why, and it stands in the record."""

import pytest

from domain.concern import Act
from domain.errors import Refusal
from domain.services.ringing import ring
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, COLLEAGUE, LEAD, OFFICE, a_story
from tests.workers import RESIDENT, at, reminded


async def test_it_comes_at_night_once_with_its_reason_and_is_recorded(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    before = await story.clocks()
    await at(town, "2026-11-24 23:30")
    await story.does(ring, OFFICE, "今晚降温，住户家里没有暖气")
    (message,) = await reminded(town)
    assert message.chat == CADRE and "没有暖气" in town.words(message)
    assert message.rows[0][0].data == f"card:{story.concern.id}"
    assert await reminded(town) == [] and await story.clocks() == before
    row = (await story.record())[-1]
    assert (row.act, row.role, row.words) == (Act.RING, "office", "今晚降温，住户家里没有暖气")


async def test_without_a_handler_the_whole_unit_is_told(town: Town) -> None:
    story = await a_story(town)
    await story.does(ring, OFFICE, "请马上签收")
    assert sorted(m.chat for m in await reminded(town)) == [CADRE, COLLEAGUE, LEAD]


async def test_a_reason_is_needed_and_only_the_office_rings(town: Town) -> None:
    story = await a_story(town)
    for chat, words, code in ((OFFICE, " ", "step.words_needed"), (LEAD, "请快", "step.not_yours")):
        with pytest.raises(Refusal) as caught:
            await story.does(ring, chat, words)
        assert caught.value.code == code
    assert [m.chat for m in await reminded(town)] == []


async def test_by_chat_from_the_card(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    office, cadre = Chatter(town, OFFICE), Chatter(town, CADRE)
    await office.presses_data(f"card:{story.concern.id}")
    await office.presses("紧急提醒")
    await office.says("今晚降温")
    assert "今晚降温" in office.last and "夜里和休息日也一样" in office.last
    await office.presses("现在提醒")
    assert "已记录" in office.last
    await reminded(town)
    assert "紧急提醒" in cadre.last and "今晚降温" in cadre.last
    await Chatter(town, RESIDENT).presses_data(f"ring:{story.concern.id}")
    assert "找不到这件诉求" in Chatter(town, RESIDENT).last
