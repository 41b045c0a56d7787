"""A draft whose concern moved on, or whose author's role ended, says so once and closes, with the words to copy."""

import pytest

from domain.people import Person
from domain.services.objecting import transfer
from domain.services.ports import UnitOfWork
from domain.services.revoking import end_role
from domain.services.withdrawing import withdraw
from tests.conftest import BOTH
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, OFFICE, STAFF, Story, a_story
from tests.workers import RESIDENT

pytestmark = pytest.mark.parametrize("database_kind", BOTH)


async def moved_away(story: Story) -> None:
    def work(uow: UnitOfWork, concern: object, actor: Person, now: object) -> object:
        return transfer(uow, story.concern, actor, story.town.now, "职责调整", "police")

    await story.does(work, OFFICE)


async def withdrawn(story: Story) -> None:
    await story.does(withdraw, RESIDENT)


async def role_ended(story: Story) -> None:
    def work(uow: UnitOfWork) -> None:
        end_role(uow, uow.people.get(f"person-{CADRE}"), *STAFF[CADRE], story.town.now)

    await story.town.run(work)
    await story.town.delivers()


@pytest.mark.parametrize("act", ["答复", "记进展"])
@pytest.mark.parametrize("happens", [moved_away, withdrawn, role_ended])
@pytest.mark.parametrize("how", ["发出", "再补一句"])
async def test_it_closes_with_the_words_to_copy(town: Town, act: str, happens: object, how: str) -> None:
    assert callable(happens)
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    cadre = Chatter(town, CADRE)
    await cadre.presses_data(f"card:{story.concern.id}")
    await cadre.presses(act)
    await cadre.says("师傅明天上门")
    await happens(story)
    told = len(Chatter(town, RESIDENT).heard)
    (said,) = await (cadre.presses(how) if how == "发出" else cadre.says(how))
    assert "草稿已经关闭" in said and "师傅明天上门" in said and (how == "发出" or how in said)
    assert len(Chatter(town, RESIDENT).heard) == told
    assert await town.run(lambda uow: uow.drafts.of_person(f"person-{CADRE}")) == []
    await cadre.says("/start")
    assert "草稿" not in cadre.last


async def test_nothing_written_leaves_the_reason_alone(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    cadre = Chatter(town, CADRE)
    await cadre.presses_data(f"card:{story.concern.id}")
    await cadre.presses("记进展")
    await withdrawn(story)
    (said,) = await cadre.presses("取消")
    assert "现在是“已撤回”" in said and "草稿" not in said
