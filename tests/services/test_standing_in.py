"""A/B 角: who is named gets the notices and reminders and may act, for the period and no longer."""

from datetime import date, timedelta

import pytest

from domain.concern import Act, State
from domain.errors import Refusal
from domain.people import Role
from domain.services import handling
from domain.services.ports import UnitOfWork
from domain.services.standing_in import end_stand_ins, give_back, name_stand_in
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, LEAD, STAFF, Story, a_story, adds
from tests.workers import RESIDENT, at, hired, reminded

TODAY = date(2026, 11, 24)


async def names(
    town: Town, who: int = CADRE, other: int = COLLEAGUE, first: date = TODAY, days: int = 3
) -> None:
    def work(uow: UnitOfWork) -> None:
        me = uow.people.get(f"person-{who}")
        name_stand_in(uow, me, f"person-{other}", "housing", first, days, town.now)

    await town.run(work)


async def handled(town: Town) -> Story:
    """A concern in the hands of CADRE."""
    return await (await a_story(town)).comes_to("sign_in")


async def refused(story: Story, chat: int) -> str:
    with pytest.raises(Refusal) as caught:
        await story.does(handling.accept, chat)
    return caught.value.code


async def test_the_stand_in_may_do_what_the_handler_may_and_nobody_else(town: Town) -> None:
    story = await handled(town)
    assert await refused(story, COLLEAGUE) == "step.not_yours"
    await names(town)
    assert await refused(story, LEAD) == "step.not_yours"
    await story.does(handling.accept, COLLEAGUE)
    assert (story.concern.state, story.concern.handler) == (State.ACCEPTED, f"person-{CADRE}")
    assert (await story.record())[-1].person == f"person-{COLLEAGUE}"


async def test_after_the_period_it_is_the_handlers_again(town: Town) -> None:
    story = await handled(town)
    await names(town, days=3)
    await at(town, "2026-11-26 23:59")
    await story.does(handling.accept, COLLEAGUE)
    await at(town, "2026-11-27 00:00")
    with pytest.raises(Refusal):
        await story.does(handling.conclude, COLLEAGUE)
    await story.does(handling.note, CADRE, "已到现场")


async def test_before_the_period_nothing_has_changed(town: Town) -> None:
    story = await handled(town)
    await names(town, first=TODAY + timedelta(1))
    assert await refused(story, COLLEAGUE) == "step.not_yours"
    await at(town, "2026-11-25 00:00")
    await story.does(handling.accept, COLLEAGUE)


async def test_no_clock_moves_for_a_stand_in(town: Town) -> None:
    story = await handled(town)
    before = await story.clocks()
    await names(town)
    assert await story.clocks() == before


async def test_notices_and_reminders_go_to_the_stand_in(town: Town) -> None:
    story = await handled(town)
    await names(town, days=30)
    await town.delivers()
    await story.does(adds, RESIDENT, "今天更严重了")
    assert [message.chat for message in story.said] == [COLLEAGUE]
    await at(town, "2026-11-30 09:00")
    said = await reminded(town)
    assert [message.chat for message in said if message.words.key.startswith("remind.")] == [COLLEAGUE]


async def test_a_stand_in_who_stopped_the_bot_leaves_it_to_the_handler(town: Town) -> None:
    story = await handled(town)
    await names(town)
    await town.delivers()

    def stop(uow: UnitOfWork) -> None:
        person = uow.people.get(f"person-{COLLEAGUE}")
        uow.people.put(type(person)(person.id, person.chat, person.language, reachable=False))

    await town.run(stop)
    await story.does(adds, RESIDENT, "今天更严重了")
    assert [message.chat for message in story.said] == [CADRE]


async def test_the_lead_who_is_away_is_not_reminded_but_the_stand_in_is(town: Town) -> None:
    await a_story(town, staff=(LEAD, COLLEAGUE))
    await names(town, LEAD, days=60)
    await town.delivers()
    await at(town, "2026-12-10 09:00")
    overdue = [message.chat for message in await reminded(town) if message.words.key == "remind.overdue"]
    assert COLLEAGUE in overdue


async def test_everybody_concerned_is_told(town: Town) -> None:
    await a_story(town)
    await names(town)
    told = {message.chat: town.words(message) for message in await town.delivers()}
    assert told.keys() == {COLLEAGUE, LEAD}
    assert all("2026年11月24日" in text and "2026年11月26日" in text for text in told.values())


async def test_coming_back_ends_it_at_once(town: Town) -> None:
    story = await handled(town)
    await names(town)
    await town.delivers()
    await town.run(lambda uow: end_stand_ins(uow, uow.people.get(f"person-{CADRE}"), "housing", town.now))
    assert await refused(story, COLLEAGUE) == "step.not_yours"
    assert [message.words.key for message in await town.delivers()] == ["stand_in.ended"]
    assert "stand_in.over_now" not in {reminder.sentence for reminder in await story.reminders()}


async def test_who_cannot_gives_the_place_back_and_both_hear_of_it(town: Town) -> None:
    story = await handled(town)
    await names(town)
    await town.delivers()
    await town.run(
        lambda uow: give_back(
            uow, uow.people.get(f"person-{COLLEAGUE}"), f"person-{CADRE}", "housing", town.now
        )
    )
    assert await refused(story, COLLEAGUE) == "step.not_yours"
    assert {message.chat for message in await town.delivers()} == {CADRE, LEAD}
    with pytest.raises(Refusal, match=r"stand_in\.over"):
        await town.run(
            lambda uow: give_back(
                uow, uow.people.get(f"person-{COLLEAGUE}"), f"person-{CADRE}", "housing", town.now
            )
        )


async def test_a_second_name_replaces_the_first(town: Town) -> None:
    story = await handled(town)
    await names(town)
    await names(town, other=LEAD)
    assert await refused(story, COLLEAGUE) == "step.not_yours"
    await story.does(handling.accept, LEAD)


async def test_the_end_is_told_to_both_in_working_time(town: Town) -> None:
    await a_story(town)
    await names(town, days=4)
    await town.delivers()
    await at(town, "2026-11-28 09:00")
    assert [m for m in await reminded(town) if m.words.key == "stand_in.over_now"] == []
    await at(town, "2026-11-30 08:30")
    said = [m.chat for m in await reminded(town) if m.words.key == "stand_in.over_now"]
    assert sorted(said) == [CADRE, COLLEAGUE]


@pytest.mark.parametrize(
    ("other", "first", "days"),
    [
        (CADRE, TODAY, 3),
        (ELSEWHERE, TODAY, 3),
        (RESIDENT, TODAY, 3),
        (COLLEAGUE, TODAY, 0),
        (COLLEAGUE, TODAY, 93),
        (COLLEAGUE, TODAY - timedelta(1), 3),
        (COLLEAGUE, TODAY + timedelta(93), 3),
    ],
)
async def test_what_makes_no_sense_is_refused(town: Town, other: int, first: date, days: int) -> None:
    await a_story(town)
    with pytest.raises(Refusal, match=r"stand_in\.not_possible"):
        await names(town, other=other, first=first, days=days)


@pytest.mark.parametrize("role", [Role.INFORMATION_WORKER, Role.ADMINISTRATOR])
async def test_not_every_role_has_a_stand_in(town: Town, role: Role) -> None:
    await hired(town, 30, role)
    await hired(town, COLLEAGUE, *STAFF[COLLEAGUE])
    with pytest.raises(Refusal, match=r"deed\.not_yours"):
        await names(town, who=30)


async def test_the_record_says_who_acted_not_for_whom(town: Town) -> None:
    story = await handled(town)
    await names(town)
    await story.does(handling.accept, COLLEAGUE)
    assert [(row.act, row.role, row.unit) for row in await story.record()][-1] == (
        Act.ACCEPT,
        "cadre",
        "housing",
    )
