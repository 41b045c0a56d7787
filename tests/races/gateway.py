"""One webhook address in front of several replicas, as nginx does it: by turns, the next one if one is away.

Whoever has failed is left alone for a while (its `fail_timeout`), unless all have.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Self

import aiohttp
from aiohttp import web

PATIENCE = aiohttp.ClientTimeout(total=20)
LEFT_ALONE = 5.0


class Gateway:
    """`doors`: where the replicas listen. `everywhere`: each update goes to all of them at once.

    `swallowed`: while it is a list, updates are kept there and go nowhere. `answers`: how often which status came.
    """

    def __init__(self, doors: Sequence[str] = (), everywhere: bool = False) -> None:
        self.doors = list(doors)
        self.everywhere = everywhere
        self.swallowed: list[bytes] | None = None
        self.answers: Counter[int] = Counter()
        self.url = ""
        self._turn = 0
        self._failed: dict[str, float] = {}

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(timeout=PATIENCE)
        app = web.Application()
        app.router.add_post("/telegram", self._brought)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/telegram"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()
        await self._session.close()

    async def _brought(self, request: web.Request) -> web.Response:
        body = await request.read()
        if self.swallowed is not None:
            self.swallowed.append(body)
            return web.Response()
        headers = {name: value for name, value in request.headers.items() if name.startswith("X-Telegram")}
        if self.everywhere:
            answers = await asyncio.gather(*(self._tried(door, body, headers) for door in self.doors))
            taken = [answer for answer in answers if answer.status == 200] or answers
            return next((answer for answer in taken if answer.body), taken[0])  # what rides must not be lost
        answer = web.Response(status=502)
        for door in self._by_turns():
            answer = await self._tried(door, body, headers)
            if answer.status == 200:
                return answer
        return answer

    def _by_turns(self) -> list[str]:
        """Another one first each time; who has failed lately comes last."""
        self._turn += 1
        place, now = self._turn % len(self.doors), asyncio.get_running_loop().time()
        doors = self.doors[place:] + self.doors[:place]
        return sorted(doors, key=lambda door: now < self._failed.get(door, float("-inf")) + LEFT_ALONE)

    async def _tried(self, door: str, body: bytes, headers: dict[str, str]) -> web.Response:
        try:
            async with self._session.post(f"http://{door}/telegram", data=body, headers=headers) as answer:
                self.answers[answer.status] += 1
                return web.Response(status=answer.status, body=await answer.read())
        except (aiohttp.ClientError, TimeoutError):
            self.answers[502] += 1
            self._failed[door] = asyncio.get_running_loop().time()
            return web.Response(status=502)
