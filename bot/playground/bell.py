"""A bell that rings whenever something has changed, so that whoever waits can look again."""

import asyncio
from collections.abc import Callable


class Bell:
    """Counts changes and wakes those who wait for the next one; a closed bell lets everybody go at once."""

    def __init__(self) -> None:
        self.version = 0
        self.closed = False
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> int:
        """Count one change, wake everybody, and return the number of the change."""
        self.version += 1
        self._wake()
        return self.version

    def close(self) -> None:
        """Let everybody go, now and from now on."""
        self.closed = True
        self._wake()

    async def until(self, true: Callable[[], bool], seconds: float) -> bool:
        """Wait until `true()` holds, looking again at each ring; False after `seconds` or once closed."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not true():
            left = end - loop.time()
            if self.closed or left <= 0:
                return False
            await self._next(left)
        return True

    async def past(self, version: int, seconds: float) -> bool:
        """Wait until something has changed since `version`; False after `seconds` or once closed."""
        return await self.until(lambda: self.version > version, seconds)

    async def _next(self, seconds: float) -> None:
        ring = asyncio.get_running_loop().create_future()
        self._waiting.add(ring)
        try:
            await asyncio.wait([ring], timeout=seconds)
        finally:
            self._waiting.discard(ring)

    def _wake(self) -> None:
        for ring in self._waiting:
            if not ring.done():
                ring.set_result(None)
