"""三见面: three stamps before 办结 where the district asks for them, the resident's by their own button."""

from datetime import timedelta

import pytest

from domain.concern import State
from tests.conftest import BOTH
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, COLLEAGUE, LEAD, Story, a_story
from tests.workers import RESIDENT

pytestmark = pytest.mark.parametrize("database_kind", BOTH)


async def replied(town: Town) -> tuple[Story, Chatter]:
    """A concern about demolition, replied to, with its handler at the card."""
    story = await (await a_story(town, category="housing.demolition")).comes_to("sign_in", "accept", "reply")
    cadre = Chatter(town, CADRE)
    await cadre.presses_data(f"card:{story.concern.id}")
    return story, cadre


async def concludes(cadre: Chatter, story: Story) -> State:
    await cadre.presses_data(f"conclude:{story.concern.id}")
    found = await story.town.run(lambda uow: uow.concerns.get(story.concern.id))
    assert found
    return found.state


async def test_it_is_concluded_when_all_three_have_met(town: Town) -> None:
    story, cadre = await replied(town)
    lead, resident = Chatter(town, LEAD), Chatter(town, RESIDENT)
    assert await concludes(cadre, story) is State.REPLIED
    assert all(who in cadre.last for who in ("承办人见面", "单位负责人见面", "诉求人本人确认"))
    await cadre.presses("已见诉求人")
    assert "见过面了" in resident.labels
    await lead.presses("负责人已见")
    assert await concludes(cadre, story) is State.REPLIED
    assert "诉求人本人确认" in cadre.last and "单位负责人见面" not in cadre.last
    await resident.presses("见过面了")
    assert "诉求人确认见过面了" in cadre.last
    assert await concludes(cadre, story) is State.CONCLUDED


async def test_nobody_can_say_it_for_the_resident(town: Town) -> None:
    story, cadre = await replied(town)
    await cadre.presses("已见诉求人")
    for chat in (CADRE, COLLEAGUE, LEAD):
        chatter = Chatter(town, chat)
        await chatter.presses_data(f"met:{story.concern.id}")
        assert "在您的诉求里没有这一件" in chatter.last
    assert await concludes(cadre, story) is State.REPLIED


async def test_each_stamp_is_given_once_and_the_residents_only_when_asked(town: Town) -> None:
    story, cadre = await replied(town)
    resident = Chatter(town, RESIDENT)
    await resident.presses_data(f"met:{story.concern.id}")
    assert "不需要再记见面" in resident.last
    for _ in range(2):
        await cadre.presses_data(f"act:meet:{story.concern.id}")
    assert "不需要再记见面" in cadre.last


async def test_a_resident_who_says_nothing_keeps_nobody_waiting_for_ever(town: Town) -> None:
    story, cadre = await replied(town)
    await cadre.presses("已见诉求人")
    await Chatter(town, LEAD).presses("负责人已见")
    town.now += timedelta(days=7)
    assert await concludes(cadre, story) is State.REPLIED
    town.now += timedelta(days=1)
    assert await concludes(cadre, story) is State.CONCLUDED


async def test_other_concerns_know_nothing_of_it(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept", "reply")
    cadre = Chatter(town, CADRE)
    await cadre.presses_data(f"card:{story.concern.id}")
    assert "已见诉求人" not in cadre.labels
    await cadre.presses_data(f"act:meet:{story.concern.id}")
    assert "不需要再记见面" in cadre.last
    assert await concludes(cadre, story) is State.CONCLUDED
