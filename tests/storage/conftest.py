"""Databases for the tests of storage, each a real file of its own."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.engine import Database
from tests.storage.notes import Notes


@pytest.fixture
def notes_url(tmp_path: Path) -> str:
    path = tmp_path / "notes.db"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE note (word TEXT UNIQUE, size BLOB)")
        raw.execute("CREATE TABLE counter (value INTEGER)")
        raw.execute("INSERT INTO counter VALUES (0)")
    raw.close()
    return f"sqlite:///{path}"


@pytest.fixture
async def database(notes_url: str) -> AsyncIterator[Notes]:
    async with Database(notes_url, lambda connection: connection) as opened:
        yield opened
