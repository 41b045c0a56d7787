"""The clocks of a concern start and end with its steps and with delivery, and their reminders with them."""

from dataclasses import replace
from datetime import date

import pytest

from domain.concern import Kind
from domain.services import handling
from domain.services.ports import UnitOfWork
from tests.handlers.chat import Town
from tests.services.story import CADRE, a_story
from tests.workers import RESIDENT


async def test_the_clocks_of_a_petition(town: Town) -> None:
    story = await a_story(town)
    clocks = await story.clocks()
    assert {rule: clock.met_at is None for rule, clock in clocks.items()} == {"K2": False, "K4": True}
    assert clocks["K4"].due_on == date(2026, 12, 9)
    await story.comes_to("sign_in", "accept")
    clocks = await story.clocks()
    assert clocks["K4"].met_at == clocks["K6"].started_at == town.now
    assert {row.subject for row in await story.reminders()} == {f"concern:{story.concern.id}:K6"}
    assert clocks["K6"].due_on == date(2027, 1, 25) and clocks["K6"].provisional
    await story.comes_to("reply")
    assert {rule for rule, clock in (await story.clocks()).items() if clock.met_at is None} == {"K6", "K8"}
    await story.comes_to("conclude")
    assert {rule for rule, clock in (await story.clocks()).items() if clock.met_at is None} == {"K8"}
    waiting = {(row.subject, row.audience) for row in await story.reminders() if "task:" not in row.subject}
    assert waiting == {(f"concern:{story.concern.id}:K8", f"person:person-{RESIDENT}")}


async def test_the_residents_time_starts_with_delivery_and_only_once(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    me = f"person-{CADRE}"

    def reply(uow: UnitOfWork) -> None:
        handling.reply(uow, story.concern, uow.people.get(me), town.now, "已修好")

    await town.run(reply)
    assert "K8" not in await story.clocks()
    started = town.now = town.now.replace(hour=9)
    (message,) = await town.delivers()
    assert (await story.clocks())["K8"].started_at == started
    town.now = town.now.replace(day=27)
    await town.run(lambda uow: uow.outbox.put(replace(message, once="again"), town.now))
    await town.delivers()
    assert (await story.clocks())["K8"].started_at == started


async def test_what_is_over_is_reminded_no_more_even_if_no_notice_arrived(town: Town) -> None:
    story = await a_story(town)

    def whole(uow: UnitOfWork) -> None:
        me, concern = uow.people.get(f"person-{CADRE}"), story.concern
        concern = handling.sign_in(uow, concern, me, town.now)
        handling.decline(uow, concern, me, town.now, "不属于本单位职权")

    await town.run(whole)
    assert (await story.clocks())["K4"].met_at is None
    assert await story.reminders() == []


async def test_no_notice_is_owed_to_somebody_nameless_who_cannot_be_reached(town: Town) -> None:
    story = await (await a_story(town, contact=None)).comes_to("sign_in")

    def block(uow: UnitOfWork) -> None:
        uow.people.put(replace(uow.people.get(f"person-{RESIDENT}"), reachable=False))

    await town.run(block)

    def accept(uow: UnitOfWork) -> None:
        handling.accept(uow, story.concern, uow.people.get(f"person-{CADRE}"), town.now)

    await town.run(accept)
    assert (await story.clocks())["K4"].met_at == town.now


@pytest.mark.parametrize(
    ("kind", "category", "running"),
    [
        (Kind.INQUIRY, "housing.quality", {"K13"}),
        (Kind.HELP, "housing.rental", {"K13"}),
        (Kind.COMPLAINT, "housing.quality", {"K6"}),
        (Kind.SUGGESTION, "housing.quality", set()),
    ],
)
async def test_which_clock_runs_for_which_kind(
    town: Town, kind: Kind, category: str, running: set[str]
) -> None:
    story = await (await a_story(town, kind=kind, category=category)).comes_to("sign_in", "accept")
    assert {rule for rule, clock in (await story.clocks()).items() if clock.met_at is None} == running
    await story.comes_to("reply")
    assert (await story.clocks()).get("K13", None) is None or (await story.clocks())["K13"].met_at == town.now
    assert ("K8" in await story.clocks()) == (running == {"K6"})
