"""The two ways to ask a bot for all it can: everybody as fast as they are answered, or so many updates a second."""

import asyncio
from collections import deque
from time import monotonic

from benchmarks.residents import STEPS, Crowd, Resident

_TICK = 0.002


async def closed(crowd: Crowd, residents: int, seconds: float) -> None:
    """So many at once; who has finished is followed by a newcomer, until the time is over."""
    until = monotonic() + seconds

    async def slot() -> None:
        while monotonic() < until:
            await crowd.walk(crowd.newcomer())

    async with asyncio.TaskGroup() as group:
        for _ in range(residents):
            group.create_task(slot())


async def opened(crowd: Crowd, conversations: int, steps: int) -> None:
    """Conversations begun and left open after so many steps, twenty at a time."""
    places = asyncio.Semaphore(20)

    async def begin() -> None:
        async with places:
            await crowd.walk(crowd.newcomer(), steps)

    async with asyncio.TaskGroup() as group:
        for _ in range(conversations):
            group.create_task(begin())


class Offered:
    """So many updates a second, each by the resident who has rested longest."""

    def __init__(self, crowd: Crowd, residents: int, rate: float) -> None:
        self._crowd, self._rate = crowd, rate
        self._ready: deque[Resident] = deque(crowd.newcomer() for _ in range(residents))

    async def run(self, seconds: float) -> None:
        """Offer; updates that nobody was ready for count as late."""
        began, due = monotonic(), 0
        async with asyncio.TaskGroup() as group:
            while (passed := monotonic() - began) < seconds:
                while due < passed * self._rate:
                    self._offer(group, began + due / self._rate)
                    due += 1
                await asyncio.sleep(_TICK)

    def _offer(self, group: asyncio.TaskGroup, at: float) -> None:
        if self._ready:
            group.create_task(self._one(self._ready.popleft(), at))
        else:
            self._crowd.tally.late += 1

    async def _one(self, resident: Resident, at: float) -> None:
        answered = await self._crowd.does(resident, at)
        if answered and self._crowd.advances(resident):
            self._ready.append(resident)
        else:
            self._crowd.leaves(resident)
            self._ready.append(self._crowd.newcomer())


UPDATES = len(STEPS)
"""Updates of one dialogue."""
