"""Department work is not pushed down to the community: a warning, the office's word, and a record of it (H6)."""

import pytest

from domain.concern import Act
from domain.people import Role
from domain.services.following import timeline
from domain.services.objecting import transfer
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, OFFICE, a_story
from tests.services.test_steps import refused
from tests.workers import RESIDENT, hired

ROOM, COMMUNITY = "liuyuan_room", 60
WORD = "社区先上门登记，住建局同步派人"


@pytest.mark.parametrize("word", ["", "  "])
async def test_without_the_offices_word_it_stays(town: Town, word: str) -> None:
    story = await a_story(town)
    assert await refused(story, transfer, OFFICE, "理由", ROOM, word) == "transfer.pushed_down"
    assert [row.act for row in await story.record()][-1] is Act.ASSIGN


async def test_with_it_the_word_is_on_record_and_read_by_the_community(town: Town) -> None:
    await hired(town, COMMUNITY, Role.CADRE, ROOM)
    story = await a_story(town)
    await story.does(transfer, OFFICE, "就近办理", ROOM, WORD)
    assert story.concern.unit == ROOM
    rows = await story.record()
    assert [(row.act, row.words) for row in rows[-2:]] == [(Act.TRANSFER, "就近办理"), (Act.PUSH_DOWN, WORD)]
    assert any(WORD in text for text in story.told(COMMUNITY))
    shown = await town.run(lambda uow: timeline(uow, story.concern))
    assert WORD not in [row.words for row in shown]


async def test_what_is_no_departments_matter_needs_none(town: Town) -> None:
    story = await a_story(town, category="", area="liuyuan")
    await story.does(transfer, OFFICE, "理由", "shiqiao_station")
    await story.does(transfer, OFFICE, "理由", ROOM)
    assert story.concern.unit == ROOM


async def test_between_departments_and_upwards_nothing_changes(town: Town) -> None:
    story = await a_story(town)
    for unit in ("police", "shiqiao_station", "office"):
        await story.does(transfer, OFFICE, "理由", unit)
        assert story.concern.unit == unit


async def test_the_office_is_warned_and_may_go_on(town: Town) -> None:
    await hired(town, COMMUNITY, Role.CADRE, ROOM)
    story = await a_story(town)
    office = Chatter(town, OFFICE)
    await office.presses_data(f"card:{story.concern.id}")
    await office.presses("转办")
    await office.says("柳园社区")
    await office.says("就近办理")
    await office.presses("转办")
    assert "不应当交给" in office.last
    assert Chatter(town, COMMUNITY).last == ""
    await office.presses("仍交社区")
    await office.says(WORD)
    assert WORD in office.last
    await office.presses("转办")
    assert WORD in Chatter(town, COMMUNITY).last
    assert "就近办理" in Chatter(town, RESIDENT).last
    assert "不再由" in Chatter(town, CADRE).last or story.concern.number in Chatter(town, CADRE).last
