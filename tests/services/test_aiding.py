"""帮扶救助 (条例 37): pointed to at once, handed over word for word with the reporter's own consent alone."""

from datetime import datetime
from typing import Any

import pytest

from domain.aid import AidOffer, AidState
from domain.concern import Concern, Kind
from domain.errors import Refusal
from domain.messages import Message
from domain.people import Person, Role
from domain.services import aiding
from domain.services.following import timeline
from domain.services.ports import UnitOfWork
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, LEAD, OFFICE, Deed, Story, a_story
from tests.workers import RESIDENT, hired

CIVIL = 17
SAID = "家里有人住院，房租交不上"


def asks(uow: UnitOfWork, concern: Concern, me: Person, now: datetime, kind: str = "temporary") -> Concern:
    return aiding.ask_aid(uow, concern, me, now, kind, SAID, "临时救助（区民政局）")


def named(deed: Deed, kind: str = "temporary") -> Deed:
    def does(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> object:
        return deed(uow, concern, me, now, kind, "临时救助（区民政局）")

    return does


TELLS, AGREES = named(aiding.tell_aid), named(aiding.agree_to_aid)
REFUSES, HANDS_OVER = named(aiding.refuse_aid), named(aiding.hand_over_aid)


async def refused(story: Story, deed: Deed, chat: int, *words: str) -> str:
    rows, offers = await story.record(), await asked(story)
    with pytest.raises(Refusal) as caught:
        await story.does(deed, chat, *words)
    assert (await story.record(), await asked(story)) == (rows, offers)
    return caught.value.code


async def asked(story: Story) -> list[AidOffer]:
    return await story.town.run(lambda uow: uow.aid_offers.of(story.concern.id))


async def accepted(town: Town, **changes: Any) -> Story:
    await hired(town, CIVIL, Role.CADRE, "civil")
    return await (await a_story(town, **changes)).comes_to("sign_in", "accept")


def speaking_of(words: str, said: list[Message], town: Town) -> set[int]:
    return {message.chat for message in said if words in town.words(message)}


async def test_nothing_leaves_before_the_consent_and_then_exactly_these_words(town: Town) -> None:
    story = await accepted(town)
    before = await story.clocks()
    await story.does(asks, CADRE)
    assert speaking_of(SAID, story.said, town) == {RESIDENT}
    assert await refused(story, HANDS_OVER, CADRE) == "aid.no_consent"
    await story.does(AGREES, RESIDENT)
    assert speaking_of(SAID, story.said, town) == set() and "同意移交" in story.told(CADRE)[0]
    await story.does(HANDS_OVER, CADRE)
    assert speaking_of(SAID, story.said, town) == {CIVIL}
    assert "按您的同意" in story.told(RESIDENT)[0]
    assert await refused(story, HANDS_OVER, CADRE) == "aid.handed_over_before"
    assert await story.clocks() == before
    assert all(SAID not in row.words for row in await story.record())


async def test_who_says_no_is_never_asked_again_for_that_kind_and_the_words_are_gone(town: Town) -> None:
    story = await accepted(town)
    await story.does(asks, CADRE)
    stands = story.concern
    await story.does(REFUSES, RESIDENT)
    assert story.concern == stands and "什么都没有转" in story.told(CADRE)[0]
    for chat in (CADRE, OFFICE):
        assert await refused(story, asks, chat) == "aid.refused_before"
        assert await refused(story, HANDS_OVER, chat) == "aid.no_consent"
    (offer,) = await asked(story)
    assert (offer.state, offer.words) == (AidState.REFUSED, "")
    await story.does(asks, CADRE, "legal")
    assert {one.kind: one.state for one in await asked(story)} == {
        "temporary": AidState.REFUSED,
        "legal": AidState.ASKED,
    }


async def test_a_consent_is_taken_back_until_it_is_handed_over(town: Town) -> None:
    story = await accepted(town)
    await story.does(asks, CADRE)
    await story.does(AGREES, RESIDENT)
    assert await refused(story, AGREES, RESIDENT) == "aid.answered_agreed"
    await story.does(REFUSES, RESIDENT)
    assert await refused(story, HANDS_OVER, CADRE) == "aid.no_consent"
    assert await refused(story, REFUSES, RESIDENT) == "aid.answered_refused"
    assert await refused(story, AGREES, RESIDENT) == "aid.answered_refused"


async def test_what_is_handed_over_cannot_be_taken_back(town: Town) -> None:
    story = await accepted(town)
    for deed, chat in ((asks, CADRE), (AGREES, RESIDENT), (HANDS_OVER, CADRE)):
        await story.does(deed, chat)
    assert await refused(story, REFUSES, RESIDENT) == "aid.answered_handed_over"
    assert await refused(story, asks, CADRE) == "aid.handed_over_before"


async def test_a_pointer_is_told_at_once_and_once(town: Town) -> None:
    story = await accepted(town)
    await story.does(TELLS, OFFICE)
    assert "临时救助" in story.told(RESIDENT)[0] and await asked(story) == []
    assert await refused(story, TELLS, CADRE) == "aid.told_before"

    def shown(uow: UnitOfWork) -> str:
        return timeline(uow, story.concern)[-1].words

    assert "临时救助" in await town.run(shown)


async def test_the_office_that_asked_hears_the_answer(town: Town) -> None:
    story = await accepted(town)
    await story.does(asks, OFFICE)
    await story.does(AGREES, RESIDENT)
    assert len(story.told(OFFICE)) == len(story.told(CADRE)) == 1


async def test_it_stays_open_when_the_concern_is_over(town: Town) -> None:
    story = await (await accepted(town)).comes_to("reply", "conclude")
    for deed, chat in ((asks, CADRE), (AGREES, RESIDENT), (HANDS_OVER, OFFICE)):
        await story.does(deed, chat)
    assert [one.state for one in await asked(story)] == [AidState.HANDED_OVER]


async def test_only_handler_and_office_ask_and_only_the_reporter_answers(town: Town) -> None:
    story = await accepted(town)
    for chat in (COLLEAGUE, LEAD, ELSEWHERE, RESIDENT):
        for deed in (asks, TELLS, HANDS_OVER):
            assert await refused(story, deed, chat) == "step.not_yours"
    await story.does(asks, CADRE)
    for chat in (CADRE, OFFICE, LEAD):
        for deed in (AGREES, REFUSES):
            assert await refused(story, deed, chat) == "step.not_yours"


async def test_nothing_goes_to_the_unit_that_is_complained_about(town: Town) -> None:
    story = await accepted(town, kind=Kind.COMPLAINT, about_unit="civil")
    assert await refused(story, asks, CADRE) == "aid.complained_about"


async def test_unknown_kinds_and_kinds_not_asked_about_get_a_sentence(town: Town) -> None:
    story = await accepted(town)
    assert await refused(story, asks, CADRE, "gold") == "aid.unknown"
    assert await refused(story, named(aiding.tell_aid, "gold"), CADRE) == "aid.unknown"
    assert await refused(story, AGREES, RESIDENT) == "aid.not_asked"


async def test_what_must_not_be_kept_is_refused(town: Town) -> None:
    story = await accepted(town)

    def asks_too_much(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> Concern:
        return aiding.ask_aid(uow, concern, me, now, "legal", "证件 11010519491231002X", "法律援助")

    assert await refused(story, asks_too_much, CADRE) == "privacy.id_card"
