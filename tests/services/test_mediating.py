"""调解、和解 (条例 33): nobody is pressed, each step in its turn, and no clock moves for any of it."""

from datetime import datetime

import pytest

from domain.concern import Act, Concern, Kind, News
from domain.errors import Refusal
from domain.people import Person
from domain.services import handling, mediating, objecting
from domain.services.following import choose_news, timeline
from domain.services.ports import UnitOfWork
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, LEAD, OFFICE, Deed, Story, a_story
from tests.workers import RESIDENT

AGREE, DECLINE = mediating.agree_to_mediation, mediating.decline_mediation


def offers(
    uow: UnitOfWork, concern: Concern, me: Person, now: datetime, other: str = "物业愿意调解"
) -> Concern:
    written = f"调解：分摊修管的钱\n对方：{other}"
    return mediating.offer_mediation(uow, concern, me, now, other, written)


async def refused(story: Story, deed: Deed, chat: int, *words: str) -> str:
    rows = await story.record()
    with pytest.raises(Refusal) as caught:
        await story.does(deed, chat, *words)
    assert await story.record() == rows
    return caught.value.code


async def accepted(town: Town, kind: Kind = Kind.HELP) -> Story:
    return await (await a_story(town, kind=kind)).comes_to("sign_in", "accept")


async def test_offered_agreed_settled_and_read_by_the_reporter_while_every_clock_runs_on(town: Town) -> None:
    story = await accepted(town)
    before = await story.clocks()
    await story.does(offers, CADRE)
    (asked,) = story.told(RESIDENT)
    assert "物业愿意调解" in asked and "没有任何不利" in asked
    await story.does(AGREE, RESIDENT)
    assert "愿意调解" in story.told(CADRE)[0]
    await story.does(mediating.settle, CADRE, "各出一半，月底前修好")
    assert "各出一半" in story.told(RESIDENT)[0]
    assert await story.clocks() == before

    def shown(uow: UnitOfWork) -> list[tuple[Act, str]]:
        return [(row.act, row.words) for row in timeline(uow, story.concern)][-3:]

    offered, agreed, settled = await town.run(shown)
    assert offered[0] is Act.OFFER_MEDIATION and "分摊修管的钱" in offered[1]
    assert (agreed, settled) == ((Act.AGREE_TO_MEDIATION, ""), (Act.SETTLE, "各出一半，月底前修好"))


async def test_who_declines_is_not_asked_again_and_loses_nothing(town: Town) -> None:
    story = await accepted(town)
    await story.does(offers, CADRE)
    before, stands = await story.clocks(), story.concern
    await story.does(DECLINE, RESIDENT)
    assert "是诉求人的权利" in story.told(CADRE)[0]
    assert await story.clocks() == before and story.concern == stands
    assert await refused(story, offers, CADRE) == "mediation.declined"
    assert await refused(story, mediating.settle, CADRE, "各出一半") == "mediation.declined"
    await story.comes_to("note", "reply", "conclude")


async def test_minds_may_change_until_there_is_a_result(town: Town) -> None:
    story = await accepted(town)
    await story.does(offers, CADRE)
    for deed in (DECLINE, AGREE, DECLINE, AGREE):
        await story.does(deed, RESIDENT)
        assert await refused(story, deed, RESIDENT) == "mediation.said_before"
    await story.does(mediating.end_mediation, CADRE, "价格没有谈拢")
    assert "对您没有影响" in story.told(RESIDENT)[0]
    assert await refused(story, DECLINE, RESIDENT) == "mediation.over"
    assert await refused(story, offers, CADRE) == "mediation.over"


async def test_each_step_has_its_turn(town: Town) -> None:
    story = await accepted(town)
    assert await refused(story, AGREE, RESIDENT) == "mediation.not_offered"
    assert await refused(story, mediating.settle, CADRE, "各出一半") == "mediation.not_offered"
    await story.does(offers, CADRE)
    assert await refused(story, offers, CADRE) == "mediation.twice"
    for result in (mediating.settle, mediating.end_mediation):
        assert await refused(story, result, CADRE, "各出一半") == "mediation.not_willing"
    await story.comes_to("reply")
    for deed, chat in ((AGREE, RESIDENT), (DECLINE, RESIDENT), (offers, CADRE)):
        assert await refused(story, deed, chat) == "step.moved_on"


@pytest.mark.parametrize("kind", [Kind.INQUIRY, Kind.SUGGESTION])
async def test_only_what_somebody_asks_for_can_be_mediated(town: Town, kind: Kind) -> None:
    assert await refused(await accepted(town, kind), offers, CADRE) == "mediation.wrong_kind"


@pytest.mark.parametrize(
    ("other", "code"),
    [("张三同意调解", "privacy.name"), ("对方愿意，电话13800001234", "privacy.phone")],
)
async def test_the_other_side_is_not_named(town: Town, other: str, code: str) -> None:
    assert await refused(await accepted(town), offers, CADRE, other) == code


async def test_only_the_handler_offers_and_only_the_reporter_answers(town: Town) -> None:
    story = await accepted(town)
    for chat in (COLLEAGUE, LEAD, OFFICE, ELSEWHERE, RESIDENT):
        assert await refused(story, offers, chat) == "step.not_yours"
    await story.does(offers, CADRE)
    for chat in (CADRE, LEAD, OFFICE):
        assert await refused(story, AGREE, chat) == "step.not_yours"
    await story.does(AGREE, RESIDENT)
    assert await refused(story, mediating.settle, RESIDENT, "各出一半") == "step.not_yours"


async def test_a_question_is_asked_at_once_even_of_who_wants_no_news(town: Town) -> None:
    story = await accepted(town)

    def mute(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> Concern:
        return choose_news(uow, concern.id, me, News.MUTED, now)

    await story.does(mute, RESIDENT)
    await story.does(offers, CADRE)
    assert len(story.told(RESIDENT)) == 1


async def test_another_unit_goes_on_with_it(town: Town) -> None:
    story = await accepted(town)
    await story.does(offers, CADRE)
    await story.does(AGREE, RESIDENT)
    await story.does(objecting.transfer, OFFICE, "由公安机关办理", "police")
    for name in ("sign_in", "accept"):
        await story.does(getattr(handling, name), ELSEWHERE)
    await story.does(mediating.settle, ELSEWHERE, "各出一半")
    assert "各出一半" in story.told(RESIDENT)[0]
