"""The waiting line: nobody's works are ever in two hands, and what goes back goes to the head."""

from asyncio import Future, new_event_loop
from collections.abc import Iterator

import pytest

from storage.line import Job, Line
from storage.trouble import Unavailable


@pytest.fixture
def future() -> "Iterator[Future[object]]":
    loop = new_event_loop()
    yield loop.create_future()
    loop.close()


def job(person: str | None, future: "Future[object]") -> Job[object]:
    return Job(person, lambda _: None, future)


def test_a_persons_next_work_waits_until_the_last_is_over(future: "Future[object]") -> None:
    """Seen to bite: `put` of storage/line.py not looking into `_behind`; `take` leaving the rest in `_rows`."""
    line: Line[object] = Line()
    first, second, third, other = (job(name, future) for name in ("ann", "ann", "ann", "bo"))
    line.put(first)
    line.put(second)
    assert line.take(9) == [first]
    line.put(third)
    line.put(other)
    assert line.take(9) == [other]
    assert len(line) == 2
    line.done([first])
    assert line.take(9) == [second]
    line.done([second, other])
    assert line.take(9) == [third]


def test_what_goes_back_is_the_first_again(future: "Future[object]") -> None:
    """Seen to bite: `appendleft` in `done` turned into `append`."""
    line: Line[object] = Line()
    first, second = job("ann", future), job("ann", future)
    line.put(first)
    line.put(second)
    line.done(line.take(9), again=[first])
    assert line.take(9) == [first]
    line.done([first])
    assert line.take(9) == [second]


def test_works_of_nobody_wait_for_nobody(future: "Future[object]") -> None:
    line: Line[object] = Line()
    works = [job(None, future) for _ in range(3)]
    for work in works:
        line.put(work)
    assert line.take(2) == works[:2]
    assert line.take(2) == works[2:]


def test_a_closed_line_is_served_to_its_end(future: "Future[object]") -> None:
    line: Line[object] = Line()
    first, second = job("ann", future), job("ann", future)
    line.put(first)
    line.put(second)
    taken = line.take(9)
    line.close()
    with pytest.raises(Unavailable):
        line.put(first)
    assert line.take(9) == []
    line.done(taken)
    assert line.take(9) == [second]
    line.done([second])
    assert line.take(9) == []
