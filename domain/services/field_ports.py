"""What is remembered of the field: observations, and the marks of duties."""

from datetime import date, datetime
from typing import Protocol

from domain.observation import Observation


class Observations(Protocol):
    """Saved observations."""

    def put(self, observation: Observation) -> None: ...
    def get(self, observation: str) -> Observation | None: ...
    def of_album(self, person: str, album: str) -> Observation | None: ...
    def latest(self, person: str, limit: int) -> list[Observation]: ...
    def in_order_seen(self, person: str, limit: int) -> list[Observation]:
        """By the time they were seen, newest first."""

    def of_concern(self, concern: str) -> Observation | None: ...
    def unheeded(self, before: datetime, limit: int) -> list[Observation]:
        """Those told as a danger before then that nobody answered, the oldest first."""


class Duties(Protocol):
    """Marks that an occurrence of a duty is done, and figures of it by unit."""

    def mark(self, rule: str, day: date, person: str, unit: str, mark: str, now: datetime) -> bool:
        """False when this person has given this mark for this occurrence before."""

    def given(self, rule: str, day: date, person: str) -> set[str]:
        """The marks of one person."""

    def marks(self, rule: str, day: date) -> list[tuple[str, str, str]]:
        """(person, unit, mark)."""
