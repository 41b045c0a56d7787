"""The steps build exactly the tables the program works on, and can be taken back."""

import pytest

from storage import migrate
from storage.connection import writing_engine
from storage.tables import metadata
from storage.trouble import Unavailable

SHAPE = {
    "sqlite": """
        SELECT tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
        UNION SELECT m.name, format('%s %s %d %d', c.name, c.type, c."notnull", c.pk)
            FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'
        UNION SELECT m.name, format('%s %s %s', k."from", k."table", k."to")
            FROM sqlite_master m, pragma_foreign_key_list(m.name) k WHERE m.type = 'table'
    """,
    "postgresql": """
        SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION SELECT table_name, concat_ws(' ', column_name, data_type, is_nullable, column_default)
            FROM information_schema.columns WHERE table_schema = 'public'
        UNION SELECT conrelid::regclass::text, concat_ws(' ', conname, pg_get_constraintdef(oid))
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    """,
}


@pytest.fixture
def empty(empty_url: str) -> str:
    return empty_url


def ask(url: str, statement: str) -> list[tuple[str, str]]:
    engine = writing_engine(url)
    with engine.begin() as connection:
        rows = connection.exec_driver_sql(statement)
        found = [(row[0], " ".join(row[1].split())) for row in rows] if rows.returns_rows else []
    engine.dispose()
    return found


def shape(url: str) -> set[tuple[str, str]]:
    """Every table with its columns, links and indexes with their conditions, as the database has them."""
    statement = SHAPE["sqlite" if url.startswith("sqlite") else "postgresql"]
    return {row for row in ask(url, statement) if row[0] != "alembic_version"}


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
    built = shape(empty)
    for step in migrate.steps():
        before = built
        migrate.upgrade(empty, step)
        built = shape(empty)
        assert built != before
        migrate.downgrade(empty, "-1")
        assert shape(empty) == before
        migrate.upgrade(empty, step)
        assert shape(empty) == built
    assert migrate.is_current(empty)


def test_the_steps_build_what_the_program_works_on(empty: str) -> None:
    migrate.upgrade(empty)
    assert migrate.differences(empty) == []
    by_steps = shape(empty)
    migrate.downgrade(empty)
    engine = writing_engine(empty)
    metadata.create_all(engine)
    engine.dispose()
    assert by_steps == shape(empty)


def test_building_takes_turns_with_whoever_writes(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "_WAIT", 0.05)
    engine = writing_engine(empty)
    with engine.begin(), pytest.raises(Unavailable):
        migrate.upgrade(empty)
    engine.dispose()
    assert migrate.current(empty) is None
    migrate.upgrade(empty)
    assert migrate.is_current(empty)


def test_a_missing_column_is_seen(empty: str) -> None:
    migrate.upgrade(empty)
    ask(empty, "ALTER TABLE outbox DROP COLUMN why")
    assert migrate.differences(empty) != []
