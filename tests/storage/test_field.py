"""Files, observations and marks of duties, as they are remembered."""

from dataclasses import replace
from datetime import date

from domain.concern import Pin
from domain.files import FileKind, FileNamed, FileState, StoredFile
from domain.observation import Observation, ObservationKind
from domain.services.ports import UnitOfWork
from storage import tables
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.moments import DAY, MINUTE, NOW

NAMED = FileNamed("handle", FileKind.DOCUMENT, 20_000_000, "application/pdf", "房产证.pdf")
FILE = StoredFile("f1", "draft:d1", NAMED, FileState.NAMED, NOW)
SEEN = Observation("o1", "ann", "station", ObservationKind.HAZARD, "井盖", "7", Pin(1.5, 2.5), "", NOW, NOW)
DAY_28 = date(2026, 11, 28)


def test_files_come_back_in_the_order_they_came(uow: UnitOfWork) -> None:
    files = [replace(FILE, id=name) for name in ("z", "a", "m")]
    for file in files:
        uow.files.add(file)
    uow.files.add(replace(FILE, id="other", owner="draft:d2"))
    assert uow.files.of("draft:d1") == files
    assert uow.files.get("a") == files[1]
    assert uow.files.get("none") is None


def test_files_of_a_draft_become_the_concerns(uow: UnitOfWork) -> None:
    uow.files.add(FILE)
    uow.files.add(replace(FILE, id="f2", owner="draft:d2"))
    uow.files.give("draft:d1", "concern:c1")
    assert uow.files.of("concern:c1") == [replace(FILE, owner="concern:c1")]
    assert uow.files.of("draft:d1") == []
    assert len(uow.files.of("draft:d2")) == 1


def test_only_files_whose_time_has_come_are_fetched(uow: UnitOfWork) -> None:
    uow.files.add(FILE)
    uow.files.add(replace(FILE, id="f2"))
    uow.files.add(replace(FILE, id="f3", not_before=NOW))
    later = replace(FILE, tries=1, not_before=NOW + MINUTE)
    uow.files.put(later)
    uow.files.put(replace(FILE, id="f2", state=FileState.KEPT))
    assert [file.id for file in uow.files.waiting(NOW, 9)] == ["f3"]
    assert uow.files.waiting(NOW + MINUTE, 1) == [later]


def test_files_are_fetched_by_turns_of_their_owners(uow: UnitOfWork) -> None:
    """Seen to bite: `_WAITING` of storage/files.py in the order of arrival alone."""
    for name in ("a", "b", "c"):
        uow.files.add(replace(FILE, id=name))
    uow.files.add(replace(FILE, id="other", owner="draft:d2"))
    assert [file.id for file in uow.files.waiting(NOW, 2)] == ["a", "other"]


def test_dropping_names_what_was_kept(uow: UnitOfWork) -> None:
    for name, state in (("f1", FileState.KEPT), ("f2", FileState.NAMED), ("f3", FileState.REFUSED)):
        uow.files.add(replace(FILE, id=name, state=state))
    uow.files.add(replace(FILE, id="f4", owner="draft:d2", state=FileState.KEPT))
    assert uow.files.drop("draft:d1") == ["f1"]
    assert uow.files.of("draft:d1") == []
    assert uow.files.get("f4") is not None


def test_names_of_files_cannot_be_read(uow: StoredUnitOfWork) -> None:
    uow.files.add(FILE)
    sealed = uow._connection.execute(tables.file.select()).one().name
    assert "房产证".encode() not in sealed


def test_an_observation_comes_back_as_it_was(uow: UnitOfWork) -> None:
    uow.observations.put(SEEN)
    assert uow.observations.get("o1") == SEEN
    changed = replace(SEEN, kind=None, pin=None, words="", undone_at=NOW + MINUTE)
    uow.observations.put(changed)
    assert uow.observations.get("o1") == changed
    assert uow.observations.get("o2") is None


def test_an_album_is_found_by_its_person(uow: UnitOfWork) -> None:
    uow.observations.put(replace(SEEN, album="99"))
    uow.observations.put(replace(SEEN, id="o2", person="bo", album="98"))
    found = uow.observations.of_album("ann", "99")
    assert found is not None
    assert found.id == "o1"
    assert uow.observations.of_album("ann", "98") is None


def test_the_latest_come_newest_first_without_those_taken_back(uow: UnitOfWork) -> None:
    for name, age, undone in (("o1", 3, None), ("o2", 1, None), ("o3", 2, NOW), ("o4", 0, None)):
        uow.observations.put(replace(SEEN, id=name, saved_at=NOW - age * DAY, undone_at=undone))
    uow.observations.put(replace(SEEN, id="o5", person="bo"))
    assert [seen.id for seen in uow.observations.latest("ann", 2)] == ["o4", "o2"]
    assert [seen.id for seen in uow.observations.latest("ann", 9)] == ["o4", "o2", "o1"]


def test_a_mark_is_given_once_per_person_and_day(uow: UnitOfWork) -> None:
    assert uow.duties.mark("28", DAY_28, "bo", "u", "done", NOW)
    assert uow.duties.mark("28", DAY_28, "ann", "u", "done", NOW + MINUTE)
    assert not uow.duties.mark("28", DAY_28, "bo", "u", "done", NOW + MINUTE)
    assert uow.duties.mark("28", DAY_28, "bo", "v", "ready", NOW + DAY)
    assert uow.duties.mark("28", date(2026, 12, 28), "bo", "u", "done", NOW)
    assert uow.duties.mark("15", DAY_28, "bo", "u", "done", NOW)
    assert uow.duties.marks("28", DAY_28) == [("bo", "u", "done"), ("ann", "u", "done"), ("bo", "v", "ready")]
