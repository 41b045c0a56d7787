"""The only reading of the clock; a playground may move it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

_LONG_POLL = 40
_CALM = 1.0
_TROUBLE = (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError, OverflowError)

Moved = Callable[[], Awaitable[None]]


class Clock:
    """Tells the time: the real one, plus the offset of the movable clock at `url` if there is one."""

    def __init__(self, url: str = "") -> None:
        self._url = url.rstrip("/")
        self._offset = timedelta(0)
        self._version: int | None = None
        self._told: datetime | None = None

    def now(self) -> datetime:
        """This moment, aware, UTC."""
        return datetime.now(UTC) + self._offset

    async def catch_up(self) -> None:
        """Take over the offset as it stands; without effect when the movable clock does not answer."""
        if self._url:
            async with self._session() as session:
                await self._asked(session)

    async def follow(self, moved: Moved) -> None:
        """Follow the movable clock for ever; `moved` is awaited after each change, before asking again.

        Whoever moves the clock waits for us to ask again, so by then everything due has been done.
        """
        if not self._url:
            return
        async with self._session() as session:
            while True:
                before = self._version
                if not await self._asked(session):
                    await asyncio.sleep(_CALM)
                elif self._version != before:
                    await moved()

    async def tell_next(self, at: datetime | None, what: str = "") -> None:
        """Tell the movable clock our next due moment, for its button; nothing is said twice."""
        if not self._url or at == self._told:
            return
        body = {"at": at.isoformat() if at else None, "what": what}
        try:
            async with (
                self._session() as session,
                session.put(f"{self._url}/clock/next", json=body, raise_for_status=True),
            ):
                self._told = at
        except _TROUBLE:
            return

    def _session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_LONG_POLL))

    async def _asked(self, session: aiohttp.ClientSession) -> bool:
        after = {} if self._version is None else {"after": self._version}
        try:
            async with session.get(f"{self._url}/clock", params=after, raise_for_status=True) as answer:
                self._take(await answer.json())
        except _TROUBLE:
            return False
        return True

    def _take(self, told: Any) -> None:
        offset, version = timedelta(seconds=float(told["offset"])), int(told["version"])
        if version != self._version:
            self._offset, self._version, self._told = offset, version, None
