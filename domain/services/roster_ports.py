"""What the deeds need to remember of rosters and of wishes to swap."""

from datetime import date
from typing import Protocol

from domain.roster import RosterLine, Swap


class Rosters(Protocol):
    """Who does a duty where; a line for whoever is named or has changed something."""

    def put(self, line: RosterLine) -> None:
        """Insert or update, by rule, day and person."""

    def of(self, rule: str, day: date) -> list[RosterLine]: ...
    def get(self, rule: str, day: date, person: str) -> RosterLine | None: ...
    def at_place(self, rule: str, day: date, unit: str, place: str) -> list[RosterLine]:
        """Those of a unit who chose this place."""

    def of_rule(self, rule: str, first: date, last: date) -> list[RosterLine]:
        """All lines of these days, by day."""

    def drop(self, line: RosterLine) -> None: ...
    def put_swap(self, swap: Swap) -> None: ...
    def swap(self, swap: str) -> Swap | None: ...
    def open_swaps(self, rule: str) -> list[Swap]:
        """Wishes that nobody has answered, oldest first."""
