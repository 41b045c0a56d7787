"""A process's place at PostgreSQL while the database is away, and afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from storage.seat import Seat
from storage.trouble import Unavailable
from tests.postgres import Server
from tests.storage.test_postgresql import name_of

pytestmark = pytest.mark.postgresql


@pytest.fixture
def database_kind() -> str:
    return "postgresql"


@contextmanager
def away(server: Server, name: str) -> Iterator[None]:
    """Every line to it is cut, and nobody gets a new one."""
    server.ask(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    try:
        server.ask(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'")
        yield
    finally:
        server.ask(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def test_a_place_is_lost_with_the_database_and_taken_anew(url: str, server: Server) -> None:
    """However often it was looked for in vain; and who ends while the database is away ends in peace.

    Seen to bite: `take` keeping the connection that `_stands` has thrown away.
    """
    seat, name = Seat(url, shared=False), name_of(url)
    assert seat.take()
    with away(server, name):
        for _ in range(2):
            with pytest.raises(Unavailable):
                seat.take()
    assert seat.take()
    with away(server, name):
        with pytest.raises(Unavailable):
            seat.take()
        seat.leave()
