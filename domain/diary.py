"""民情日记: one entry for a visit; its matter is everybody's business, its personal part the author's alone."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Part(StrEnum):
    """四员: what the visitor was: tells the policies, mediates, collects what people say, helps out."""

    TELLER = "teller"
    MEDIATOR = "mediator"
    COLLECTOR = "collector"
    HELPER = "helper"


class Outcome(StrEnum):
    """What became of the matter: none was found, settled on the spot, passed on with consent, or only noted."""

    NONE = "none"
    SETTLED = "settled"
    CONCERN = "concern"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """One visit. `area`: where; `place`: as written, may be ""; `parts`: the boxes ticked.

    `matter`: what was found, about no person, "" for nothing. `concern`: id of the concern it became. `note`: what the
    author keeps for themselves, sealed, forgotten after `note_until`; "" for nothing.
    """

    id: str
    author: str
    unit: str
    visited_on: date
    area: str
    place: str
    parts: tuple[Part, ...]
    matter: str
    outcome: Outcome
    written_at: datetime
    concern: str = ""
    note: str = ""
    note_until: date | None = None
