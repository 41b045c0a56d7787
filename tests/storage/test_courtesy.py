"""A query goes on between works, not beside them, and comes to its end even if works never stop."""

import asyncio
from threading import Thread

from storage.courtesy import Courtesy, Rest
from tests.faults.virtual import VirtualLoop


def reading(courtesy: Courtesy, statements: int) -> Thread:
    """A query of so many statements, under way on a thread of its own."""

    def query() -> None:
        courtesy.begin()
        for _ in range(statements):
            courtesy.give_way()

    thread = Thread(target=query)
    thread.start()
    return thread


def test_a_query_waits_until_the_works_are_done() -> None:
    courtesy = Courtesy()
    with courtesy.at_work(), courtesy.at_work():
        thread = reading(courtesy, 1)
        thread.join(0.005)
        assert thread.is_alive()
    thread.join(5)
    assert not thread.is_alive()


def test_works_without_an_end_hold_up_no_query_for_ever() -> None:
    courtesy = Courtesy()
    with courtesy.at_work():
        thread = reading(courtesy, 1000)
        thread.join(5)
        assert not thread.is_alive()


def test_with_nobody_at_work_nobody_waits() -> None:
    courtesy = Courtesy()
    with courtesy.at_work():
        pass
    thread = reading(courtesy, 1000)
    thread.join(5)
    assert not thread.is_alive()


async def surveys(seconds: float, asked: int) -> list[float]:
    """When each of so many that were asked for at once began."""
    loop, rest = asyncio.get_running_loop(), Rest()
    began: list[float] = []

    async def survey() -> None:
        async with rest.turn():
            began.append(loop.time())
            await asyncio.sleep(seconds)

    start = loop.time()
    async with asyncio.TaskGroup() as group:
        for _ in range(asked):
            group.create_task(survey())
    return [at - start for at in began]


def beginnings(seconds: float, asked: int) -> list[float]:
    """The same in a time of its own."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(surveys(seconds, asked))


def test_the_first_survey_does_not_wait_and_those_behind_it_leave_most_of_the_time_to_others() -> None:
    """Seen to bite: `_until` never moved: the second begins as soon as the first has ended."""
    first, second, third = beginnings(0.02, 3)
    assert first == 0
    assert second - first >= 20 * 0.02 and third - second >= 20 * 0.02


def test_after_a_very_long_survey_nobody_waits_without_end() -> None:
    first, second = beginnings(10, 2)
    assert 10 < second - first < 13


def test_whoever_has_waited_for_long_goes_ahead() -> None:
    """Seen to bite: `_comes` without a timeout: the last of eighty begins when its lease is over."""
    assert max(beginnings(1, 80)) <= 22
