"""Databases for the tests of storage, each the test's own, on both kinds."""

from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import text

from domain.people import Person
from domain.policy import Policy
from domain.services.ports import UnitOfWork
from storage.connection import writing_engine
from storage.engine import Database
from storage.unit_of_work import stored
from storage.vault import Vault
from tests.conftest import BOTH
from tests.storage.notes import TABLES, Notes


@pytest.fixture(params=BOTH)
def database_kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture
def notes_url(empty_url: str) -> str:
    engine = writing_engine(empty_url)
    with engine.begin() as connection:
        for statement in TABLES[connection.dialect.name]:
            connection.execute(text(statement))
    engine.dispose()
    return empty_url


@pytest.fixture
async def database(notes_url: str) -> AsyncIterator[Notes]:
    async with Database(notes_url, lambda connection: connection, workers=1) as opened:
        yield opened


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
