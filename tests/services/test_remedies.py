"""What a reporter can do beside waiting: withdraw, urge, rate, ask for rework, review and final review."""

from datetime import date, datetime, timedelta

import pytest

from domain.concern import Act, Concern, Kind, State
from domain.errors import Refusal
from domain.history import verify_chain
from domain.opinion import Opinion, Outcome
from domain.people import Person, Role
from domain.rating import Rating, Satisfied, Solved
from domain.services import rating, remedying, reviewing, withdrawing
from domain.services.ports import UnitOfWork
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, LEAD, OFFICE, Deed, Story, a_story, adds
from tests.workers import RESIDENT, hired, reminded

REVIEWER, SECOND, CITY = 31, 32, 33
REPLIED = ("sign_in", "accept", "reply")
OPINION = Opinion(Outcome.SUPPORT, "请求修好", "确实漏水", "责成维修", "物业管理条例第三条")


async def refused(story: Story, deed: Deed, chat: int = RESIDENT, *words: str) -> str:
    with pytest.raises(Refusal) as caught:
        await story.does(deed, chat, *words)
    return caught.value.code


def decides(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
    """The reviewer gives a whole opinion."""
    return reviewing.give_opinion(uow, concern, actor, now, OPINION, "意见：责成维修")


async def replied(town: Town, *further: str) -> Story:
    return await (await a_story(town)).comes_to(*REPLIED, *further)


async def under_review(town: Town) -> Story:
    """A review was asked for; the office's two reviewers and the city's one are there."""
    for chat, unit in ((REVIEWER, "office"), (SECOND, "office"), (CITY, "city")):
        await hired(town, chat, Role.REVIEWER, unit)
    story = await replied(town)
    await story.does(remedying.request_review, RESIDENT, "没有查清楼上")
    return story


async def running(story: Story) -> set[str]:
    return {rule for rule, clock in (await story.clocks()).items() if clock.met_at is None}


@pytest.mark.parametrize("steps", [(), ("sign_in",), ("sign_in", "accept"), ("sign_in", "accept", "ask")])
async def test_withdrawn_before_the_reply_everything_ends(town: Town, steps: tuple[str, ...]) -> None:
    story = await (await a_story(town)).comes_to(*steps)
    await story.does(withdrawing.withdraw, RESIDENT, "已经自己修好")
    assert story.concern.state is State.WITHDRAWN
    assert await running(story) == set() and await story.reminders() == []
    told = [CADRE] if steps else [CADRE, COLLEAGUE, LEAD]
    assert sorted(message.chat for message in story.said) == told
    assert "已撤回" in story.told(CADRE)[0] and "已经自己修好" in story.told(CADRE)[0]
    assert await refused(story, adds, RESIDENT, "又漏了") == "step.moved_on"


async def test_nobody_else_withdraws_and_nobody_after_the_reply(town: Town) -> None:
    story = await a_story(town)
    for chat in (CADRE, LEAD, OFFICE):
        assert await refused(story, withdrawing.withdraw, chat) == "step.not_yours"
    await story.comes_to(*REPLIED)
    assert await refused(story, withdrawing.withdraw) == "step.moved_on"


async def test_urging_is_seen_by_handler_and_office_and_spaced(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    before = await story.clocks()
    await story.does(withdrawing.urge, RESIDENT)
    assert sorted(message.chat for message in story.said) == [CADRE, OFFICE]
    assert "催办" in story.told(OFFICE)[0]
    assert await refused(story, withdrawing.urge) == "urge.too_soon"
    town.now += timedelta(days=2)
    assert await refused(story, withdrawing.urge) == "urge.too_soon"
    town.now += timedelta(days=1)
    await story.does(withdrawing.urge, RESIDENT)
    assert await story.clocks() == before


async def test_rework_runs_its_own_clock_and_moves_no_other(town: Town) -> None:
    story = await replied(town)
    before = await story.clocks()
    await story.does(remedying.ask_rework, RESIDENT, "还在漏")
    assert (story.concern.state, story.concern.handler) == (State.IN_PROGRESS, f"person-{CADRE}")
    assert [message.chat for message in story.said] == [CADRE]
    assert "还在漏" in story.told(CADRE)[0] and "重办" in story.told(CADRE)[0]
    after = await story.clocks()
    assert after["K17"].due_on == date(2026, 12, 1)
    assert {rule: after[rule] for rule in before} == before
    await story.comes_to("reply")
    assert (await story.clocks())["K17"].met_at == town.now
    assert (await story.clocks())["K6"] == before["K6"]
    assert await refused(story, remedying.ask_rework, RESIDENT, "还是漏") == "rework.once"


async def test_a_new_reply_gives_the_reporter_the_whole_time_again(town: Town) -> None:
    story = await replied(town)
    first = (await story.clocks())["K8"]
    await story.does(remedying.ask_rework, RESIDENT, "还在漏")
    town.now += timedelta(days=5)
    assert (await story.clocks())["K8"] == first
    await story.comes_to("reply")
    clocks = await story.clocks()
    assert clocks["K8R"].started_at == town.now == clocks["K8"].met_at
    assert (clocks["K8"].started_at, clocks["K8"].due_on) == (first.started_at, first.due_on)
    assert {row.subject.rpartition(":")[2] for row in await story.reminders()} == {"K6", "K8R"}
    town.now += timedelta(days=28)
    await story.does(remedying.request_review, RESIDENT, "还是没有查清")
    assert await running(story) == {"K9"}


async def test_rework_after_the_conclusion_opens_it_again_but_not_its_clock(town: Town) -> None:
    story = await replied(town, "conclude")
    met = (await story.clocks())["K6"]
    await story.does(remedying.ask_rework, RESIDENT, "还在漏")
    assert story.concern.state is State.IN_PROGRESS and (await story.clocks())["K6"] == met


async def test_the_three_answers_are_kept_and_told_to_nobody(town: Town) -> None:
    story = await replied(town)
    answers = rating.Answers(True, Solved.PARTLY, Satisfied.NO)
    rows = await story.record()

    def rate(uow: UnitOfWork) -> Rating:
        return rating.rate(uow, story.concern, uow.people.get(f"person-{RESIDENT}"), answers, town.now)

    kept = await town.run(rate)
    assert (kept.unit, kept.reply) == ("housing", len(rows))
    assert await town.delivers() == [] and await story.record() == rows
    later = town.now + timedelta(days=1)
    assert await town.run(lambda uow: uow.ratings.of_unit("housing", town.now, later)) == [kept]
    assert await town.run(lambda uow: uow.ratings.of_unit("police", town.now, later)) == []
    await town.run(rate)
    assert len(await town.run(lambda uow: uow.ratings.of_unit("housing", town.now, later))) == 1


async def test_only_the_reporter_rates_and_only_a_reply(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    answers = rating.Answers(True, Solved.YES, Satisfied.YES)

    def rates(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> Rating:
        return rating.rate(uow, concern, me, answers, now)

    assert await refused(story, rates, RESIDENT) == "rate.no_reply"
    assert await refused(story, rates, CADRE) == "follow.not_yours"


async def test_a_review_goes_to_the_unit_above_and_its_clock_runs(town: Town) -> None:
    story = await under_review(town)
    assert (story.concern.state, story.concern.review_unit) == (State.UNDER_REVIEW, "office")
    assert sorted(message.chat for message in story.said) == [CADRE, REVIEWER, SECOND, RESIDENT]
    assert await running(story) == {"K9"}
    assert (await story.clocks())["K9"].due_on == date(2026, 12, 24)
    assert {row.subject for row in await story.reminders()} == {f"concern:{story.concern.id}:K9"}
    assert {row.audience for row in await story.reminders()} >= {f"reviewer:{story.concern.id}"}
    assert "2026年12月24日" in story.told(RESIDENT)[0] and "群众工作办公室" in story.told(RESIDENT)[0]


async def test_without_reviewers_the_office_hears_of_it(town: Town) -> None:
    story = await replied(town)
    await story.does(remedying.request_review, RESIDENT, "没有查清楼上")
    assert OFFICE in [message.chat for message in story.said]


async def test_who_reviews_takes_asks_and_decides(town: Town) -> None:
    story = await under_review(town)
    assert await refused(story, reviewing.take_review, CITY) == "step.not_yours"
    assert await refused(story, reviewing.take_review, CADRE) == "step.not_yours"
    assert await refused(story, decides, REVIEWER) == "step.not_yours"
    await story.does(reviewing.take_review, REVIEWER)
    assert await refused(story, reviewing.take_review, SECOND) == "review.taken"
    await story.does(reviewing.ask_in_review, REVIEWER, "楼上是几号")
    assert "楼上是几号" in story.told(RESIDENT)[0]
    await story.does(adds, RESIDENT, "302")
    assert [message.chat for message in story.said] == [REVIEWER]
    await story.does(decides, REVIEWER)
    assert story.concern.state is State.REVIEWED
    assert sorted(message.chat for message in story.said) == [CADRE, RESIDENT]
    assert await running(story) == {"K10"}
    assert {row.key.split(":")[3] for row in await story.reminders()} == {"D-10", "D-3", "D-1"}
    rows = await story.record()
    assert (rows[-1].act, rows[-1].role, rows[-1].unit) == (Act.GIVE_OPINION, "reviewer", "office")
    assert verify_chain(rows) is None


async def test_the_final_review_ends_the_way(town: Town) -> None:
    story = await under_review(town)
    await story.does(reviewing.take_review, REVIEWER)
    await story.does(decides, REVIEWER)
    await story.does(remedying.request_review, RESIDENT, "依据用错了")
    assert (story.concern.state, story.concern.review_unit) == (State.UNDER_FINAL_REVIEW, "city")
    assert story.concern.reviewer == "" and await running(story) == {"K11"}
    assert CITY in [message.chat for message in story.said]
    assert await refused(story, reviewing.take_review, REVIEWER) == "step.not_yours"
    await story.does(reviewing.take_review, CITY)
    await story.does(decides, CITY)
    assert story.concern.state is State.FINALLY_REVIEWED and await running(story) == set()
    assert "不再受理" in story.told(RESIDENT)[0]
    assert await story.reminders() == []


async def test_the_reporter_is_reminded_of_their_own_days_and_never_after_use(town: Town) -> None:
    story = await replied(town)
    due = (await story.clocks())["K8"].due_on
    days = sorted((due - row.due_at.date()).days for row in await story.reminders() if "K8" in row.key)
    assert len(days) == 3
    first = min(row.due_at for row in await story.reminders() if "K8" in row.key)
    town.now = first
    said = [message for message in await reminded(town) if message.chat == RESIDENT]
    assert len(said) == 1 and "请求复查" in town.words(said[0])
    assert said[0].rows[0][0].data == f"ask_review:{story.concern.id}"
    await story.does(remedying.request_review, RESIDENT, "没有查清")
    town.now += timedelta(days=40)
    assert [message for message in await reminded(town) if message.chat == RESIDENT] == []


async def test_after_the_opinion_the_last_days_for_the_final_review_are_told_to_the_reporter_alone(
    town: Town,
) -> None:
    story = await under_review(town)
    await story.does(reviewing.take_review, REVIEWER)
    await story.does(decides, REVIEWER)
    due, told = (await story.clocks())["K10"].due_on, []
    while town.now.date() <= due + timedelta(days=30):
        town.now += timedelta(days=1)
        said = [message for message in await reminded(town) if message.concern == story.concern.id]
        told += [(message.chat, town.words(message)) for message in said]
    assert [chat for chat, _ in told] == [RESIDENT] * 3
    assert all("请求复核" in text and f"{due.month}月{due.day}日" in text for _, text in told)


async def test_too_late_or_without_that_remedy_it_is_said_so(town: Town) -> None:
    story = await replied(town)
    town.now += timedelta(days=60)
    assert await refused(story, remedying.request_review, RESIDENT, "没有查清") == "remedy.too_late"
    other = await a_story(town, kind=Kind.INQUIRY, draft="another")
    await other.comes_to(*REPLIED)
    assert await refused(other, remedying.request_review, RESIDENT, "没有查清") == "remedy.none"


async def test_every_part_of_the_opinion_is_owed() -> None:
    OPINION.check()
    for part in ("request", "facts", "opinion", "ground"):
        fields = {name: getattr(OPINION, name) for name in ("request", "facts", "opinion", "ground")}
        with pytest.raises(Refusal):
            Opinion(Outcome.REFUSE, **{**fields, part: " "}).check()


async def test_every_notice_of_the_remedies_can_be_worded_in_every_language(town: Town) -> None:
    story = await under_review(town)
    await story.does(reviewing.take_review, REVIEWER)
    await story.does(decides, REVIEWER)
    await story.does(remedying.request_review, RESIDENT, "依据用错了")
    await story.does(reviewing.take_review, CITY)
    await story.does(decides, CITY)
    for language in town.catalogues.languages():
        assert all("{" not in town.words(message, language) for _, message in town.said)
