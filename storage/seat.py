"""Tells how many processes serve one PostgreSQL: one alone, or several that all know of it."""

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from storage.connection import seat_engine
from storage.trouble import trouble_is_unavailable

_LOCK = int.from_bytes(b"mq-seat")
_ALONE = text(f"SELECT pg_try_advisory_lock({_LOCK})")
_AMONG_OTHERS = text(f"SELECT pg_try_advisory_lock_shared({_LOCK})")
_STILL = text("SELECT 1")


class Seat:
    """A place at the database, held by a session of its own: the server frees it the moment the process is gone."""

    def __init__(self, url: str, shared: bool) -> None:
        self._engine = seat_engine(url)
        self._asked = _AMONG_OTHERS if shared else _ALONE
        self._connection: Connection | None = None
        self._ours = False

    def take(self) -> bool:
        """Whether the place is ours: nobody else is there, or all who are there share. `Unavailable` when away.

        May be called again and again: a place that was lost with its session is taken anew.
        """
        with trouble_is_unavailable():
            if self._connection is not None and not self._stands(self._connection):
                self._connection = None
            if self._connection is None:
                self._connection, self._ours = self._engine.connect(), False
            self._ours = self._ours or bool(self._connection.execute(self._asked).scalar_one())
            return self._ours

    def leave(self) -> None:
        """Free it."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
        self._engine.dispose()

    def _stands(self, connection: Connection) -> bool:
        try:
            connection.execute(_STILL)
        except SQLAlchemyError:
            connection.invalidate()
            connection.close()
            return False
        return True
