"""What the deeds need to remember of replies that are written but have not left yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.draft import Answers


@dataclass(frozen=True, slots=True)
class HeldReply:
    """A reply that waits for its moment; until then it can be taken back and nobody has been told anything.

    `person`: id of who wrote it. `written`: as the reporter will read it. `answers`: of the draft it came from.
    """

    concern: str
    person: str
    written: str
    answers: Answers
    leaves_at: datetime


class HeldReplies(Protocol):
    """One for each concern at most; sealed."""

    def put(self, held: HeldReply) -> bool:
        """False when one waits already for this concern."""

    def of(self, concern: str) -> HeldReply | None: ...
    def take(self, concern: str) -> bool:
        """Out of waiting, for whoever is first; False when it is gone already."""

    def due(self, now: datetime, limit: int) -> list[HeldReply]:
        """Those whose moment has come, the longest waiting first."""

    def next_due(self) -> datetime | None: ...
