"""A query goes on between works, not beside them, and comes to its end even if works never stop."""

from threading import Thread

from storage.courtesy import Courtesy


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
