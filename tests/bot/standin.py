"""A small Telegram that answers as it is told: with faults of transport, refusals, or not at all."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

Json = dict[str, Any]

HANG = "hang"
CUT = "cut"
BROKEN = "broken"
HTML = "html"


def ok(result: object = True) -> tuple[int, Json]:
    """An answer of Telegram's."""
    return 200, {"ok": True, "result": result}


def refusal(code: int, words: str, **parameters: int) -> tuple[int, Json]:
    """A refusal of Telegram's."""
    body: Json = {"ok": False, "error_code": code, "description": words}
    return code, body | ({"parameters": parameters} if parameters else {})


@dataclass
class Standin:
    """`answers`: what comes next for a method, one each; then every call is answered as Telegram would."""

    answers: dict[str, deque[Any]] = field(default_factory=dict)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    url: str = ""
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true of the calls."""
        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(true)

    def next(self, method: str, *answers: object) -> None:
        """What the next calls of the method get."""
        self.answers.setdefault(method, deque()).extend(answers)

    def of(self, method: str) -> list[Json]:
        """The parameters of all calls of a method."""
        return [params for name, params in self.calls if name == method]

    def said(self) -> list[str]:
        """The words of all messages sent."""
        return [params["text"] for params in self.of("sendMessage")]

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._called)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Stop listening."""
        await self._runner.cleanup()

    async def _called(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        fields = await _fields(request)
        async with self._changed:
            self.calls.append((method, dict(request.query) | fields))
            self._changed.notify_all()
        waiting = self.answers.get(method)
        answer = waiting.popleft() if waiting else self._usual(method, fields)
        return await _answered(request, answer)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        waiting = self.answers.get("file")
        return await _answered(request, waiting.popleft() if waiting else (200, b""))

    def _usual(self, method: str, params: Json) -> tuple[int, Json]:
        if method == "getMe":
            return ok({"id": 1, "is_bot": True, "first_name": "M", "username": "m_bot"})
        if method == "getUpdates":
            return ok([])
        if method == "getFile":
            return ok({"file_id": "f", "file_unique_id": "u", "file_path": "photos/1.jpg"})
        if method in ("sendMessage", "editMessageText", "sendPhoto", "sendDocument"):
            return ok(message(int(params["chat_id"]), int(params.get("message_id", 100 + len(self.calls)))))
        if method == "sendMediaGroup":
            count = len(json.loads(params["media"]))
            return ok([message(int(params["chat_id"]), 500 + number) for number in range(count)])
        return ok()


def message(chat: int, number: int) -> Json:
    """A message as Telegram returns it."""
    return {"message_id": number, "date": 1_700_000_000, "chat": {"id": chat, "type": "private"}}


async def _fields(request: web.Request) -> Json:
    """What was asked for, as texts: a call may come as JSON or as a form."""
    if request.content_type != "application/json":
        return {name: str(value) for name, value in (await request.post()).items()}
    told: Json = await request.json()
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in told.items()}


async def _answered(request: web.Request, answer: Any) -> web.StreamResponse:
    if answer == HANG:
        await asyncio.sleep(3600)
    if answer == HTML:
        return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")
    if answer == BROKEN:
        return web.Response(text='{"ok": true, "res', content_type="application/json")
    if answer == CUT:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b'{"ok": true')
        assert request.transport is not None
        request.transport.close()
        return response
    status, body = answer
    if isinstance(body, bytes):
        return web.Response(status=status, body=body)
    return web.json_response(body, status=status)
