"""Lets works of two processes meet at one place, so that a race happens every time and not once in a thousand."""

from threading import Barrier, BrokenBarrierError

WAIT = 0.03


class Meeting:
    """Whoever comes waits a moment for the others; where a lock keeps them away, everybody goes on alone."""

    def __init__(self, parties: int = 2) -> None:
        self._parties = parties
        self.again()

    def again(self) -> None:
        """The next round."""
        self._barrier = Barrier(self._parties)

    def comes(self) -> None:
        """Be there."""
        try:
            self._barrier.wait(WAIT)
        except BrokenBarrierError:
            return
