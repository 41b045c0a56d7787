"""The clock follows the playground's, and what is due is done before the mover is told."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock
from bot.playground.server import Server, start
from bot.playground.world import World
from tests.bot.conftest import unused_port
from tests.phone import Town

FAR = datetime(2027, 2, 28, 1, 0, tzinfo=UTC)


@pytest.fixture
async def playground() -> AsyncIterator[Server]:
    server = await start(World())
    yield server
    await server.close()


@pytest.fixture
async def town(playground: Server) -> AsyncIterator[Town]:
    async with Town(playground.url) as opened:
        yield opened


def near(one: datetime, other: datetime) -> bool:
    return abs(one - other) < timedelta(minutes=5)


async def test_by_itself_it_is_the_real_one() -> None:
    clock = Clock()
    assert near(clock.now(), datetime.fromtimestamp(asyncio.get_running_loop().time(), UTC)) is False
    assert clock.now().tzinfo is UTC
    await clock.follow(pytest.fail)
    await clock.tell_next(FAR)


async def test_it_catches_up_at_the_start(town: Town) -> None:
    await town.ask("POST", "/world/clock", {"set": FAR.isoformat()})
    clock = Clock(town.url)
    await clock.catch_up()
    assert near(clock.now(), FAR)


async def test_what_is_due_is_done_before_the_mover_goes_on(town: Town) -> None:
    clock = Clock(town.url)
    done: list[datetime] = []

    async def work() -> None:
        await asyncio.sleep(0.05)
        done.append(clock.now())

    await clock.catch_up()
    async with asyncio.TaskGroup() as group:
        following = group.create_task(clock.follow(work))
        await asyncio.sleep(0.05)
        await town.ask("POST", "/world/clock", {"set": FAR.isoformat()})
        assert len(done) == 1
        assert near(done[0], FAR)
        following.cancel()


async def test_the_next_due_moment_is_told(town: Town) -> None:
    clock = Clock(town.url)
    await clock.tell_next(FAR, "x")
    assert (await town.ask("GET", "/world"))["clock"]["next"] == {"at": FAR.isoformat(), "what": "x"}
    await clock.tell_next(None)
    assert (await town.ask("GET", "/world"))["clock"]["next"] is None


async def test_a_movable_clock_that_is_away_changes_nothing() -> None:
    clock = Clock(f"http://127.0.0.1:{unused_port()}")
    before = clock.now()
    await clock.catch_up()
    await clock.tell_next(FAR)
    assert near(clock.now(), before)
