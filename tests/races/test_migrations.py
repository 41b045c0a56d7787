"""Migrations while others run: two that build at once, an old process on the new shape, there and back with data (A10).

A bounded share here; fifty pairs of builders in `make soak`.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, MetaData, Table, delete, func, insert, select, update
from sqlalchemy.types import TypeEngine

from storage import migrate
from storage.connection import writing_engine
from storage.shape import newest
from tests.conftest import BOTH
from tests.postgres import Server

STEPS = sorted(path.name.partition("_")[0] for path in Path(migrate._FOLDER, "versions").glob("[0-9]*.py"))
BESIDE = STEPS.index("0011")
"""The last step before several processes could run: from here on an old one may still work on the new shape."""
NOT_OURS = "alembic_version"


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = writing_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def shape(url: str) -> list[Table]:
    """The tables as they are now, those that others point at first."""
    found = MetaData()
    with connected(url) as connection:
        found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != NOT_OURS]


def some(kind: TypeEngine[Any], number: int) -> object:
    """A value of this kind, another one for another number."""
    made: dict[type, object] = {
        bool: False,
        bytes: b"%d" % number,
        date: date(2026, 1, number),
        str: f"x{number}",
    }
    return made.get(kind.python_type, number)


def row(table: Table, number: int) -> dict[str, object]:
    """A whole row, which points at the rows of the same number."""
    return {column.name: some(column.type, number) for column in table.columns}


def fill(url: str, tables: list[Table], number: int) -> None:
    """A row in every table."""
    with connected(url) as connection:
        for table in tables:
            connection.execute(insert(table), row(table, number))


def kept(url: str, tables: list[Table]) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in these columns of these tables."""
    with connected(url) as connection:
        return {table.name: [tuple(one) for one in connection.execute(select(table))] for table in tables}


@pytest.mark.parametrize("database_kind", BOTH)
def test_there_and_back_again_keeps_what_both_shapes_know(empty_url: str) -> None:
    """Seen to bite: an `upgrade` that loses what a table held."""
    migrate.upgrade(empty_url)
    whole = shape(empty_url)
    fill(empty_url, whole, 1)
    for step in reversed(STEPS[BESIDE:-1]):
        migrate.downgrade(empty_url, step)
        old = shape(empty_url)
        before = kept(empty_url, old)
        assert all(len(rows) == 1 for rows in before.values())
        migrate.upgrade(empty_url, step)
        assert kept(empty_url, old) == before
    old = shape(empty_url)
    before = kept(empty_url, old)
    migrate.upgrade(empty_url)
    assert migrate.differences(empty_url) == []
    assert kept(empty_url, old) == before


@pytest.mark.parametrize("database_kind", BOTH)
def test_an_old_process_works_on_the_new_shape(empty_url: str) -> None:
    """Expand, then contract: what a step adds may be missing, and nothing is taken away that the last release uses.

    Seen to bite: a column of 0012 with `nullable=False` and no default.
    """
    migrate.upgrade(empty_url, STEPS[BESIDE])
    old = shape(empty_url)
    fill(empty_url, old, 1)
    before = kept(empty_url, old)
    for number, step in enumerate(STEPS[BESIDE + 1 :], 2):
        migrate.upgrade(empty_url, step)
        assert kept(empty_url, old) == before
        fill(empty_url, old, number)
        with connected(empty_url) as connection:
            for table in old:
                one = [column == some(column.type, number) for column in table.primary_key]
                rest = {
                    name: value for name, value in row(table, number).items() if name not in table.primary_key
                }
                if rest:
                    assert connection.execute(update(table).where(*one).values(rest)).rowcount == 1
            for table in reversed(old):
                one = [column == some(column.type, number) for column in table.primary_key]
                assert connection.execute(delete(table).where(*one)).rowcount == 1
    assert migrate.current(empty_url) == newest()


@pytest.mark.postgresql
@pytest.mark.parametrize("rounds", [2, pytest.param(50, marks=pytest.mark.full)])
async def test_two_who_build_at_once_take_turns(server: Server, rounds: int) -> None:
    """Seen to bite: `_take_turn` of storage/postgresql.py doing nothing."""
    for _ in range(rounds):
        name = await asyncio.to_thread(server.create)
        url = server.address(name)
        await asyncio.gather(*(asyncio.to_thread(migrate.upgrade, url) for _ in range(2)))
        assert await asyncio.to_thread(migrate.is_current, url)
        assert await asyncio.to_thread(count, url, "alembic_version") == 1
        await asyncio.to_thread(server.drop, name)


def count(url: str, name: str) -> int:
    with connected(url) as connection:
        table = Table(name, MetaData(), autoload_with=connection)
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
