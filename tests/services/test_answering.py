"""A reply waits before it leaves: then step, clocks and notice come at once, or none does and its author knows why."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.concern import Act, Concern, State
from domain.errors import Refusal
from domain.messages import Message
from domain.people import Person
from domain.services.answering import claims_of, hold_reply, list_claims, release_replies, undo_reply
from domain.services.handling import note
from domain.services.ports import UnitOfWork
from domain.services.reminding import next_due
from domain.services.revoking import end_role
from domain.services.withdrawing import withdraw
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, STAFF, Story, a_story
from tests.workers import RESIDENT

WRITTEN = "处理意见：已修好"
SECOND = timedelta(seconds=1)


def holds(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> None:
    """Sent off, with one answer in the draft."""
    hold_reply(uow, concern, actor, now, WRITTEN, {"words": ["已修好"]})


async def written(town: Town, **changes: Any) -> Story:
    """A concern whose handler has just sent off a reply; nobody was told."""
    story = await (await a_story(town, **changes)).comes_to("sign_in", "accept")
    assert await story.does(holds) == []
    return story


async def waits(town: Town, seconds: int) -> list[Message]:
    """So many seconds pass, and a tick."""
    town.now += timedelta(seconds=seconds)
    await town.run(lambda uow: release_replies(uow, town.now))
    return await town.delivers()


async def now_of(story: Story) -> Concern:
    found = await story.town.run(lambda uow: uow.concerns.get(story.concern.id))
    assert found
    return found


async def test_nothing_has_happened_until_it_leaves(town: Town) -> None:
    story = await written(town)
    before = await story.record(), await story.clocks(), await story.reminders()
    assert await waits(town, 59) == []
    assert (await story.record(), await story.clocks(), await story.reminders()) == before
    assert (await now_of(story)).state is State.ACCEPTED


async def test_then_step_clocks_and_notice_come_together(town: Town) -> None:
    story = await written(town, category="housing.rental")
    assert (await story.clocks())["K13"].met_at is None
    story.said = await waits(town, 60)
    assert (await now_of(story)).state is State.REPLIED
    assert (await story.record())[-1].words == WRITTEN
    assert (await story.clocks())["K13"].met_at == town.now
    assert WRITTEN in story.told(RESIDENT)[0]
    assert "答复已发出" in story.told(CADRE)[0]
    assert await waits(town, 60) == []


async def test_taken_back_nobody_was_ever_told(town: Town) -> None:
    story = await written(town)
    record = await story.record()
    town.now += timedelta(seconds=59)
    assert await story.does(undo_reply) == []
    assert await waits(town, 3600) == []
    assert await story.record() == record
    with pytest.raises(Refusal) as refused:
        await story.does(undo_reply)
    assert refused.value.code == "reply.left_already"


async def test_what_was_taken_back_can_be_sent_off_again(town: Town) -> None:
    story = await written(town)
    await story.does(undo_reply)
    town.now += SECOND
    await story.does(holds)
    assert [message.chat for message in await waits(town, 60)] == [RESIDENT, CADRE]


async def test_one_waits_at_a_time(town: Town) -> None:
    story = await written(town)
    with pytest.raises(Refusal) as refused:
        await story.does(holds)
    assert refused.value.code == "reply.waits"


async def test_only_the_handler_sends_off_and_takes_back(town: Town) -> None:
    story = await written(town)
    for deed in (holds, undo_reply):
        with pytest.raises(Refusal) as refused:
            await story.does(deed, COLLEAGUE)
        assert refused.value.code == "step.not_yours"


async def test_other_steps_meanwhile_do_not_stop_it(town: Town) -> None:
    story = await written(town)
    await story.does(note, CADRE, "师傅在路上")
    await waits(town, 60)
    assert [row.act for row in await story.record()][-2:] == [Act.NOTE, Act.REPLY]


async def test_withdrawn_meanwhile_it_never_leaves_and_its_author_has_the_words(town: Town) -> None:
    story = await written(town)
    await story.does(withdraw, RESIDENT)
    story.said = await waits(town, 60)
    assert [message.chat for message in story.said] == [CADRE]
    assert "没有发出" in story.told(CADRE)[0] and WRITTEN in story.told(CADRE)[0]
    assert (await now_of(story)).state is State.WITHDRAWN


async def test_a_role_that_ends_meanwhile_stops_it(town: Town) -> None:
    story = await written(town)

    def ends(uow: UnitOfWork) -> None:
        end_role(uow, uow.people.get(f"person-{CADRE}"), *STAFF[CADRE], town.now)

    await town.run(ends)
    await town.delivers()
    story.said = await waits(town, 60)
    assert [message.chat for message in story.said] == [CADRE]
    assert "没有发出" in story.told(CADRE)[0]


async def test_the_moment_is_known_to_whoever_moves_the_clock(town: Town) -> None:
    await written(town)
    assert await town.run(next_due) == town.now + timedelta(seconds=60)


async def test_claims_are_proposed_then_written_down(town: Town) -> None:
    story = await (await a_story(town, words="1. 修屋顶 2. 赔家具")).comes_to("sign_in", "accept")
    claims, known = await town.run(lambda uow: claims_of(uow, story.concern))
    assert (claims, known) == (("修屋顶", "赔家具"), False)

    def lists(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
        return list_claims(uow, concern, actor, now, ("修屋顶", "赔家具", "公开收费"))

    await story.does(lists)
    assert [message.chat for message in story.said] == [RESIDENT]
    assert "3. 公开收费" in story.told(RESIDENT)[0]
    claims, known = await town.run(lambda uow: claims_of(uow, story.concern))
    assert (claims[2], known) == ("公开收费", True)
