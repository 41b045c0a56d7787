"""When the holidays of a new year arrive, each date that moves is told once, to those whom it concerns (D3)."""

from copy import copy
from dataclasses import replace
from datetime import date

from domain.messages import Message
from domain.policy import Policy
from domain.services import reviewing
from domain.services.ports import UnitOfWork
from domain.services.recounting import recount
from tests.domain.test_clocks import with_2027
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, a_story
from tests.services.test_remedies import REVIEWER, under_review
from tests.workers import RESIDENT, at


async def with_the_table(town: Town, policy: Policy) -> list[Message]:
    """The service after it was started anew with the table of 2027: its tick until nothing is left."""
    known = replace(policy, calendar=with_2027(policy.calendar))

    def tick(uow: UnitOfWork) -> int:
        later = copy(uow)
        later.policy = known
        return recount(later, town.now)

    while await town.run(tick):
        pass
    return await town.delivers()


async def test_a_moved_date_is_told_once_and_its_reminders_move(town: Town, policy: Policy) -> None:
    await at(town, "2026-11-02 10:00")
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    before = (await story.clocks())["K6"]
    assert (before.due_on, before.provisional) == (date(2027, 1, 1), True)
    said = await with_the_table(town, policy)
    assert sorted(message.chat for message in said) == [CADRE, RESIDENT]
    assert all("2027年1月1日" in town.words(m) and "2027年1月4日" in town.words(m) for m in said)
    after = (await story.clocks())["K6"]
    assert (after.due_on, after.provisional) == (date(2027, 1, 4), False)
    local = {policy.calendar.day_of(row.due_at) for row in await story.reminders() if ":D+0:" in row.key}
    assert local == {date(2027, 1, 4)}
    assert await with_the_table(town, policy) == []


async def test_a_date_that_stays_is_confirmed_and_a_known_one_is_left_alone(
    town: Town, policy: Policy
) -> None:
    await (await a_story(town)).comes_to("sign_in", "accept")
    said = await with_the_table(town, policy)
    assert said and all("没有变" in town.words(message) for message in said)
    assert await with_the_table(town, policy) == []


async def test_without_a_handler_the_unit_is_told_and_in_review_the_reviewer(
    town: Town, policy: Policy
) -> None:
    await at(town, "2026-12-18 10:00")
    await a_story(town)
    chats = {message.chat for message in await with_the_table(town, policy)}
    assert {CADRE, COLLEAGUE, RESIDENT} <= chats
    story = await under_review(town)
    await story.does(reviewing.take_review, REVIEWER)
    told = [m for m in await with_the_table(town, policy) if "复查意见" in town.words(m)]
    assert {message.chat for message in told} == {REVIEWER, RESIDENT}
