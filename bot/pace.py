"""How fast we may send: overall, and to one chat; waiting in the order of arrival."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress

from bot.last_second import Departure, LastSecond
from domain.services.message_ports import Lane

_REMEMBERED = 10_000
_SPREAD, _SPARE = 0.99, 0.010
"""The parts of the overall pace that are spread and that may go at once after a rest: together no second holds more
(what the line to Telegram pushes together is held back by bot/last_second.py)."""
_PLACES = {Lane.DANGER: 4, Lane.NEAR: 8, Lane.BACK: 2, Lane.AGAIN: 1}
"""How many of each lane stand in the one line before the gate: its share where all lanes are full."""

_SHORTEST = 0.004
"""Seconds: waking once for a few costs less than once for each; whoever oversleeps by so little makes up for it."""


class Bucket:
    """Lets `rate` a second pass, and `burst` at once after a rest. Works in the loop's own seconds."""

    def __init__(self, rate: float, burst: float) -> None:
        self._free_at = float("-inf")
        self.change(rate, burst)

    def change(self, rate: float, burst: float) -> None:
        """Another pace from now on; what has passed still counts."""
        self._step = 1.0 / rate
        self._ahead = (burst - 1) * self._step

    @property
    def step(self) -> float:
        """Seconds from one to the next."""
        return self._step

    def book(self, now: float) -> float:
        """Takes the next place; returns the seconds to wait for it."""
        wait = self.wait(now)
        self.take(now)
        return wait

    def wait(self, now: float) -> float:
        """Seconds until the next may pass."""
        return max(0.0, self._free_at - now)

    def take(self, now: float) -> None:
        """One passes at this moment: whoever comes late makes those behind them wait, so none are pushed together."""
        self._free_at = max(self._free_at, now - self._ahead) + self._step


class Pace:
    """Telegram's manners: 30 messages a second in all, one a second to a person, 20 a minute to a group."""

    def __init__(
        self, overall: float = 30.0, person: float = 1.0, group: float = 20 / 60, burst: int = 20
    ) -> None:
        self._whole = (overall, person, group, burst)
        self._overall = Bucket(overall * _SPREAD, 1 + overall * _SPARE)
        self._second = LastSecond(int(overall))
        self._gate = asyncio.Lock()
        self._lanes = {lane: asyncio.Semaphore(places) for lane, places in _PLACES.items()}
        self._waiting = dict.fromkeys(Lane, 0)
        self._over = asyncio.Event()
        self._person, self._group, self._burst = person, group, burst
        self._chats: OrderedDict[int, Bucket] = OrderedDict()

    def share(self, number: int) -> None:
        """From now on take one of so many parts: as many processes send side by side, and together keep the pace."""
        overall, person, group, burst = self._whole
        self._overall.change(overall * _SPREAD / number, 1 + overall * _SPARE / number)
        self._second.change(int(overall / number))
        self._person, self._group, self._burst = person / number, group / number, max(1, burst // number)
        for chat, bucket in self._chats.items():
            bucket.change(self._group if chat < 0 else self._person, self._burst)

    async def turn(self, chat: int, lane: Lane = Lane.NEAR) -> Departure:
        """Returns when a message may go to this chat; at once when we are under the pace. Tell when it is `answered`.

        Whatever waits in the other lanes, a message is soon in line: each lane has few places there.
        """
        now = asyncio.get_running_loop().time
        if wait := self._chat(chat).book(now()):
            await self._rest(wait)
        self._waiting[lane] += 1
        try:
            async with self._lanes[lane]:
                return await self._pass(now)
        finally:
            self._waiting[lane] -= 1

    def ahead(self, coming: int = 0) -> float:
        """Seconds for which an answer would have to wait for those before it, and for so many that are to come."""
        line = (self._waiting[Lane.NEAR] + coming) * self._overall.step
        return line + self._overall.wait(asyncio.get_running_loop().time())

    def is_full(self, chat: int) -> bool:
        """Whether this chat has had its own part for now."""
        bucket = self._chats.get(chat)
        return bucket is not None and bucket.wait(asyncio.get_running_loop().time()) > 0

    def answered(self, departure: Departure) -> None:
        """Telegram has answered what went after this turn."""
        self._second.answered(departure, asyncio.get_running_loop().time())

    async def _pass(self, now: Callable[[], float]) -> Departure:
        async with self._gate:
            wait = max(self._overall.wait(now()), self._second.wait(now()))
            if wait and not self._over.is_set():
                await asyncio.sleep(max(wait, _SHORTEST))
            self._overall.take(now())
            return self._second.leave(now())

    async def _rest(self, seconds: float) -> None:
        """Wait so long, but not beyond the end."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._over.wait()

    def end(self) -> None:
        """Let all go on who wait for their turn: nothing is sent any more."""
        self._over.set()

    def count(self, chat: int) -> None:
        """A message went to this chat without asking; those after it wait the longer."""
        now = asyncio.get_running_loop().time()
        self._chat(chat).book(now)
        self._overall.book(now)
        self._second.leave(now)

    def _chat(self, chat: int) -> Bucket:
        bucket = self._chats.pop(chat, None) or Bucket(self._group if chat < 0 else self._person, self._burst)
        self._chats[chat] = bucket
        if len(self._chats) > _REMEMBERED:
            self._chats.popitem(last=False)
        return bucket
