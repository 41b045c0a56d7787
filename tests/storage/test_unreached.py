"""Who could not be told what, as it is remembered."""

from dataclasses import replace
from datetime import date

from domain.people import Role
from domain.services.ports import UnitOfWork
from domain.unreached import Matter, Unreached
from tests.storage.moments import DAY, NOW

ROW = Unreached(
    "k", "ann", Role.CADRE, "water", "c1", Matter.REPLY, date(2026, 12, 1), NOW, on_delivery="reply:c1"
)


def keys(rows: list[Unreached]) -> list[str]:
    return [row.key for row in rows]


def test_a_row_comes_back_as_it_was_and_only_once(uow: UnitOfWork) -> None:
    assert uow.unreached.add(ROW)
    assert not uow.unreached.add(replace(ROW, person="bo"))
    (found,) = uow.unreached.waiting(0, 9)
    assert replace(found, id=0) == ROW
    assert uow.unreached.get(found.id) == found
    assert uow.unreached.get(found.id + 1) is None


def test_the_nearest_last_day_comes_first_and_those_without_one_last(uow: UnitOfWork) -> None:
    for key, by, at in (
        ("none", None, NOW - 9 * DAY),
        ("late", date(2026, 12, 9), NOW),
        ("soon", date(2026, 12, 1), NOW),
        ("sooner", date(2026, 12, 1), NOW - DAY),
    ):
        uow.unreached.add(replace(ROW, key=key, by=by, at=at))
    assert keys(uow.unreached.waiting(0, 9)) == ["sooner", "soon", "late", "none"]
    assert keys(uow.unreached.waiting(1, 2)) == ["soon", "late"]


def test_who_was_told_waits_no_more(uow: UnitOfWork) -> None:
    for key, person in (("a", "ann"), ("b", "ann"), ("c", "bo")):
        uow.unreached.add(replace(ROW, key=key, person=person))
    first, second = uow.unreached.of_person("ann")
    assert uow.unreached.told(first.id, "cai", NOW)
    assert not uow.unreached.told(first.id, "bo", NOW)
    assert uow.unreached.of_person("ann") == [second]
    assert keys(uow.unreached.waiting(0, 9)) == ["b", "c"]
    told = uow.unreached.get(first.id)
    assert told and told.told_by == "cai"
