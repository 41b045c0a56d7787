"""What the deeds need to remember of reception days and of the places booked."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from domain.reception import Booking, Reception


class Receptions(Protocol):
    """Reception days with their bookings; what a booking says is sealed."""

    def put(self, reception: Reception) -> None:
        """Insert or update."""

    def get(self, reception: str) -> Reception | None: ...
    def between(self, first: date, last: date) -> list[Reception]:
        """Those that stand, from one day to the other (both included), soonest first."""

    def hold(self, reception: str) -> None:
        """Nobody else changes this day, or books on it, before this transaction has ended."""

    def book(self, booking: Booking) -> bool:
        """False when the number is taken, or this person has a place on that reception day; nothing is stored then."""

    def put_booking(self, booking: Booking) -> None:
        """Update."""

    def record(self, booking: Booking) -> bool:
        """Keep its outcome, for whoever is first; False when there is one already, or it ended."""

    def booking(self, booking: str) -> Booking | None: ...
    def bookings(self, reception: str) -> list[Booking]:
        """Those that hold, by number."""

    def taken(self, receptions: Sequence[str]) -> dict[str, int]:
        """How many places of each are taken; those without any are left out."""

    def bookings_of(self, person: str, limit: int) -> list[Booking]:
        """Those that hold, newest first; for the resident's own list only (PRODUCT.md N)."""

    def forget_bookings(self, before: date, limit: int) -> list[str]:
        """Forget who had booked what on days before this one, at most so many; their ids."""
