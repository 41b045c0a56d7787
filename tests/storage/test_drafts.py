"""Drafts and progress, as they are remembered: sealed, and the same after every return."""

from dataclasses import replace

from domain.draft import Answers, Draft, Progress
from domain.services.ports import UnitOfWork
from storage import tables
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.moments import DAY, NOW

ANSWERS: Answers = {
    "words": "路灯坏了",
    "place": {"area": "7", "pin": [1.5, None]},
    "files": ["a", "b"],
    "sure": True,
}
DRAFT = Draft("d1", "ann", "report_concern", "", ANSWERS, "", NOW, NOW)


def test_a_draft_comes_back_as_it_was(uow: UnitOfWork) -> None:
    uow.drafts.put(DRAFT)
    assert uow.drafts.get("d1") == DRAFT
    later = replace(DRAFT, answers={"words": "x"}, editing="words", changed_at=NOW + DAY)
    uow.drafts.put(later)
    assert uow.drafts.get("d1") == later


def test_a_dropped_draft_is_gone(uow: UnitOfWork) -> None:
    uow.drafts.put(DRAFT)
    uow.drafts.put(replace(DRAFT, id="d2"))
    uow.drafts.drop("d1")
    assert uow.drafts.get("d1") is None
    assert [draft.id for draft in uow.drafts.of_person("ann")] == ["d2"]


def test_drafts_of_a_person_come_newest_first(uow: UnitOfWork) -> None:
    for name, person, age in (("d1", "ann", 2), ("d2", "ann", 0), ("d3", "bo", 0), ("d4", "ann", 1)):
        uow.drafts.put(replace(DRAFT, id=name, person=person, changed_at=NOW - age * DAY))
    assert [draft.id for draft in uow.drafts.of_person("ann")] == ["d2", "d4", "d1"]


def test_untouched_drafts_come_longest_untouched_first(uow: UnitOfWork) -> None:
    for name, age in (("d1", 3), ("d2", 5), ("d3", 2), ("d4", 4)):
        uow.drafts.put(replace(DRAFT, id=name, changed_at=NOW - age * DAY))
    assert [draft.id for draft in uow.drafts.untouched_since(NOW - 2 * DAY, 2)] == ["d2", "d4"]
    assert [draft.id for draft in uow.drafts.untouched_since(NOW - 2 * DAY, 9)] == ["d2", "d4", "d1"]


def test_answers_cannot_be_read_in_the_file(uow: StoredUnitOfWork) -> None:
    uow.drafts.put(DRAFT)
    sealed = uow._connection.execute(tables.draft.select()).one().answers
    assert "路灯".encode() not in sealed
    assert b"words" not in sealed


def test_words_on_offered_buttons_cannot_be_read_in_the_file(uow: StoredUnitOfWork) -> None:
    uow.progress.put(Progress("ann", "d1", (("“路灯坏了”", "report:resume.d1"),)))
    sealed = uow._connection.execute(tables.progress.select()).one().offered
    assert "路灯".encode() not in sealed


def test_progress_is_nowhere_until_put(uow: UnitOfWork) -> None:
    assert uow.progress.get("ann") == Progress("ann")
    there = Progress("ann", "d1", (("咨询", "d1.kind=inquiry"), ("Help", "d1.kind=help")))
    uow.progress.put(there)
    uow.progress.put(Progress("bo", "d2"))
    assert uow.progress.get("ann") == there
    uow.progress.put(Progress("ann"))
    assert uow.progress.get("ann") == Progress("ann")


def test_buttons_offered_beside_a_turn_leave_its_draft_open(uow: UnitOfWork) -> None:
    offered = (("收到", "x"),)
    uow.progress.offer(Progress("ann", "", offered))
    assert uow.progress.get("ann") == Progress("ann", "", offered)
    uow.progress.put(Progress("ann", "d1"))
    uow.progress.offer(Progress("ann", "", offered))
    assert uow.progress.get("ann") == Progress("ann", "d1")
