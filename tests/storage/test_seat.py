"""The seat of a process at a PostgreSQL that goes away for longer than one sign of life, and comes back."""

from signal import SIGQUIT

import pytest
from sqlalchemy import text

from storage.seat import Seat
from storage.trouble import Unavailable
from tests.postgres import Server

pytestmark = pytest.mark.postgresql


@pytest.fixture
def database_kind() -> str:
    return "postgresql"


def test_a_seat_is_taken_anew_however_often_it_was_asked_for_meanwhile(server: Server, url: str) -> None:
    """Seen to bite: `take` keeping the connection that fell: the loop that gives signs of life broke."""
    seat, late = Seat(url, shared=False), Seat(url, shared=False)
    assert seat.take()
    server.stop(SIGQUIT)
    try:
        for _ in range(3):
            with pytest.raises(Unavailable):
                seat.take()
    finally:
        server.start()
    assert seat.take()
    assert not late.take()
    seat.leave()
    assert late.take()
    late.leave()


def test_the_server_looks_after_whoever_holds_a_seat(server: Server, url: str) -> None:
    """A machine that lost its power says no goodbye: by itself a server believes in it for two hours.

    Seen to bite: `_SETTINGS` of storage/postgresql.py without `tcp_keepalives_idle`.
    """
    seat = Seat(url, shared=False)
    assert seat.take() and seat._connection is not None
    asked = text(
        "SELECT source FROM pg_settings WHERE name IN ('tcp_keepalives_idle', 'tcp_keepalives_count')"
    )
    assert seat._connection.execute(asked).scalars().all() == ["session", "session"]
    seat.leave()
