"""举报 is discipline's alone: what is told to everybody else, and what they may see (条例 30)."""

import pytest

from domain.concern import Kind
from domain.people import Role
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, LEAD, OFFICE, a_story
from tests.workers import hired

DISCIPLINE, LEADER = 61, 62
SECRET = ("收钱不办事", "柳园小区3号楼", "房屋质量")
STAFF = (CADRE, COLLEAGUE, LEAD, OFFICE, ELSEWHERE)


async def of_misconduct(town: Town) -> str:
    """The id of a 举报 about the housing bureau, which has its cadres; the office and a leader are there too."""
    await hired(town, LEADER, Role.LEADER, "office")
    story = await a_story(town, STAFF, kind=Kind.MISCONDUCT, words="某某收钱不办事")
    return story.concern.id


async def test_discipline_alone_is_told(town: Town) -> None:
    member = await hired(town, DISCIPLINE, Role.CADRE, "discipline")
    await of_misconduct(town)
    assert "收钱不办事" in member.last
    assert not any(Chatter(town, chat).heard for chat in (*STAFF, LEADER))


async def test_the_office_hears_only_that_nobody_is_there_to_read_it(town: Town) -> None:
    await of_misconduct(town)
    office = Chatter(town, OFFICE)
    assert "纪委监委" in office.last and not any(word in office.last for word in SECRET)
    assert office.labels == []
    assert not any(Chatter(town, chat).heard for chat in (CADRE, COLLEAGUE, LEAD, ELSEWHERE, LEADER))


@pytest.mark.parametrize(
    "data", ["card:{}", "words:{}", "files:{}", "act:sign_in:{}", "deadlines:{}", "got:{}.K4"]
)
@pytest.mark.parametrize("chat", [*STAFF, LEADER])
async def test_nobody_else_opens_it_by_any_button(town: Town, chat: int, data: str) -> None:
    concern = await of_misconduct(town)
    other = Chatter(town, chat)
    await other.presses_data(data.format(concern))
    assert not any(word in other.last for word in (*SECRET, "QH-"))


async def test_a_button_of_a_notice_leads_somewhere(town: Town) -> None:
    """Where nobody is at work yet, the office may look but not sign in for them."""
    await a_story(town, (OFFICE,))
    assert Chatter(town, OFFICE).labels == ["打开诉求卡"]
