"""指引 to another way of the law is the answer; an internal note never reaches the reporter, wherever they look."""

import pytest

from domain.concern import UNSEEN, Act, News, State
from domain.life import LIFE
from domain.services.following import choose_news
from domain.services.ports import UnitOfWork
from tests.conftest import BOTH
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, OFFICE, Story, a_story
from tests.workers import RESIDENT, at, reminded

pytestmark = pytest.mark.parametrize("database_kind", BOTH)
SECRET = "与社区核对后再回"


async def now_of(story: Story) -> State:
    found = await story.town.run(lambda uow: uow.concerns.get(story.concern.id))
    assert found
    return found.state


@pytest.mark.parametrize("chat", [CADRE, OFFICE])
async def test_handler_or_office_point_to_a_way_of_the_law(town: Town, chat: int) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    actor = Chatter(town, chat)
    await actor.presses_data(f"card:{story.concern.id}")
    await actor.presses("指引法定途径")
    await actor.presses("仲裁")
    await actor.says("  ")
    assert await now_of(story) is State.SIGNED_IN
    await actor.says("劳动争议应当先申请仲裁，一年内提出")
    await actor.presses("发出")
    said = Chatter(town, RESIDENT).last
    assert "仲裁委员会" in said and "一年内提出" in said and "当面提出" in said
    assert await now_of(story) is State.DIRECTED
    assert "仲裁委员会" in (await story.record())[-1].words
    assert not [one for one in await story.reminders() if one.concern == story.concern.id]


async def test_a_pointer_meets_what_ran(town: Town) -> None:
    story = await (await a_story(town, category="housing.rental")).comes_to("sign_in")
    cadre = Chatter(town, CADRE)
    await cadre.presses_data(f"point:{story.concern.id}")
    await cadre.presses("诉讼")
    await cadre.says("已进入诉讼程序")
    await cadre.presses("发出")
    clocks = await story.clocks()
    assert {rule for rule, clock in clocks.items() if clock.met_at is None} == set()
    await Chatter(town, RESIDENT).says("/mine")
    assert "已指引" in Chatter(town, RESIDENT).labels[0]


async def test_what_is_accepted_or_elsewhere_is_not_pointed_away(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    cadre, elsewhere = Chatter(town, CADRE), Chatter(town, ELSEWHERE)
    await cadre.presses_data(f"point:{story.concern.id}")
    assert "现在是“已受理”" in cadre.last
    await elsewhere.presses_data(f"point:{story.concern.id}")
    assert "找不到这件诉求" in elsewhere.last


async def test_an_internal_note_stays_among_colleagues(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")

    def wants_digest(uow: UnitOfWork) -> None:
        me = uow.people.by_chat(RESIDENT)
        assert me
        choose_news(uow, story.concern.id, me, News.DIGEST, town.now)

    await town.run(wants_digest)
    colleague, resident = Chatter(town, COLLEAGUE), Chatter(town, RESIDENT)
    told = len(resident.heard)
    await colleague.presses_data(f"card:{story.concern.id}")
    await colleague.presses("内部备注")
    await colleague.says(SECRET)
    await colleague.presses("存下备注")
    assert SECRET in colleague.last
    assert len(resident.heard) == told
    await resident.presses_data(f"mine:{story.concern.id}")
    await at(town, "2026-11-24 18:01")
    await reminded(town)
    assert not [said for _, said in resident.heard if SECRET in town.words(said)]
    assert "内部备注" not in "".join(town.words(said) for _, said in resident.heard)


def test_no_edge_of_what_stays_inside_tells_anybody(database_kind: str) -> None:
    assert Act.MEMO in UNSEEN
    told = {audience for act in UNSEEN for audience, _ in LIFE[act].tells}
    assert "reporter" not in told
