"""督办, 催办, 承诺, 回头看: told to the right people, reminded, ended when met; and no clock moves for any of them."""

from datetime import date, datetime

import pytest

from domain.concern import Concern, Kind
from domain.errors import Refusal
from domain.messages import Weight
from domain.people import Person, Role
from domain.services import handling, objecting, remedying, supervising, withdrawing
from domain.services.following import timeline
from domain.services.ports import UnitOfWork
from domain.tasks import Task, TaskEnd
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, LEAD, OFFICE, Deed, Story, a_story
from tests.workers import RESIDENT, at, hired, reminded

LEADER = 16


def ordering(day: str = "2026-12-03", said: str = "五日内到场") -> Deed:
    def order(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
        return supervising.supervise(
            uow, concern, actor, now, said, date.fromisoformat(day), f"{said}（限期）"
        )

    return order


def promising(day: str = "2026-12-03", said: str = "换好水管") -> Deed:
    def promise(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
        return supervising.promise(
            uow, concern, actor, now, said, date.fromisoformat(day), f"{said}（三日前）"
        )

    return promise


def moving(task: str, day: str) -> Deed:
    def move(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
        return supervising.move_promise(uow, concern, actor, now, task, date.fromisoformat(day), "下雨，改期")

    return move


def looking(task: str) -> Deed:
    def look(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
        return supervising.look_back(uow, concern, actor, now, task, TaskEnd.PARTLY, "部分落实：还在滴水")

    return look


async def owed(story: Story) -> list[Task]:
    return await story.town.run(lambda uow: uow.tasks.open_of(story.concern.id))


async def refused(story: Story, deed: Deed, chat: int, *words: str) -> str:
    with pytest.raises(Refusal) as caught:
        await story.does(deed, chat, *words)
    return caught.value.code


async def accepted(town: Town) -> Story:
    return await (await a_story(town)).comes_to("sign_in", "accept")


async def test_an_order_goes_to_handler_and_lead_and_the_reporter_reads_only_that_there_is_one(
    town: Town,
) -> None:
    story = await accepted(town)
    before = await story.clocks()
    await story.does(ordering(), OFFICE)
    assert sorted(message.chat for message in story.said) == [CADRE, LEAD, RESIDENT]
    assert "五日内到场" in story.told(CADRE)[0] and "五日内到场" in story.told(LEAD)[0]
    assert "督办" in story.told(RESIDENT)[0] and "五日内" not in story.told(RESIDENT)[0]
    assert await story.clocks() == before

    def shown(uow: UnitOfWork) -> list[tuple[str, str]]:
        return [(row.act, row.words) for row in timeline(uow, story.concern)]

    assert (await town.run(shown))[-1] == ("supervise", "")


async def test_an_order_is_reminded_climbs_and_ends_with_the_reply(town: Town) -> None:
    """Seen to bite: without `tend` in take_step the order is reminded after the reply."""
    story = await accepted(town)
    await story.does(ordering(), OFFICE)
    climb: dict[str, dict[int, Weight]] = {
        "2026-12-01 09:00": {CADRE: Weight.COMES_AGAIN},
        "2026-12-03 09:00": {CADRE: Weight.COMES_AGAIN},
        "2026-12-04 09:00": {
            CADRE: Weight.COMES_AGAIN,
            LEAD: Weight.MUST_ARRIVE,
            OFFICE: Weight.MUST_ARRIVE,
        },
    }
    for moment, expected in climb.items():
        await at(town, moment)
        said = [message for message in await reminded(town) if message.words.key == "task.remind"]
        assert {message.chat: message.weight for message in said} == expected
        assert all("五日内到场" in town.words(message) for message in said)
    await story.comes_to("reply")
    assert await owed(story) == []
    assert any("督办结束" in words for words in story.told(OFFICE))
    assert not [row for row in await story.reminders() if row.subject.startswith("task:")]


async def test_an_order_follows_the_concern_to_another_unit(town: Town) -> None:
    story = await accepted(town)
    await story.does(ordering(), OFFICE)
    await story.does(objecting.transfer, OFFICE, "由公安机关办理", "police")
    await at(town, "2026-12-03 09:00")
    said = [message.chat for message in await reminded(town) if message.words.key == "task.remind"]
    assert said == [ELSEWHERE]


async def test_the_office_ends_its_order_itself(town: Town) -> None:
    story = await accepted(town)
    await story.does(ordering(), OFFICE)
    (task,) = await owed(story)
    assert await refused(story, supervising.end_supervision, CADRE, task.id) == "step.not_yours"
    await story.does(supervising.end_supervision, OFFICE, task.id)
    assert await owed(story) == [] and "已经结束" in story.told(CADRE)[0]
    assert await refused(story, supervising.end_supervision, OFFICE, task.id) == "task.over"


@pytest.mark.parametrize(("day", "code"), [("2026-11-23", "task.past_day"), ("2028-01-01", "task.too_far")])
async def test_an_impossible_day_is_refused_and_nothing_is_kept(town: Town, day: str, code: str) -> None:
    story = await accepted(town)
    rows = len(await story.record())
    assert await refused(story, ordering(day), OFFICE) == code
    assert await refused(story, promising(day), CADRE) == code
    assert await owed(story) == [] and len(await story.record()) == rows


async def test_only_the_office_orders_and_urges_and_only_the_handler_promises(town: Town) -> None:
    story = await accepted(town)
    for chat in (CADRE, LEAD, ELSEWHERE, RESIDENT):
        assert await refused(story, ordering(), chat) == "step.not_yours"
        assert await refused(story, supervising.urge_unit, chat) == "step.not_yours"
    for chat in (COLLEAGUE, OFFICE, RESIDENT):
        assert await refused(story, promising(), chat) == "step.not_yours"


async def test_the_office_urges_once_a_day(town: Town) -> None:
    story = await accepted(town)
    await story.does(supervising.urge_unit, OFFICE)
    assert sorted(message.chat for message in story.said) == [CADRE, LEAD]
    assert await refused(story, supervising.urge_unit, OFFICE) == "urge_unit.today"
    await at(town, "2026-11-25 09:00")
    await story.does(supervising.urge_unit, OFFICE)


async def test_a_promise_is_told_reminded_moved_with_its_reason_and_kept(town: Town) -> None:
    story = await accepted(town)
    await story.does(promising(), CADRE)
    assert "换好水管" in story.told(RESIDENT)[0]
    (task,) = await owed(story)
    assert await refused(story, moving(task.id, "2026-12-03"), CADRE) == "task.same_day"
    await story.does(moving(task.id, "2026-12-08"), CADRE)
    assert "下雨" in story.told(RESIDENT)[0]
    await at(town, "2026-12-03 09:00")
    assert [m for m in await reminded(town) if m.words.key == "task.remind"] == []
    await at(town, "2026-12-08 09:00")
    assert [m.chat for m in await reminded(town) if m.words.key == "task.remind"] == [CADRE]
    await story.does(supervising.keep_promise, CADRE, task.id)
    assert "已经做到" in story.told(RESIDENT)[0] and await owed(story) == []
    assert await refused(story, supervising.keep_promise, CADRE, task.id) == "task.over"


async def test_a_promise_outlives_the_conclusion(town: Town) -> None:
    story = await accepted(town)
    await story.comes_to("reply")
    await story.does(promising(), CADRE)
    await story.comes_to("conclude")
    await at(town, "2026-12-04 09:00")
    said = [m for m in await reminded(town) if m.words.key == "task.remind"]
    assert {m.chat for m in said} == {CADRE, LEAD}
    (task, _) = await owed(story)
    await story.does(supervising.keep_promise, CADRE, task.id)
    assert "已经做到" in story.told(RESIDENT)[0]


async def test_the_office_looks_back_thirty_days_after_the_conclusion(town: Town) -> None:
    story = await accepted(town)
    await story.comes_to("reply", "conclude")
    (task,) = await owed(story)
    assert task.due_on == date(2026, 12, 24)
    await at(town, "2026-12-24 09:00")
    said = [m for m in await reminded(town) if m.words.key == "task.remind"]
    assert [(m.chat, m.weight) for m in said] == [(OFFICE, Weight.COMES_AGAIN)]
    await story.does(looking(task.id), OFFICE)
    assert story.told(CADRE) and "还在滴水" in story.told(CADRE)[0] and story.told(RESIDENT) == []
    kept = await town.run(lambda uow: uow.tasks.get(task.id))
    assert kept and (kept.end, kept.ended_at) == (TaskEnd.PARTLY, town.now)


async def test_a_rework_makes_the_look_back_needless_and_the_next_conclusion_plans_it_anew(
    town: Town,
) -> None:
    story = await accepted(town)
    await story.comes_to("reply", "conclude")
    await story.does(remedying.ask_rework, RESIDENT, "还在漏")
    assert await owed(story) == []
    await at(town, "2026-11-30 09:00")
    await story.comes_to("reply", "conclude")
    assert [task.due_on for task in await owed(story)] == [date(2026, 12, 30)]


async def test_what_is_withdrawn_owes_nothing_more(town: Town) -> None:
    story = await accepted(town)
    await story.does(promising(), CADRE)
    await story.does(ordering(), OFFICE)
    await story.does(withdrawing.withdraw, RESIDENT)
    assert await owed(story) == [] and await story.reminders() == []


async def test_discipline_is_neither_supervised_nor_looked_back_at(town: Town) -> None:
    await hired(town, 21, Role.CADRE, "discipline")
    story = await a_story(town, (OFFICE,), kind=Kind.MISCONDUCT)
    assert await refused(story, ordering(), OFFICE) == "step.not_yours"
    for name in ("sign_in", "accept", "reply", "conclude"):
        await story.does(getattr(handling, name), 21, *(("已核实",) if name == "reply" else ()))
    assert await owed(story) == []
