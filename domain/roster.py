"""The roster of a duty day: who does it where, who takes whose place, and the wishes to swap."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One person on one duty day. `rule`, `day`: the occurrence. `place`: area id, "" for that of the unit.

    `taker`: id of who does it instead, "" for nobody; `away`: on leave that day, so that it is not owed.
    """

    rule: str
    day: date
    person: str
    unit: str
    place: str = ""
    taker: str = ""
    away: bool = False


class SwapEnd(StrEnum):
    """How a wish to swap ended: agreed to, refused, taken back, or overtaken by another change."""

    AGREED = "agreed"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True)
class Swap:
    """A wish: `asker` does the duty of `other` and the other way round. On one day it is the places that change."""

    id: str
    rule: str
    day: date
    asker: str
    other_day: date
    other: str
    asked_at: datetime
    ended_at: datetime | None = None
    end: SwapEnd | None = None

    def touches(self, person: str, day: date) -> bool:
        """Whether it would change what this person does on this day."""
        return (person, day) in ((self.asker, self.day), (self.other, self.other_day))
