"""Tries the key on what is sealed already, so that a wrong one is told before anybody needs what it cannot open."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, inspect, select, text

from storage.connection import file_of, reading_engine
from storage.tables import metadata
from storage.trouble import trouble_is_unavailable
from storage.vault import Vault, WrongKey

SEALED = {
    "progress": ("person", "offered"),
    "draft": ("id", "answers"),
    "contact": ("concern", "name"),
    "badge": ("person", "name"),
    "file": ("id", "name"),
    "outbox": ("once", "message"),
    "quarantine": ("update", "payload"),
    "invitation": ("digest", "name"),
}
"""Table → the column that names a row to the vault, and one that is sealed."""


def key_opens(url: str, vault: Vault) -> bool:
    """Whether the keys open a row of every table that has any; true where there is no database yet.

    `Unavailable` when it is away.
    """
    file = file_of(url)
    if file is not None and not file.exists():
        return True
    engine = reading_engine(url, 1)
    try:
        with trouble_is_unavailable(), engine.connect() as connection:
            return all(_opens(vault, *row) for row in _rows(connection))
    finally:
        engine.dispose()


def server_time(url: str) -> datetime | None:
    """What time it is for the server; None for a file. `Unavailable` when it is away."""
    if file_of(url) is not None:
        return None
    engine = reading_engine(url, 1)
    try:
        with trouble_is_unavailable(), engine.connect() as connection:
            told: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
            return told
    finally:
        engine.dispose()


def _rows(connection: Connection) -> Iterator[tuple[str, str, object, bytes]]:
    """One row of each table: table, sealed column, what names the row, what is sealed."""
    there = set(inspect(connection).get_table_names())
    for table, (name, sealed) in SEALED.items():
        column: Column[Any] = metadata.tables[table].c[sealed]
        if table in there and (row := _row(connection, table, name, column)):
            yield table, sealed, row[0], row[1]


def _row(connection: Connection, table: str, name: str, sealed: Column[Any]) -> tuple[Any, bytes] | None:
    """What has been sent leaves an empty message; an older release leaves names out."""
    found = select(metadata.tables[table].c[name], sealed).where(sealed.is_not(None), sealed != b"").limit(1)
    row = connection.execute(found).first()
    return (row[0], bytes(row[1])) if row else None


def _opens(vault: Vault, table: str, column: str, row: object, sealed: bytes) -> bool:
    try:
        vault.unseal(sealed, table, column, row.hex() if isinstance(row, bytes) else str(row))
    except WrongKey:
        return False
    return True
