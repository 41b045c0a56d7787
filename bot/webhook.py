"""The listening address: Telegram in (secret checked first), health and figures."""

import hmac
import json
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from bot.desk import Desk
from bot.metrics import Metrics
from bot.pulse import Pulse
from bot.reception import take_in
from storage.trouble import Unavailable

log = structlog.get_logger("webhook")

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY_LIMIT = 1024 * 1024
RETRY_AFTER = "5"
_OK = 200

IsWell = Callable[[], bool]
Feel = Callable[[], Awaitable[Pulse]]


async def _assume() -> Pulse:
    """Nobody can say: all is well."""
    return Pulse(True)


class Listener:
    """Serves /telegram (with a secret), /healthz and /metrics."""

    def __init__(
        self, desk: Desk, secret: str, is_well: IsWell, metrics: Metrics, feel: Feel = _assume
    ) -> None:
        self._desk = desk
        self._secret = secret.encode()
        self._is_well = is_well
        self._metrics = metrics
        self._feel = feel
        self._runner: web.AppRunner | None = None

    async def open(self, host: str, port: int) -> str:
        """Begin to listen; returns the address as `host:port`. OSError when it is taken."""
        app = web.Application(client_max_size=BODY_LIMIT)
        routes = [web.get("/healthz", self._health), web.get("/metrics", self._figures)]
        if self._secret:
            routes.append(web.post("/telegram", self._telegram))
        app.add_routes(routes)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=5.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        return f"{host}:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        """Answer what is under way, then stop."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _telegram(self, request: web.Request) -> web.Response:
        """Nothing is read before the secret is checked; 200 means that the update is kept."""
        told = request.headers.get(SECRET_HEADER, "").encode("utf-8", "replace")
        if not hmac.compare_digest(told, self._secret):
            return web.Response(status=403)
        body = await request.read()
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            self._metrics.updates.labels("unreadable").inc()
            return web.Response(status=_OK)
        try:
            call = await take_in(self._desk, update)
        except Unavailable:
            return web.Response(status=503, headers={"Retry-After": RETRY_AFTER})
        if call is None:
            return web.Response(status=_OK)
        return web.Response(body=call.riding(), content_type="application/json")

    async def _health(self, _request: web.Request) -> web.Response:
        pulse = await self._feel()
        well = self._is_well() and pulse.well
        return web.json_response({"well": well, **pulse.told()}, status=_OK if well else 503)

    async def _figures(self, _request: web.Request) -> web.Response:
        self._metrics.take(await self._feel())
        return web.Response(body=self._metrics.text(), headers={"Content-Type": "text/plain; version=0.0.4"})
