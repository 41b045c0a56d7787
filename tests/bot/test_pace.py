"""How many messages may leave in which time."""

import asyncio
from random import Random

import pytest

from bot.last_second import Departure, LastSecond
from bot.pace import Bucket, Pace
from domain.services.message_ports import Lane


def booked(bucket: Bucket, count: int, now: float) -> list[float]:
    return [round(bucket.book(now), 6) for _ in range(count)]


def test_a_burst_goes_at_once_and_then_one_at_a_time() -> None:
    assert booked(Bucket(rate=1.0, burst=3), 5, now=100.0) == [0, 0, 0, 1, 2]


def test_a_rest_gives_the_burst_back_and_no_more() -> None:
    bucket = Bucket(rate=1.0, burst=3)
    booked(bucket, 5, now=100.0)
    assert booked(bucket, 4, now=1000.0) == [0, 0, 0, 1]


def test_no_second_holds_more_than_rate_and_burst() -> None:
    bucket = Bucket(rate=30.0, burst=30)
    leaves = [now + bucket.book(now) for now in [0.0] * 200]
    fullest = max(sum(start <= one < start + 1 for one in leaves) for start in leaves)
    assert fullest <= 60
    assert round(leaves[-1] * 30) == 200 - 30


def test_whoever_leaves_late_does_not_push_a_second_together() -> None:
    bucket, now, leaves = Bucket(rate=100.0, burst=5), 0.0, []
    for number in range(500):
        now += bucket.wait(now) + (0.3 if number % 100 == 50 else 0.0)
        bucket.take(now)
        leaves.append(now)
    fullest = max(sum(start <= one < start + 1 for one in leaves) for start in leaves)
    assert fullest <= 105


def test_what_was_slow_on_its_way_makes_no_second_fuller() -> None:
    """Ways of 5 to 25 ms. Seen to bite: `answered` of bot/last_second.py empty."""
    most, chance = 30, Random(7)
    second, bucket, now = LastSecond(most), Bucket(rate=most * 0.99, burst=1.3), 0.0
    on_their_way: list[tuple[float, Departure]] = []
    arrived = []
    for _ in range(900):
        now += max(bucket.wait(now), second.wait(now))
        bucket.take(now)
        departure, way = second.leave(now), 0.005 + chance.choice((0.0, 0.0, 0.0, 0.0, 0.02))
        arrived.append(now + way)
        on_their_way.append((now + 2 * way, departure))
        for answer, one in [due for due in on_their_way if due[0] <= now]:
            second.answered(one, answer)
            on_their_way.remove((answer, one))
    arrived.sort()
    assert all(later - first >= 1.0 for first, later in zip(arrived, arrived[most:], strict=False))
    assert 899 / arrived[-1] >= 0.96 * most


async def left_by(pace: Pace, *waves: tuple[Lane, int]) -> list[Lane]:
    """In which order they leave: so many in each lane, one wave after the other."""
    left: list[Lane] = []

    async def leaves(chat: int, lane: Lane) -> None:
        await pace.turn(chat, lane)
        left.append(lane)

    async with asyncio.TaskGroup() as group:
        for first, (lane, count) in enumerate(waves):
            for chat in range(count):
                group.create_task(leaves(1000 * first + chat + 1, lane))
            await asyncio.sleep(0)
    return left


@pytest.mark.parametrize("flood", [Lane.AGAIN, Lane.BACK, Lane.DANGER])
async def test_a_reply_waits_behind_few_of_a_flood(flood: Lane) -> None:
    """Seen to bite: `_PLACES` of bot/pace.py a hundred for each lane."""
    left = await left_by(Pace(overall=400, person=10_000), (flood, 40), (Lane.NEAR, 1))
    assert len(left) == 41 and left.index(Lane.NEAR) <= 25


async def test_danger_waits_behind_few_and_who_stands_back_is_not_forgotten() -> None:
    """Seen to bite: no lanes in `turn` of bot/pace.py: both leave as the very last."""
    left = await left_by(Pace(overall=2000, person=10_000), (Lane.NEAR, 60), (Lane.BACK, 2), (Lane.DANGER, 1))
    assert left.index(Lane.DANGER) <= 40 and left.index(Lane.BACK) <= 40


async def test_how_long_an_answer_would_wait() -> None:
    """Seen to bite: `ahead` of bot/pace.py without those who wait before the gate."""
    pace = Pace(overall=100, person=10_000)
    assert pace.ahead() == 0
    async with asyncio.TaskGroup() as group:
        for chat in range(1, 51):
            group.create_task(pace.turn(chat, Lane.NEAR))
        await asyncio.sleep(0)
        assert 0.3 < pace.ahead() < 0.7 < pace.ahead(coming=50)
        pace.end()
