"""How many messages may leave in which time."""

import asyncio

from bot.pace import Bucket, Pace


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


async def test_a_reply_waits_behind_one_of_a_flood_at_most() -> None:
    pace, left = Pace(overall=400, person=10_000), list[int]()

    async def leaves(chat: int, of_many: bool) -> None:
        await pace.turn(chat, of_many)
        left.append(chat)

    async with asyncio.TaskGroup() as group:
        for chat in range(100, 120):
            group.create_task(leaves(chat, True))
        await asyncio.sleep(0)
        group.create_task(leaves(1, False))
    assert len(left) == 21 and left.index(1) <= len(left) // 2
