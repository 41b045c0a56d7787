"""What is read at every tick and on every page walks an index, on both databases: nothing is read whole or sorted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from domain.services.figure_ports import Scope
from domain.services.ports import WorkFilter
from domain.tasks import TaskKind
from storage.clocks import StoredClocks
from storage.concerns import StoredConcerns
from storage.connection import writing_engine
from storage.figures import StoredFigures
from storage.reminders import StoredReminders
from storage.tasks import StoredTasks
from storage.vault import Vault
from tests.builders import a_concern

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
THEIRS = frozenset({"K8"})


@dataclass(frozen=True)
class Rooms:
    """The repositories whose reading is looked at, straight on a connection."""

    connection: Connection
    concerns: StoredConcerns
    clocks: StoredClocks
    reminders: StoredReminders
    tasks: StoredTasks
    figures: StoredFigures


@pytest.fixture
def rooms(url: str, vault: Vault) -> Iterator[Rooms]:
    engine = writing_engine(url)
    with engine.connect() as connection:
        connection.begin()
        yield Rooms(
            connection,
            StoredConcerns(connection, vault, THEIRS),
            StoredClocks(connection, THEIRS),
            StoredReminders(connection),
            StoredTasks(connection),
            StoredFigures(connection),
        )
        connection.rollback()
    engine.dispose()


ORDERED: dict[str, Callable[[Rooms], object]] = {
    "page": lambda rooms: rooms.concerns.worklist(WorkFilter(("housing",)), 0, 8),
    "own page": lambda rooms: rooms.concerns.worklist(WorkFilter(("housing",), handlers=("h",)), 0, 8),
    "unclaimed": lambda rooms: rooms.concerns.worklist(WorkFilter(("housing",), waiting=True), 0, 8),
    "next reminder": lambda rooms: rooms.reminders.next_due(),
    "running clocks": lambda rooms: rooms.clocks.running(("c", "K4"), 100),
}
FOUND: dict[str, Callable[[Rooms], object]] = {
    "several units": lambda rooms: rooms.concerns.worklist(WorkFilter(("housing", "police")), 0, 8),
    "done": lambda rooms: rooms.concerns.worklist(WorkFilter(("housing",), done=True), 0, 8),
    "count": lambda rooms: rooms.concerns.count(WorkFilter(("housing",))),
    "helped with": lambda rooms: rooms.concerns.worklist(WorkFilter(("housing",), helping=True), 0, 8),
    "number helped with": lambda rooms: rooms.concerns.count(WorkFilter(("housing",), helping=True)),
    "led": lambda rooms: rooms.concerns.led_by(("leader",), 8, 8),
    "agenda": lambda rooms: rooms.tasks.open_of_kind(TaskKind.AGENDA, "p", ("housing",), 8, 8),
    "length of the agenda": lambda rooms: rooms.tasks.count_of_kind(TaskKind.AGENDA, "p", ("housing",)),
    "joined": lambda rooms: rooms.concerns.joined("c"),
    "alike": lambda rooms: rooms.concerns.alike(a_concern(), 30),
    "held": lambda rooms: rooms.concerns.hold("c"),
    "by number": lambda rooms: rooms.concerns.by_number("QH-2611-00000-0"),
    "due reminders": lambda rooms: rooms.reminders.due(NOW, 5000),
    "forgotten reminders": lambda rooms: rooms.reminders.forget("booking:b"),
    "dropped reminders": lambda rooms: rooms.reminders.drop("concern:c:K6"),
    "fired reminders": lambda rooms: rooms.reminders.fired(["a", "b"], NOW),
    "clocks": lambda rooms: rooms.clocks.of("c"),
    "overdue": lambda rooms: rooms.figures.overdue(
        Scope(("housing", "police"), ("office",)), NOW.date(), NOW, NOW
    ),
    "provisional clocks": lambda rooms: rooms.clocks.provisional(date(2026, 12, 31), 100),
}


def plans(rooms: Rooms, read: Callable[[Rooms], object]) -> list[str]:
    """How the database goes about every statement of a reading."""
    asked: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, values: Any, *___: object) -> None:
        asked.append((statement, values))

    event.listen(rooms.connection, "before_cursor_execute", note)
    read(rooms)
    event.remove(rooms.connection, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN" if rooms.connection.dialect.name == "sqlite" else "EXPLAIN"
    if explain == "EXPLAIN":  # so few rows would be read whole whatever there is
        rooms.connection.execute(text("SET LOCAL enable_seqscan = off"))
    found = [rooms.connection.exec_driver_sql(f"{explain} {sql}", values) for sql, values in asked]
    return [str(row[-1]) for one in found for row in one]


def reads_whole(line: str) -> bool:
    return "Seq Scan" in line or (line.startswith("SCAN") and "USING" not in line)


def sorts(line: str) -> bool:
    return "Sort" in line or "TEMP B-TREE" in line


@pytest.mark.parametrize("name", [*ORDERED, *FOUND])
def test_nothing_is_read_whole(rooms: Rooms, name: str) -> None:
    lines = plans(rooms, (ORDERED | FOUND)[name])
    assert lines and [line for line in lines if reads_whole(line)] == []


@pytest.mark.parametrize("name", ORDERED)
def test_the_index_holds_the_order(rooms: Rooms, name: str) -> None:
    if rooms.connection.dialect.name == "postgresql":
        for way in ("bitmapscan", "sort"):  # an empty table is sorted as cheaply
            rooms.connection.execute(text(f"SET LOCAL enable_{way} = off"))
    assert [line for line in plans(rooms, ORDERED[name]) if sorts(line)] == []


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("helped with", "ix_concern_helped"),
        ("number helped with", "ix_concern_helped"),
        ("joined", "ix_concern_joined"),
        ("overdue", "ix_concern_owed"),
    ],
)
def test_what_few_concerns_have_is_found_by_an_index_of_those_few(
    rooms: Rooms, name: str, index: str
) -> None:
    assert any(index in line for line in plans(rooms, FOUND[name]))


def test_a_reading_without_an_index_is_seen(rooms: Rooms) -> None:
    rooms.connection.execute(text("DROP INDEX ix_concern_worklist"))
    rooms.connection.execute(text("DROP INDEX ix_reminder_waiting"))
    assert any(map(reads_whole, plans(rooms, FOUND["due reminders"])))
    assert any(map(sorts, plans(rooms, ORDERED["page"])))
