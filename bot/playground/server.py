"""Opens the playground at a loopback address: the Bot API, its files, the control side and the page."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from aiohttp import web

from bot.playground import requests
from bot.playground.assembly import Assembly
from bot.playground.control import Control
from bot.playground.faults import Fault
from bot.playground.keeping import keep, keep_up, remember
from bot.playground.methods import call, chat_of, not_done, said_in
from bot.playground.postman import Postman
from bot.playground.refusal import Refused, Unclear
from bot.playground.requests import Asked
from bot.playground.striking import hung_up, refusal, strike, told
from bot.playground.watching import Watch
from bot.playground.world import World

BODY_LIMIT = 120 * 1024 * 1024
PAGE = Path(__file__).parent / "page"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """A running playground; `url` has no slash at its end. `kept`: the folder in which everything is kept, if any."""

    def __init__(self, world: World, kept: Path | None = None) -> None:
        self.world = world
        self._kept = kept
        self.url = ""
        self._postman = Postman(world)
        self._runner = web.AppRunner(
            self._app(), handler_cancellation=True, shutdown_timeout=1.0, access_log=None
        )

    async def open(self, host: str, port: int) -> None:
        """Begin to listen; port 0 takes a free one."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"
        self._walk = asyncio.create_task(self._postman.walk())
        self._keeping = asyncio.create_task(keep_up(self.world, self._kept)) if self._kept else None

    async def close(self) -> None:
        """Let everybody go who waits, and stop."""
        self.world.close()
        self._walk.cancel()
        await asyncio.wait([self._walk])
        await self._runner.cleanup()
        if self._kept and self._keeping:
            await asyncio.wait([self._keeping])
            keep(self.world, self._kept)

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[_in_words], client_max_size=BODY_LIMIT)
        app.router.add_route("*", "/bot{token}/{method}", self._bot)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        for part in (Control(self.world), Assembly(self.world), Watch(self.world)):
            app.add_routes(part.routes())
        app.router.add_get("/", self._page)
        app.router.add_get("/page/{name:.+}", self._page)
        return app

    async def _bot(self, request: web.Request) -> web.StreamResponse:
        """A request of the bot: carried out, unless a fault strikes it."""
        method = request.match_info["method"]
        if self.world.faults.strikes_blindly(method):
            return hung_up(request)
        try:
            self._check(request)
            with self._busy(method):
                asked = await requests.read(request)
                fault = self.world.faults.strikes(method, chat_of(asked), said_in(asked))
                answer = await self._answer(method, asked, fault)
        except Refused as refused:
            return refusal(refused)
        if fault is None:
            return answer
        return await strike(request, fault.what(), answer, self._rest)

    async def _answer(self, method: str, asked: Asked, fault: Fault | None) -> web.Response:
        """The true answer; none where the fault keeps the request from being carried out."""
        if fault and not fault.what().acts:
            not_done(self.world, method, asked, fault)
            return web.Response()
        try:
            return told(await call(self.world, method, asked, fault.mode if fault else None))
        except Refused as refused:
            return refusal(refused)

    async def _rest(self, seconds: float) -> None:
        """Some seconds, cut short when the playground closes."""
        await self.world.bell.until(lambda: False, seconds)

    @contextlib.contextmanager
    def _busy(self, method: str) -> Iterator[None]:
        """Counts the request as under way, unless it is one that waits for updates."""
        weight = 0 if method.lower() == "getupdates" else 1
        self.world.busy += weight
        try:
            yield
        finally:
            self.world.busy -= weight
            if weight:
                self.world.bell.ring()

    def _check(self, request: web.Request) -> None:
        if request.match_info["token"] != self.world.token:
            raise Refused("Unauthorized", 401)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """A download; to faults its method is `file`."""
        file = self.world.files.at(request.match_info["path"])
        if request.match_info["token"] != self.world.token or file is None:
            return refusal(Refused("Not Found", 404))
        answer = web.Response(body=file.data, headers={"Content-Type": "application/octet-stream"})
        fault = self.world.faults.strikes("file", None)
        return await strike(request, fault.what(), answer, self._rest) if fault else answer

    async def _page(self, request: web.Request) -> web.FileResponse:
        path = (PAGE / request.match_info.get("name", "index.html")).resolve()
        if not path.is_relative_to(PAGE) or not path.is_file():
            raise Unclear("no such page", 404)
        return web.FileResponse(path, headers={"Cache-Control": "no-store"})


@web.middleware
async def _in_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What cannot be done is told in JSON."""
    try:
        return await handler(request)
    except Unclear as unclear:
        return web.json_response({"error": unclear.words}, status=unclear.code)
    except (KeyError, TypeError, ValueError) as error:
        if request.path.startswith("/bot"):
            raise
        return web.json_response({"error": f"the body has not the right shape: {error}"}, status=400)


async def start(world: World, host: str = "127.0.0.1", port: int = 0, kept: Path | None = None) -> Server:
    """Open the playground; returns once it answers. It goes on from what is `kept` in a folder, and keeps it up.

    `Unreadable` if the folder holds what cannot be understood, OSError if port or folder cannot be used.
    """
    if kept:
        remember(world, kept)
        keep(world, kept)
    server = Server(world, kept)
    await server.open(host, port)
    return server
