"""Remembers the answers about replies, and which message of a reporter was a supplement to which concern."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from domain.rating import Rating, Satisfied, Solved
from storage import tables
from storage.statements import upsert

_RATING = tables.rating.c
_SAID = tables.said.c
_PUT = upsert(tables.rating)
_OF_UNIT = select(tables.rating).where(
    _RATING.unit == bindparam("unit"), _RATING.at >= bindparam("since"), _RATING.at < bindparam("until")
)
_OF_CONCERN = select(tables.rating).where(_RATING.concern == bindparam("concern"))
_REMEMBER = upsert(tables.said)
_CONCERN_OF = select(_SAID.concern).where(
    _SAID.person == bindparam("person"), _SAID.message == bindparam("message")
)


class StoredRatings:
    """One rating for each reply."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, rating: Rating) -> None:
        """Insert, or replace what was answered about the same reply."""
        self._connection.execute(_PUT, asdict(rating))

    def of_concern(self, concern: str) -> list[Rating]:
        """The answers about all replies to a concern."""
        return [_rating(row) for row in self._connection.execute(_OF_CONCERN, {"concern": concern})]

    def of_unit(self, unit: str, since: datetime, until: datetime) -> list[Rating]:
        """All answers about the replies of a unit in a period (its end not included), for sums."""
        rows = self._connection.execute(_OF_UNIT, {"unit": unit, "since": since, "until": until})
        return [_rating(row) for row in rows]


def _rating(row: Row[Any]) -> Rating:
    return Rating(
        row.concern,
        row.reply,
        row.unit,
        row.contacted,
        Solved(row.solved),
        Satisfied(row.satisfied),
        row.at,
    )


class StoredSayings:
    """Messages of reporters, by number, that became supplements."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def remember(self, person: str, message: int, concern: str) -> None:
        """This message was a supplement to this concern."""
        self._connection.execute(_REMEMBER, {"person": person, "message": message, "concern": concern})

    def concern_of(self, person: str, message: int) -> str:
        """The concern to which the message was a supplement, or ""."""
        row = self._connection.execute(_CONCERN_OF, {"person": person, "message": message}).one_or_none()
        return "" if row is None else str(row.concern)
