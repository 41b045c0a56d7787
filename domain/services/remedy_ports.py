"""What the deeds need to remember of what reporters say after submitting."""

from datetime import datetime
from typing import Protocol

from domain.rating import Rating


class Ratings(Protocol):
    """The three answers about replies (K16); shown to nobody but as sums."""

    def put(self, rating: Rating) -> None:
        """Insert, or replace what was answered about the same reply."""

    def of_concern(self, concern: str) -> list[Rating]: ...
    def of_unit(self, unit: str, since: datetime, until: datetime) -> list[Rating]: ...


class Sayings(Protocol):
    """Which message of a reporter became a supplement, so that its edit is recognised (R13)."""

    def remember(self, person: str, message: int, concern: str) -> None: ...
    def concern_of(self, person: str, message: int) -> str:
        """The concern, or ""."""
