"""帮扶救助 (条例 37): which kinds of aid a district points to, and what a reporter has said to being handed over."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

SETTING = "setting"


@dataclass(frozen=True, slots=True)
class AidKind:
    """One kind of aid. Its name is the sentence `aid_kind.<id>`. `gives`: who gives it, as people call them.

    `unit`: the unit of this district that takes matters over in chat, "" where it goes on paper. `law`, `article`:
    the source; law "setting" is an own arrangement of the district.
    """

    id: str
    gives: str
    unit: str
    law: str
    article: str


class AidState(StrEnum):
    """What the reporter has said: asked, agreed, refused (or taken back), and handed over after that."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class AidOffer:
    """One question to the reporter of one concern. `words`: exactly what would be handed over, sealed in storage;
    "" once it was refused. `asked_by`: person id. It belongs to the matter; there is none of a person.
    """

    concern: str
    kind: str
    state: AidState
    words: str
    asked_by: str
    asked_at: datetime
