"""What the processes that serve one memory side by side know of each other."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Replica:
    """One process. `webhook`: a digest of what it has Telegram call, "" for none."""

    id: str
    since: datetime
    seen_at: datetime
    webhook: str = ""


class Replicas(Protocol):
    """One row for each process that gives signs of life."""

    def seen(self, replica: Replica) -> None:
        """A sign of life: insert or update."""

    def living(self, since: datetime) -> list[Replica]:
        """Those that gave a sign since then, the oldest first."""

    def gone(self, replica: str) -> None:
        """It has ended and says so."""

    def forget_before(self, before: datetime) -> int:
        """Forget those that gave no sign since then; how many."""
