"""Notices when more is to be said than may be sent, and who then stands back, so that the others hardly wait."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain.people import Person

LONG = timedelta(minutes=10)
"""After so long without anything behind, the rush is over; what somebody said counts for once or twice as long."""
SPARE = 30
"""So much may somebody whom we knew before say within that time, as one who reports does, and stand behind nobody."""
_MOST = 100_000
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class InRush:
    """What is known of one who writes in a rush. `since`: when it began; `said`: how much they have said in it."""

    since: datetime
    said: int

    def places(self, person: Person, now: datetime) -> int:
        """How far their answer stands back, 0 for not at all.

        Who works here never does; who agreed before the rush began, only after saying very much; all others the
        further the more they have said, so that who comes for the first time is before those who go on and on.
        """
        if person.own(now) or person.stands_in(now):
            return 0
        known = person.agreed_at is not None and person.agreed_at < self.since
        return max(0, self.said - SPARE) if known else self.said


class Rush:
    """Asked once for each update, in the loop. What it counts is in memory only and soon forgotten."""

    def __init__(self, is_behind: Callable[[int], bool]) -> None:
        self._is_behind = is_behind
        self._since: datetime | None = None
        self._behind = self._page = _NEVER
        self._said: Counter[int] = Counter()
        self._before: Counter[int] = Counter()

    @property
    def is_on(self) -> bool:
        """Whether there is a rush, as far as anybody has written."""
        return self._since is not None

    def hear(self, sender: int, now: datetime, in_hand: int) -> InRush | None:
        """Somebody writes while so many updates are in hand; None while there is no rush."""
        if self._is_behind(in_hand):
            self._behind = now
            if self._since is None:
                self._since = self._page = now
        if self._since is None:
            return None
        if now - self._behind > LONG:
            self._since = None
            self._said, self._before = Counter(), Counter()
            return None
        if now - self._page > LONG or len(self._said) >= _MOST:
            self._page, self._said, self._before = now, Counter(), self._said
        self._said[sender] += 1
        return InRush(self._since, self._said[sender] + self._before[sender])


def never(_in_hand: int = 0) -> bool:
    """Nothing is ever behind."""
    return False
