"""A roster on paper over the real one: turns that a rehearsal draws are remembered there and nowhere else (W7)."""

from datetime import date

from domain.roster import RosterLine, Swap
from domain.services.roster_ports import Rosters


class PaperRoster:
    """What is put here lies over what stands in the database; nothing is written there."""

    def __init__(self, real: Rosters) -> None:
        self._real = real
        self._drawn: dict[tuple[str, date, str], RosterLine] = {}

    def put(self, line: RosterLine) -> None:
        """On paper only."""
        self._drawn[line.rule, line.day, line.person] = line

    def of(self, rule: str, day: date) -> list[RosterLine]:
        """All of one duty day."""
        return self.of_rule(rule, day, day)

    def get(self, rule: str, day: date, person: str) -> RosterLine | None:
        """That of one person on one duty day."""
        return self._drawn.get((rule, day, person)) or self._real.get(rule, day, person)

    def at_place(self, rule: str, day: date, unit: str, place: str) -> list[RosterLine]:
        """Those of a unit who chose this place."""
        return self._real.at_place(rule, day, unit, place)

    def of_rule(self, rule: str, first: date, last: date) -> list[RosterLine]:
        """All lines of these days, by day."""
        lines = {(one.rule, one.day, one.person): one for one in self._real.of_rule(rule, first, last)}
        drawn = {key: one for key, one in self._drawn.items() if key[0] == rule and first <= key[1] <= last}
        return sorted((lines | drawn).values(), key=lambda one: (one.day, one.person))

    def open_swaps(self, rule: str) -> list[Swap]:
        """Those that wait in fact."""
        return self._real.open_swaps(rule)
