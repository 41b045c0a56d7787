"""听证 before the reply: called, joined or not, recorded; every clock runs on and a day that is past is seen."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from domain.concern import Act, Concern, State
from domain.errors import Refusal
from domain.people import Person
from domain.services import convening, handling, withdrawing
from domain.services.following import timeline
from domain.services.ports import UnitOfWork
from domain.tasks import Task, TaskKind
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, LEAD, OFFICE, Deed, Story, a_story
from tests.workers import RESIDENT, at, reminded

JOIN, LEAVE, RECORD = convening.join_hearing, convening.leave_hearing, convening.record_hearing


def calls(day: str = "2026-12-01", place: str = "下午三点，三楼会议室") -> Deed:
    def call(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> Concern:
        written = f"{day} {place}：谁来修水管"
        return convening.call_hearing(uow, concern, me, now, place, date.fromisoformat(day), written)

    return call


async def refused(story: Story, deed: Callable[..., Any], chat: int, *words: str) -> str:
    rows = await story.record()
    with pytest.raises(Refusal) as caught:
        await story.does(deed, chat, *words)
    assert await story.record() == rows
    return caught.value.code


async def days(story: Story) -> list[Task]:
    return await story.town.run(lambda uow: uow.tasks.open_of(story.concern.id))


async def called(town: Town) -> Story:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    await story.does(calls(), CADRE)
    return story


async def test_called_joined_recorded_and_every_clock_runs_on(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept", "note")
    before, planned = await story.clocks(), await story.reminders()
    await story.does(calls(), CADRE)
    assert str(story.concern.state) == State.HEARING
    assert "三楼会议室" in story.told(RESIDENT)[0] and "谁来修水管" in story.told(LEAD)[0]
    await story.does(JOIN, RESIDENT)
    assert "诉求人参加听证" in story.told(CADRE)[0]
    await story.does(RECORD, CADRE, "双方同意先换主管")
    assert str(story.concern.state) == State.IN_PROGRESS and "先换主管" in story.told(RESIDENT)[0]
    assert await story.clocks() == before and before["K6"].paused_on is None
    assert await story.reminders() == planned and await days(story) == []

    def shown(uow: UnitOfWork) -> list[Act]:
        return [row.act for row in timeline(uow, story.concern)][-3:]

    assert await town.run(shown) == [Act.CALL_HEARING, Act.JOIN_HEARING, Act.RECORD_HEARING]
    await story.comes_to("reply")


async def test_no_reply_and_no_note_before_the_result(town: Town) -> None:
    story = await called(town)
    for deed in (handling.reply, handling.note, handling.ask):
        assert await refused(story, deed, CADRE, "已修好") == "step.moved_on"
    assert await refused(story, JOIN, CADRE) == "step.not_yours"


async def test_a_day_that_is_past_is_reminded_until_the_result_stands_there(town: Town) -> None:
    story = await called(town)
    heard: dict[str, set[int]] = {}
    for moment in ("2026-11-30 09:00", "2026-12-02 09:00", "2026-12-04 09:00"):
        await at(town, moment)
        said = [message for message in await reminded(town) if message.words.key == "task.remind"]
        heard[moment] = {message.chat for message in said}
        past = "已过，还没有记录结果" in "".join(town.words(message) for message in said)
        assert past is (moment > "2026-12-01")
    assert list(heard.values()) == [{CADRE}, {CADRE}, {CADRE, LEAD}]
    assert await refused(story, JOIN, RESIDENT) == "hearing.past"
    await story.does(RECORD, CADRE, "没有开成：会议室停电")
    assert not [row for row in await story.reminders() if row.subject.startswith("task:")]


async def test_another_day_is_signed_up_for_anew(town: Town) -> None:
    story = await called(town)
    await story.does(JOIN, RESIDENT)
    assert await refused(story, JOIN, RESIDENT) == "hearing.joined_before"
    await story.does(calls("2026-12-08", "上午九点，二楼"), CADRE)
    assert [(task.due_on, task.words) for task in await days(story)] == [
        (date(2026, 12, 8), "上午九点，二楼")
    ]
    assert await refused(story, LEAVE, RESIDENT) == "hearing.not_joined"
    await story.does(JOIN, RESIDENT)
    await story.does(LEAVE, RESIDENT)
    assert "是诉求人的权利" in story.told(CADRE)[0]


@pytest.mark.parametrize(("day", "code"), [("2026-11-23", "task.past_day"), ("2028-01-01", "task.too_far")])
async def test_an_impossible_day_is_refused_and_nothing_is_kept(town: Town, day: str, code: str) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    assert await refused(story, calls(day), CADRE) == code
    assert await days(story) == []


async def test_only_the_handler_calls_and_records_and_only_in_its_turn(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    assert await refused(story, calls(), CADRE) == "step.moved_on"
    await story.comes_to("accept")
    for chat in (COLLEAGUE, LEAD, OFFICE, ELSEWHERE, RESIDENT):
        assert await refused(story, calls(), chat) == "step.not_yours"
    assert await refused(story, RECORD, CADRE, "开了") == "step.moved_on"
    assert await refused(story, JOIN, RESIDENT) == "step.moved_on"


async def test_who_takes_it_back_during_a_hearing_ends_it(town: Town) -> None:
    story = await called(town)
    await story.does(withdrawing.withdraw, RESIDENT)
    assert await days(story) == [] and await story.reminders() == []


async def test_a_hearing_is_a_task_of_its_handler(town: Town) -> None:
    (task,) = await days(await called(town))
    assert (task.kind, task.due_on, task.words) == (
        TaskKind.HEARING,
        date(2026, 12, 1),
        "下午三点，三楼会议室",
    )
