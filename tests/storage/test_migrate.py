"""The steps build exactly the tables the program works on, and can be taken back."""

import sqlite3
from pathlib import Path

import pytest

from storage import migrate
from storage.connection import writing_engine
from storage.tables import metadata


@pytest.fixture
def empty(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'new.db'}"


def shape(url: str) -> set[tuple[str, str]]:
    """Every table with its columns and every index with its condition, as SQLite has them."""
    raw = sqlite3.connect(url.removeprefix("sqlite:///"))
    try:
        made = raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        columns = {
            (name, str(column[1:]))
            for name, _ in made
            for column in raw.execute(f"PRAGMA table_info({name})")
        }
        indexes = {(name, " ".join(sql.split())) for name, sql in made if sql.startswith("CREATE INDEX")}
        links = {
            (name, str(link[2:]))
            for name, _ in made
            for link in raw.execute(f"PRAGMA foreign_key_list({name})")
        }
        return {row for row in columns | indexes | links if row[0] != "alembic_version"}
    finally:
        raw.close()


def test_up_down_up(empty: str) -> None:
    assert migrate.current(empty) is None
    assert not migrate.is_current(empty)
    migrate.upgrade(empty)
    first = shape(empty)
    assert migrate.is_current(empty)
    migrate.downgrade(empty)
    assert shape(empty) == set()
    assert migrate.current(empty) is None
    migrate.upgrade(empty)
    assert shape(empty) == first


def test_building_twice_changes_nothing(empty: str) -> None:
    migrate.upgrade(empty)
    first = shape(empty)
    migrate.upgrade(empty)
    assert shape(empty) == first


def test_every_step_can_be_taken_back_alone(empty: str) -> None:
    for step in ("0001", "0002", "0003", "0004"):
        migrate.upgrade(empty, step)
        before = shape(empty)
        migrate.downgrade(empty, "-1")
        assert shape(empty) < before
        migrate.upgrade(empty, step)
        assert shape(empty) == before
    assert migrate.is_current(empty)


def test_the_steps_build_what_the_program_works_on(empty: str, tmp_path: Path) -> None:
    migrate.upgrade(empty)
    assert migrate.differences(empty) == []
    straight = f"sqlite:///{tmp_path / 'straight.db'}"
    engine = writing_engine(straight)
    metadata.create_all(engine)
    engine.dispose()
    assert shape(empty) == shape(straight)


def test_a_missing_column_is_seen(empty: str) -> None:
    migrate.upgrade(empty)
    raw = sqlite3.connect(empty.removeprefix("sqlite:///"))
    raw.execute("ALTER TABLE outbox DROP COLUMN why")
    raw.commit()
    raw.close()
    assert migrate.differences(empty) != []
