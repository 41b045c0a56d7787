"""The columns that tables are made of: names and keys, free words, sealed text, links."""

from typing import Any

from sqlalchemy import Column, ColumnElement, ForeignKey, Index, LargeBinary, MetaData, String, Text

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def word(name: str, *, key: bool = False, unique: bool = False) -> Column[str]:
    """A short text that is never missing; "" says there is none."""
    return Column(name, String, primary_key=key, unique=unique, nullable=False)


def prose(name: str) -> Column[str]:
    """A text of any length."""
    return Column(name, Text, nullable=False)


def sealed(name: str) -> Column[bytes]:
    """What only the vault can read."""
    return Column(name, LargeBinary, nullable=False)


def to(table: str, *, name: str = "", key: bool = False) -> Column[str]:
    """The id of a row that must exist."""
    return Column(name or table, String, ForeignKey(f"{table}.id"), primary_key=key, nullable=False)


def index_of(condition: ColumnElement[bool], name: str, *columns: Column[Any]) -> Index:
    """An index of those rows only for which the condition is true."""
    return Index(name, *columns, sqlite_where=condition, postgresql_where=condition)
