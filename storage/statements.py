"""Statements that several repositories share: insert or update, insert unless there, read to change."""

from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, Table
from sqlalchemy.dialects.postgresql import Insert, insert

from storage.connection import is_shared

# ON CONFLICT was taken over by SQLite word for word, so one statement serves both; `inline` asks for no key back.


def firm(statement: Select[Any], skip: bool = False) -> Select[Any]:
    """The same, of rows that nobody else changes until the transaction ends; waits a moment for whoever does.

    `skip`: leaves out the rows that others hold, without waiting. For PostgreSQL: a SQLite file has one writer.
    """
    return statement.with_for_update(key_share=True, skip_locked=skip)


def to_change(connection: Connection, statement: Select[Any]) -> Select[Any]:
    """The statement, for rows that will be changed by what they say: firm where others may change them too."""
    return firm(statement) if is_shared(connection) else statement


def upsert(table: Table, only_if: ColumnElement[bool] | None = None) -> Insert:
    """Inserts a row, or updates everything but the key of the row with the same primary key.

    `only_if`: what must be true of the row that is there; otherwise it stays as it is.
    """
    statement = insert(table).inline()
    rest = {column.name: statement.excluded[column.name] for column in table.c if not column.primary_key}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=rest, where=only_if)


def insert_unless(*taken: Column[Any]) -> Insert:
    """Inserts a row unless one with the same values in these columns is there; rowcount tells."""
    statement = insert(taken[0].table).inline().on_conflict_do_nothing(index_elements=list(taken))
    return statement.execution_options(preserve_rowcount=True)
