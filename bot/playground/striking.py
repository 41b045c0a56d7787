"""Carries out a fault: answers a request of the bot late, by half, with something else, or not at all."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.playground.faults import Mode
from bot.playground.refusal import Refused

LETTER = 0.05
FOR_EVER = 3600.0

Wait = Callable[[float], Awaitable[object]]
"""Waits that many seconds, or until the playground closes."""


async def strike(request: web.Request, mode: Mode, answer: web.Response, wait: Wait) -> web.StreamResponse:
    """What the bot gets instead of the true answer."""
    if mode.way == "silent":
        await wait(FOR_EVER)
    if mode.way in ("silent", "close"):
        return hung_up(request)
    if mode.way == "head":
        return await _head(request, answer, wait)
    if mode.way in ("cut", "half", "drip"):
        return await _body(request, mode.way, answer, wait)
    return instead(mode)


def hung_up(request: web.Request) -> web.Response:
    """The line is closed without a word."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def instead(mode: Mode) -> web.Response:
    """The answer that this mode puts in the place of the true one."""
    if mode.refusal is not None:
        return refusal(mode.refusal)
    return web.Response(
        status=mode.status, text=mode.body, content_type=mode.type, headers=dict(mode.headers)
    )


def refusal(refused: Refused) -> web.Response:
    """A refusal in Telegram's words."""
    return web.json_response(refused.view(), status=refused.code)


async def _body(request: web.Request, way: str, answer: web.Response, wait: Wait) -> web.StreamResponse:
    """The true answer: its first half with the length of the whole or of the half, or letter by letter."""
    body = answer.body if isinstance(answer.body, bytes) else b""
    half = body[: len(body) // 2]
    told = len(half) if way == "half" else len(body)
    slow = web.StreamResponse(status=answer.status, headers={"Content-Type": answer.content_type})
    slow.content_length = told
    await slow.prepare(request)
    if way == "drip":
        for letter in body:
            await slow.write(bytes([letter]))
            await wait(LETTER)
        return slow
    await slow.write(half)
    return slow if way == "half" else hung_up(request)


async def _head(request: web.Request, answer: web.Response, wait: Wait) -> web.StreamResponse:
    """The status line and headers letter by letter, then the body."""
    body = answer.body if isinstance(answer.body, bytes) else b""
    head = f"HTTP/1.1 {answer.status} OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    line = request.transport
    for letter in head.encode():
        if line is None or line.is_closing():
            return hung_up(request)
        line.write(bytes([letter]))
        await wait(LETTER)
    if line is not None:
        line.write(body)
        line.close()
    return web.Response()


def told(result: object) -> web.Response:
    """The true answer of a request that went well."""
    return web.json_response({"ok": True, "result": result})
