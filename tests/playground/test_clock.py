"""The movable clock: who follows it hears of each move, and the mover waits for them."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from telegram import Bot

from bot.playground.world import World
from tests.phone import Phone, Town
from tests.playground.api import Api


async def test_messages_are_dated_by_the_moved_clock(bot: Bot, chen: Phone, town: Town) -> None:
    moment = datetime(2026, 12, 28, 1, tzinfo=UTC)
    assert abs(await town.moves_clock(to=moment) - moment) < timedelta(minutes=1)
    assert abs((await bot.send_message(chen.person, "x")).date - moment) < timedelta(minutes=1)
    later = await town.moves_clock(days=3, hours=1)
    assert abs(later - moment - timedelta(days=3, hours=1)) < timedelta(minutes=1)


async def test_a_follower_is_told_and_waited_for(town: Town, world: World) -> None:
    told: list[int] = []

    async def follow() -> None:
        version = 0
        while version < 2:
            version = (await town.ask("GET", "/clock", after=version))["version"]
            told.append(version)
        await town.ask("GET", "/clock", after=version)

    async with asyncio.TaskGroup() as group:
        follower = group.create_task(follow())
        await world.clock.followed()
        await town.moves_clock(days=1)
        assert told == [1]
        await town.moves_clock(days=1)
        assert told == [1, 2]
        follower.cancel()


async def test_who_was_told_but_has_not_come_back_is_waited_for(world: World) -> None:
    clock = world.clock
    async with asyncio.TaskGroup() as group:
        first = group.create_task(clock.follow(0))
        await clock.followed()
        clock.forward(1)
        everybody = group.create_task(clock.everybody_told())
        assert (await first)["version"] == 1
        for _ in range(5):
            await asyncio.sleep(0)
        assert not everybody.done()
        again = group.create_task(clock.follow(1))
        assert await everybody
        again.cancel()


async def test_a_follower_that_has_gone_is_not_waited_for(world: World) -> None:
    clock = world.clock
    async with asyncio.TaskGroup() as group:
        gone = group.create_task(clock.follow(0))
        await clock.followed()
        gone.cancel()
    clock.forward(1)
    assert await clock.everybody_told()


async def test_the_next_moment(town: Town, api: Api) -> None:
    with pytest.raises(AssertionError, match="no next moment is known"):
        await town.moves_clock_to_next()
    due = await town.now() + timedelta(days=9)
    view = await town.ask("PUT", "/clock/next", {"at": due.isoformat(), "what": "民情日"})
    assert view["next"] == {"at": due.isoformat(), "what": "民情日"}
    assert abs(await town.moves_clock_to_next() - due) < timedelta(minutes=1)
    assert (await town.ask("GET", "/clock"))["next"] is None
    past = (due - timedelta(days=20)).isoformat()
    await town.ask("PUT", "/clock/next", {"at": past})
    assert await town.moves_clock_to_next() >= due
    await town.ask("PUT", "/clock/next", {"at": None})


@pytest.mark.parametrize("body", [{}, {"forward": "x"}, {"set": "tomorrow"}, {"set": "2026-01-01T00:00:00"}])
async def test_an_unclear_move_is_refused(town: Town, body: dict[str, str]) -> None:
    with pytest.raises(AssertionError, match="POST /world/clock: "):
        await town.ask("POST", "/world/clock", body)
    assert (await town.ask("GET", "/clock"))["version"] == 0


async def test_the_next_moment_needs_no_name(town: Town) -> None:
    moment = datetime(2030, 1, 1, tzinfo=UTC)
    told = await town.ask("PUT", "/clock/next", {"at": moment.isoformat()})
    assert told["next"] == {"at": moment.isoformat(), "what": ""}
    told = await town.ask("PUT", "/clock/next", {"at": moment.isoformat(), "what": None})
    assert told["next"] == {"at": moment.isoformat(), "what": ""}
    assert abs(await town.moves_clock_to_next() - moment) < timedelta(minutes=1)
    assert (await town.ask("PUT", "/clock/next", {"at": None}))["next"] is None


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "at is a moment"),
        ({"what": "x"}, "at is a moment"),
        ({"at": "soon"}, "not an ISO moment"),
        ({"at": "2030-01-01T00:00:00"}, "needs its zone"),
        ({"at": "2030-01-01T00:00:00+08:00", "what": 7}, "what is a word or two"),
    ],
)
async def test_a_next_moment_that_cannot_be_understood_is_refused(
    town: Town, body: dict[str, object], words: str
) -> None:
    before = (await town.ask("PUT", "/clock/next", {"at": "2030-01-01T00:00:00+08:00"}))["next"]
    with pytest.raises(AssertionError, match=words):
        await town.ask("PUT", "/clock/next", body)
    assert (await town.ask("GET", "/clock"))["next"] == before
