"""The movable clock of the playground: the real one plus an offset, and the people who follow it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.playground.bell import Bell

FOLLOWER_LIVES = 30.0
TOLD_WITHIN = 10.0
LONG_POLL = 25.0
LOOK_AGAIN = 0.5


@dataclass(frozen=True)
class Next:
    """The next moment at which the follower of the clock has something to do."""

    at: datetime
    what: str


class Clock:
    """The only place of the playground where the real clock is read.

    A follower asks again and again with the version it knows: either it is asking (`_asking`), or it has been
    answered and has not come back yet (`_owed`, with the moment of the answer; gone for good after 30 s).
    """

    def __init__(self) -> None:
        self.offset = 0.0
        self.next: Next | None = None
        self.bell = Bell()
        self._came_back = Bell()
        self._asking: list[int] = []
        self._owed: list[float] = []

    @property
    def version(self) -> int:
        """How often the clock has been moved."""
        return self.bell.version

    def now(self) -> datetime:
        """The playground's time, UTC."""
        return datetime.fromtimestamp(time.time() + self.offset, UTC)

    def unix(self) -> int:
        """The playground's time in whole seconds, as Telegram dates its messages."""
        return int(time.time() + self.offset)

    def ticks(self) -> float:
        """Seconds that only ever grow, whatever is done to the clock; for measuring patience."""
        return time.monotonic()

    def view(self) -> dict[str, Any]:
        """What `/clock` tells."""
        coming = {"at": self.next.at.isoformat(), "what": self.next.what} if self.next else None
        return {
            "offset": self.offset,
            "version": self.version,
            "now": self.now().isoformat(),
            "next": coming,
        }

    def forward(self, seconds: float) -> None:
        """Move by some seconds (backward if negative)."""
        self.offset += seconds
        self.bell.ring()

    def set(self, moment: datetime) -> None:
        """Move to a moment."""
        self.forward(moment.timestamp() - time.time() - self.offset)

    def to_next(self) -> bool:
        """Move to the next due moment, never backward; False if none is known."""
        if self.next is None:
            return False
        coming = self.next.at
        self.next = None
        self.forward(max(0.0, coming.timestamp() - time.time() - self.offset))
        return True

    async def follow(self, after: int) -> dict[str, Any]:
        """Answer a follower once the clock has moved past version `after`, or after 25 seconds."""
        if self._owed:
            self._owed.pop(0)
        self._asking.append(after)
        self._came_back.ring()
        try:
            await self.bell.until(lambda: self.version > after, LONG_POLL)
            self._owed.append(time.monotonic())
        finally:
            self._asking.remove(after)
            self._came_back.ring()
        return self.view()

    async def followed(self) -> None:
        """Wait until somebody follows; at most 10 seconds."""
        await self._came_back.until(lambda: bool(self._asking), TOLD_WITHIN)

    async def everybody_told(self) -> bool:
        """Wait until every follower has come back after the last move; False after 10 seconds."""
        return await self._came_back.until(self._nobody_behind, TOLD_WITHIN)

    async def pass_by(self, seconds: float, needless: Callable[[], bool]) -> None:
        """Return once so much time has passed on the movable clock, or as soon as waiting is `needless`."""
        end = time.time() + self.offset + seconds
        while not (self.bell.closed or needless()):
            left = end - time.time() - self.offset
            if left <= 0:
                return
            await self.bell.past(self.version, min(left, LOOK_AGAIN))

    def close(self) -> None:
        """Let everybody go who waits for the clock."""
        self.bell.close()
        self._came_back.close()

    def _nobody_behind(self) -> bool:
        alive = time.monotonic() - FOLLOWER_LIVES
        self._owed = [since for since in self._owed if since > alive]
        return not self._owed and all(after >= self.version for after in self._asking)
