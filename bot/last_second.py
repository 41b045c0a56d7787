"""Keeps any second at Telegram from growing fuller than the pace, where something was slow on its way there."""

from collections import deque
from dataclasses import dataclass

_SECOND = 1.006
"""A second, and the little that cannot be known of a way."""
_FORGETS = 0.0001
"""Seconds by which the quickest way counts as longer with each message: a line that became slower is learned."""


@dataclass(slots=True)
class Departure:
    """One message on its way. `left`: when; `took`: seconds until its answer, 0 until it is there."""

    left: float
    took: float = 0.0


class LastSecond:
    """The last `most` departures, in the loop's own seconds: the next may go a second after the first of them.

    Telegram counts what arrives. What was held up on its way stands closer to those behind it than when it left; the
    answer tells by how much, beside the quickest that came.
    """

    def __init__(self, most: int) -> None:
        self._last: deque[Departure] = deque(maxlen=max(1, most))
        self._quickest = float("inf")

    def change(self, most: int) -> None:
        """Another number from now on; what has left still counts."""
        self._last = deque(self._last, maxlen=max(1, most))

    def wait(self, now: float) -> float:
        """Seconds until the next may go."""
        if len(self._last) < (self._last.maxlen or 1):
            return 0.0
        first = self._last[0]
        return max(0.0, first.left + max(0.0, first.took - self._quickest) + _SECOND - now)

    def leave(self, now: float) -> Departure:
        """One goes at this moment."""
        departure = Departure(now)
        self._last.append(departure)
        return departure

    def answered(self, departure: Departure, now: float) -> None:
        """Telegram has answered it."""
        departure.took = now - departure.left
        self._quickest = min(departure.took, self._quickest + _FORGETS)
