"""Concerns, contacts, history and clocks, as they are remembered and listed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from domain.clocks import Clock
from domain.concern import Act, Concern, Contact, HistoryRow, HowKnown, Kind, Pin, State
from domain.services.ports import UnitOfWork, WorkFilter
from storage import tables
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.moments import DAY, NOW

CONCERN = Concern(
    id="c1",
    number="GX-2611-7K3QD-5",
    code_digest=b"\x00digest",
    reporter="ann",
    kind=Kind.HELP,
    category="lighting",
    area="7",
    place="人民路 5 号",
    words="路灯坏了",
    known=HowKnown.HANDLER_ONLY,
    state=State.REGISTERED,
    unit="works",
    registered_at=NOW,
    pin=Pin(41.7, 123.4),
)
CLOCK = Clock("K6", NOW, date(2027, 1, 19), True, "2026")
ALL = WorkFilter(("works",))


def add(uow: UnitOfWork, name: str, **changes: Any) -> Concern:
    concern = replace(CONCERN, **{"id": name, "number": f"N-{name}", **changes})
    assert uow.concerns.add(concern)
    return concern


def listed(uow: UnitOfWork, chosen: WorkFilter, offset: int = 0, limit: int = 9) -> list[str]:
    return [item.concern.id for item in uow.concerns.worklist(chosen, offset, limit)]


def test_a_concern_comes_back_as_it_was(uow: UnitOfWork) -> None:
    assert uow.concerns.add(CONCERN)
    assert uow.concerns.get("c1") == CONCERN == uow.concerns.by_number(CONCERN.number)
    without = add(uow, "c2", pin=None, handlers=("bo",))
    assert uow.concerns.get("c2") == without
    assert uow.concerns.get("c3") is None
    assert uow.concerns.by_number("c1") is None


def test_a_number_is_given_once(uow: UnitOfWork) -> None:
    assert uow.concerns.add(CONCERN)
    assert not uow.concerns.add(replace(CONCERN, id="c2"))
    assert uow.concerns.get("c2") is None


def test_a_concern_moves_on_only_from_where_it_was_seen(uow: UnitOfWork) -> None:
    uow.concerns.add(CONCERN)
    assigned = replace(CONCERN, state=State.ASSIGNED, handler="bo", pin=None)
    assert uow.concerns.put(assigned, State.REGISTERED)
    assert not uow.concerns.put(replace(assigned, handler="cai"), State.REGISTERED)
    assert uow.concerns.get("c1") == assigned


def test_reporters_see_their_own_newest_first(uow: UnitOfWork) -> None:
    for name, reporter, age in (("c1", "ann", 2), ("c2", "bo", 0), ("c3", "ann", 0)):
        add(uow, name, reporter=reporter, registered_at=NOW - age * DAY)
    assert [concern.id for concern in uow.concerns.of_reporter("ann")] == ["c3", "c1"]


def test_a_query_code_can_be_replaced(uow: UnitOfWork) -> None:
    add(uow, "c1")
    other = add(uow, "c2")
    uow.concerns.recode("c1", b"new")
    found = uow.concerns.get("c1")
    assert found is not None
    assert found.code_digest == b"new"
    assert uow.concerns.get("c2") == other


def test_the_worklist_shows_what_is_due_first(uow: UnitOfWork) -> None:
    add(uow, "late", registered_at=NOW - 3 * DAY)
    add(uow, "never", registered_at=NOW - 9 * DAY)
    add(uow, "soon")
    uow.clocks.put("late", CLOCK)
    uow.clocks.put("soon", replace(CLOCK, due_on=date(2026, 12, 1)))
    uow.clocks.put("soon", replace(CLOCK, rule="K13", due_on=date(2026, 12, 9)))
    items = uow.concerns.worklist(ALL, 0, 9)
    assert [(item.concern.id, item.due_on) for item in items] == [
        ("soon", date(2026, 12, 1)),
        ("late", date(2027, 1, 19)),
        ("never", None),
    ]


@pytest.mark.parametrize("changes", [{"met_at": NOW}, {"rule": "K8"}])
def test_met_clocks_and_the_residents_own_time_are_not_due(uow: UnitOfWork, changes: dict[str, Any]) -> None:
    add(uow, "c1")
    uow.clocks.put("c1", replace(CLOCK, **changes))
    assert uow.concerns.worklist(ALL, 0, 9)[0].due_on is None


def test_the_worklist_has_filters_and_pages(uow: UnitOfWork) -> None:
    for number, (state, handler, unit) in enumerate(
        [
            (State.ASSIGNED, "", "works"),
            (State.IN_PROGRESS, "bo", "works"),
            (State.CONCLUDED, "bo", "works"),
            (State.DECLINED, "cai", "works"),
            (State.ASSIGNED, "", "water"),
            (State.REPLIED, "cai", "works"),
        ]
    ):
        add(uow, f"c{number}", state=state, handler=handler, unit=unit, registered_at=NOW + number * DAY)
    filters = {
        ALL: ["c0", "c1", "c5"],
        WorkFilter(("works", "water")): ["c0", "c1", "c4", "c5"],
        WorkFilter(("works",), handlers=("bo",)): ["c1"],
        WorkFilter(("works",), waiting=True): ["c0"],
        WorkFilter(("works",), done=True): ["c2", "c3"],
        WorkFilter(()): [],
    }
    assert {chosen: listed(uow, chosen) for chosen in filters} == filters
    assert {chosen: uow.concerns.count(chosen) for chosen in filters} == {
        chosen: len(names) for chosen, names in filters.items()
    }
    assert listed(uow, ALL, offset=1, limit=1) == ["c1"]


def test_contacts_are_sealed_and_bound_to_their_concern(uow: StoredUnitOfWork) -> None:
    add(uow, "c1")
    add(uow, "c2")
    assert uow.concerns.contact("c1") is None
    uow.concerns.put_contact("c1", Contact("王小明", "13800000000"))
    uow.concerns.put_contact("c1", Contact("王大明", "13800000001"))
    uow.concerns.put_contact("c2", Contact("李四"))
    assert uow.concerns.contact("c1") == Contact("王大明", "13800000001")
    assert uow.concerns.contact("c2") == Contact("李四")
    row = uow._connection.execute(tables.contact.select()).first()
    assert row is not None
    assert b"13800000001" not in row.phone
    assert "王大明".encode() not in row.name


def test_history_is_appended_in_order_and_never_twice(uow: UnitOfWork) -> None:
    add(uow, "c1")
    assert uow.history.last("c1") is None
    first = HistoryRow("c1", 1, NOW, Act.REGISTER, "", "registered", "ann", "resident", "", "字", "", "h1")
    second = replace(first, sequence=2, act=Act.ASSIGN, previous="h1", hash="h2")
    uow.history.append(first)
    uow.history.append(second)
    assert uow.history.of("c1") == [first, second]
    assert uow.history.last("c1") == second
    with pytest.raises(IntegrityError), uow.savepoint():
        uow.history.append(replace(second, words="other"))
    assert uow.history.of("c1") == [first, second]


def test_a_clock_is_one_row_per_rule(uow: UnitOfWork) -> None:
    add(uow, "c1")
    earlier = Clock("K2", NOW - DAY, date(2026, 12, 4), False, "2026")
    uow.clocks.put("c1", CLOCK)
    uow.clocks.put("c1", earlier)
    met = replace(CLOCK, met_at=NOW + DAY, provisional=False)
    uow.clocks.put("c1", met)
    assert uow.clocks.of("c1") == [earlier, met]


def test_only_running_uncertain_dates_are_provisional(uow: UnitOfWork) -> None:
    for name in ("c1", "c2", "c3"):
        add(uow, name)
    uow.clocks.put("c1", CLOCK)
    uow.clocks.put("c1", replace(CLOCK, rule="K2", provisional=False))
    uow.clocks.put("c2", replace(CLOCK, met_at=NOW))
    sooner = replace(CLOCK, due_on=date(2027, 1, 2))
    uow.clocks.put("c3", sooner)
    assert uow.clocks.provisional(date(2027, 12, 31), 9) == [("c3", sooner), ("c1", CLOCK)]
    assert uow.clocks.provisional(date(2027, 12, 31), 1) == [("c3", sooner)]
    assert uow.clocks.provisional(date(2027, 1, 1), 9) == []
