"""Remembers what information workers saw in the field."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from domain.concern import Pin
from domain.danger import Danger
from domain.observation import Observation, ObservationKind
from storage import tables
from storage.statements import to_change, upsert

_SEEN = tables.observation.c
_PUT = upsert(tables.observation)
_NEWEST_FIRST = select(tables.observation).order_by(_SEEN.saved_at.desc(), _SEEN.id)


class StoredObservations:
    """Observations, those taken back too."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, observation: Observation) -> None:
        """Insert or update."""
        self._connection.execute(_PUT, _values(observation))

    def get(self, observation: str) -> Observation | None:
        """The observation, also one taken back."""
        return self._first(_NEWEST_FIRST.where(_SEEN.id == observation))

    def of_album(self, person: str, album: str) -> Observation | None:
        """The observation that this person's album began."""
        return self._first(_NEWEST_FIRST.where(_SEEN.person == person, _SEEN.album == album))

    def latest(self, person: str, limit: int) -> list[Observation]:
        """This person's own, newest first, without those taken back."""
        own = _NEWEST_FIRST.where(_SEEN.person == person, _SEEN.undone_at.is_(None))
        return [_observation(row) for row in self._connection.execute(own.limit(limit))]

    def in_order_seen(self, person: str, limit: int) -> list[Observation]:
        """This person's own by the time they were seen, newest first, without those taken back."""
        seen = select(tables.observation).where(_SEEN.person == person, _SEEN.undone_at.is_(None))
        ordered = seen.order_by(_SEEN.observed_at.desc(), _SEEN.saved_at.desc(), _SEEN.id)
        return [_observation(row) for row in self._connection.execute(ordered.limit(limit))]

    def of_concern(self, concern: str) -> Observation | None:
        """The observation that became this concern."""
        return self._first(_NEWEST_FIRST.where(_SEEN.concern == concern))

    def unheeded(self, before: datetime, limit: int) -> list[Observation]:
        """Those told as a danger before then that nobody answered, the oldest first."""
        waiting = select(tables.observation).where(
            _SEEN.alarmed_at.is_not(None), _SEEN.heeded_at.is_(None), _SEEN.undone_at.is_(None)
        )
        ordered = waiting.where(_SEEN.alarmed_at <= before).order_by(_SEEN.alarmed_at, _SEEN.id)
        return [_observation(row) for row in self._connection.execute(ordered.limit(limit))]

    def _first(self, statement: Select[Any]) -> Observation | None:
        row = self._connection.execute(to_change(self._connection, statement).limit(1)).one_or_none()
        return None if row is None else _observation(row)


def _values(observation: Observation) -> dict[str, object]:
    return {
        "id": observation.id,
        "person": observation.person,
        "unit": observation.unit,
        "kind": observation.kind,
        "words": observation.words,
        "area": observation.area,
        "latitude": observation.pin and observation.pin.latitude,
        "longitude": observation.pin and observation.pin.longitude,
        "album": observation.album,
        "observed_at": observation.observed_at,
        "saved_at": observation.saved_at,
        "undone_at": observation.undone_at,
        "sent_at": observation.sent_at,
        "settled_at": observation.settled_at,
        "settled": observation.settled,
        "concern": observation.concern,
        "danger": observation.danger,
        "alarmed_at": observation.alarmed_at,
        "heeded_by": observation.heeded_by,
        "heeded_at": observation.heeded_at,
    }


def _observation(row: Row[Any]) -> Observation:
    return Observation(
        id=row.id,
        person=row.person,
        unit=row.unit,
        kind=None if row.kind is None else ObservationKind(row.kind),
        words=row.words,
        area=row.area,
        pin=None if row.latitude is None else Pin(row.latitude, row.longitude),
        album=row.album,
        observed_at=row.observed_at,
        saved_at=row.saved_at,
        undone_at=row.undone_at,
        sent_at=row.sent_at,
        settled_at=row.settled_at,
        settled=row.settled or "",
        concern=row.concern or "",
        danger=None if row.danger is None else Danger(row.danger),
        alarmed_at=row.alarmed_at,
        heeded_by=row.heeded_by or "",
        heeded_at=row.heeded_at,
    )
