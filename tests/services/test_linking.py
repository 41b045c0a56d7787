"""A number elsewhere: on the card, told to the reporter, no clock moves (H11)."""

import pytest

from domain.services.linking import link, links
from tests.handlers.chat import Chatter, Town
from tests.handlers.test_handle_concern import at_work
from tests.services.story import CADRE, COLLEAGUE, OFFICE, a_story
from tests.services.test_steps import refused
from tests.workers import RESIDENT

HOTLINE = "12345热线"


@pytest.mark.parametrize("chat", [CADRE, OFFICE])
async def test_the_reporter_is_told_and_no_clock_moves(town: Town, chat: int) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    before = await story.clocks()
    await story.does(link, chat, HOTLINE, " dh-20261124001 ")
    assert await story.clocks() == before
    assert [m.chat for m in story.said] == [RESIDENT] and "12345热线 DH-20261124001" in story.told(RESIDENT)[
        0
    ]
    assert await town.run(lambda uow: links(uow, story.concern)) == ["12345热线 DH-20261124001"]
    assert await refused(story, link, chat, HOTLINE, "DH-20261124001") == "link.known"


@pytest.mark.parametrize("number", ["", "abc", "十二三四五", "a b c d", "x" * 41, "-----"])
async def test_what_is_no_number_is_refused(town: Town, number: str) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    assert await refused(story, link, CADRE, HOTLINE, number) == "link.not_a_number"
    assert await refused(story, link, COLLEAGUE, HOTLINE, "DH-20261124001") == "step.not_yours"


async def test_by_chat_it_stands_on_the_card_and_in_the_reporters_record(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in")
    await cadre.presses("关联编号")
    await cadre.presses("阳光信访")
    await cadre.says("2026112400123")
    assert "阳光信访 2026112400123" in cadre.last
    resident = Chatter(town, RESIDENT)
    await resident.presses_data(f"mine:{story.concern.id}")
    assert "阳光信访 2026112400123" in resident.last
