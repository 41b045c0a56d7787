"""Databases for the tests of storage, each a real file of its own."""

import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from domain.people import Person
from domain.policy import Policy
from domain.services.ports import UnitOfWork
from storage.connection import writing_engine
from storage.engine import Database
from storage.unit_of_work import stored
from storage.vault import Vault
from tests.storage.notes import Notes

DEMO = Path(__file__).parents[2] / "domain" / "policy" / "demo"


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


@pytest.fixture
def url(built: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(built, tmp_path / 'minqing.db')}"


@pytest.fixture
def vault() -> Vault:
    return Vault([bytes(range(32))])


@pytest.fixture
def uow(url: str, vault: Vault, policy: Policy) -> Iterator[UnitOfWork]:
    """A transaction in which three people are known."""
    engine = writing_engine(url)
    with engine.begin() as connection:
        unit = stored(vault, policy)(connection)
        for chat, name in enumerate(("ann", "bo", "cai"), start=1):
            unit.people.put(Person(name, chat, "zh_Hans"))
        yield unit
    engine.dispose()
