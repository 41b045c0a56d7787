"""Reminders, as they are planned, moved, dropped and fired."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.messages import words
from domain.services.ports import Reminder, UnitOfWork
from tests.storage.moments import DAY, MINUTE, NOW

REMINDER = Reminder(
    key="concern:c1:K6:-5",
    subject="concern:c1:K6",
    audience="handler:c1",
    due_at=NOW,
    sentence="reminder.deadline",
    facts={"number": "N-1", "days": 5, "due": date(2026, 12, 1), "at": NOW, "name": words("clock.K6", n=1)},
    concern="c1",
    urgent=True,
    expires_at=NOW + DAY,
)


def keys(uow: UnitOfWork, late: int = 0, limit: int = 9) -> list[str]:
    return [reminder.key for reminder in uow.reminders.due(NOW + late * MINUTE, limit)]


def test_a_reminder_comes_back_as_it_was(uow: UnitOfWork) -> None:
    uow.reminders.plan(REMINDER)
    assert uow.reminders.due(NOW, 9) == [REMINDER]


def test_only_what_is_due_is_read_longest_due_first(uow: UnitOfWork) -> None:
    for key, late in (("b", 1), ("a", 2), ("c", 0)):
        uow.reminders.plan(replace(REMINDER, key=key, due_at=NOW + late * MINUTE))
    assert keys(uow, late=-1) == []
    assert uow.reminders.next_due() == NOW
    assert keys(uow, late=1) == ["c", "b"]
    assert keys(uow, late=2, limit=2) == ["c", "b"]


def test_planning_again_moves_a_waiting_reminder(uow: UnitOfWork) -> None:
    uow.reminders.plan(REMINDER)
    moved = replace(REMINDER, due_at=NOW + DAY, facts={"days": 9}, urgent=False, expires_at=None)
    uow.reminders.plan(moved)
    assert uow.reminders.due(NOW, 9) == []
    assert uow.reminders.due(NOW + DAY, 9) == [moved]


def test_a_fired_reminder_stays_fired(uow: UnitOfWork) -> None:
    uow.reminders.plan(REMINDER)
    uow.reminders.plan(replace(REMINDER, key="other"))
    uow.reminders.fired([REMINDER.key], NOW)
    uow.reminders.plan(replace(REMINDER, due_at=NOW - DAY))
    uow.reminders.postpone(REMINDER.key, NOW)
    uow.reminders.drop(REMINDER.subject)
    uow.reminders.plan(REMINDER)
    assert keys(uow) == []
    assert uow.reminders.next_due() is None


def test_a_subject_is_dropped_alone(uow: UnitOfWork) -> None:
    uow.reminders.plan(REMINDER)
    uow.reminders.plan(replace(REMINDER, key="b", subject="concern:c1:K60"))
    uow.reminders.drop("concern:c1:K6")
    assert keys(uow) == ["b"]


def test_a_reminder_can_wait_for_the_morning(uow: UnitOfWork) -> None:
    uow.reminders.plan(REMINDER)
    uow.reminders.plan(replace(REMINDER, key="b"))
    uow.reminders.postpone(REMINDER.key, NOW + MINUTE)
    assert keys(uow) == ["b"]
    assert keys(uow, late=1) == ["b", REMINDER.key]


@pytest.mark.parametrize("fact", [1.5, {"a": 1}])
def test_a_fact_of_no_known_kind_is_refused(uow: UnitOfWork, fact: object) -> None:
    facts: dict[str, Any] = {"odd": fact}
    with pytest.raises(TypeError, match="fact"):
        uow.reminders.plan(replace(REMINDER, facts=facts))
