"""A concern that somebody holds is changed by nobody else until they are done: two joins cannot overtake each other."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from domain.people import Person
from storage.concerns import StoredConcerns
from storage.people import StoredPeople
from storage.vault import Vault
from tests.storage.test_concerns import CONCERN

pytestmark = pytest.mark.postgresql


@pytest.fixture
def database_kind() -> str:
    return "postgresql"


@pytest.fixture
def engines(url: str, vault: Vault) -> Iterator[tuple[Engine, Engine]]:
    """Two plain ways in, without the lock that lets writers in one by one; one concern, kept."""
    two = create_engine(url), create_engine(url)
    with two[0].begin() as connection:
        StoredPeople(connection).put(Person("ann", 1, "zh_Hans"))
        assert concerns(connection, vault).add(CONCERN)
    yield two
    for one in two:
        one.dispose()


def concerns(connection: Connection, vault: Vault) -> StoredConcerns:
    return StoredConcerns(connection, vault, frozenset())


def test_who_comes_second_waits(engines: tuple[Engine, Engine], vault: Vault) -> None:
    with engines[0].connect() as first, engines[1].connect() as second:
        first.begin()
        second.begin()
        second.execute(text("SET LOCAL lock_timeout = '20ms'"))
        assert concerns(first, vault).hold(CONCERN.id) == CONCERN
        with pytest.raises(OperationalError, match="lock"):
            concerns(second, vault).hold(CONCERN.id)
        first.rollback()
        second.rollback()
