"""Replies that wait: one for each concern, whole again when read, and taken out by one alone."""

from dataclasses import replace

from domain.services.answer_ports import HeldReply
from domain.services.ports import UnitOfWork
from tests.builders import a_concern
from tests.storage.moments import MINUTE, NOW

HELD = HeldReply("c1", "bo", "处理意见：已修好", {"words": ["已修好"], "facts": None, "listed": False}, NOW)


def known(uow: UnitOfWork) -> None:
    """Two concerns to reply to."""
    for n in ("1", "2"):
        assert uow.concerns.add(a_concern(id=f"c{n}", number=f"QH-2611-0000{n}-0", reporter="ann"))


def test_it_comes_back_as_it_was(uow: UnitOfWork) -> None:
    known(uow)
    assert uow.held_replies.of("c1") is None
    assert uow.held_replies.put(HELD)
    assert uow.held_replies.of("c1") == HELD
    assert uow.held_replies.of("c2") is None


def test_one_waits_for_each_concern(uow: UnitOfWork) -> None:
    known(uow)
    assert uow.held_replies.put(HELD)
    assert not uow.held_replies.put(replace(HELD, written="另一份"))
    assert uow.held_replies.of("c1") == HELD


def test_only_the_first_takes_it(uow: UnitOfWork) -> None:
    known(uow)
    uow.held_replies.put(HELD)
    assert uow.held_replies.take("c1")
    assert not uow.held_replies.take("c1")
    assert uow.held_replies.of("c1") is None
    assert uow.held_replies.put(HELD)


def test_only_what_is_due_is_read_longest_waiting_first(uow: UnitOfWork) -> None:
    known(uow)
    later = replace(HELD, concern="c2", leaves_at=NOW + MINUTE)
    for held in (later, HELD):
        uow.held_replies.put(held)
    assert uow.held_replies.due(NOW - MINUTE, 9) == []
    assert uow.held_replies.due(NOW, 9) == [HELD]
    assert uow.held_replies.due(NOW + MINUTE, 9) == [HELD, later]
    assert uow.held_replies.due(NOW + MINUTE, 1) == [HELD]
    assert uow.held_replies.next_due() == NOW
