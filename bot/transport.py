"""Carries calls to Telegram; tells "never sent" from "no answer", and keeps the token to itself."""

import json
from contextvars import ContextVar
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import aiohttp
from aiohttp.abc import AbstractStreamWriter
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

DEADLINE = 40.0
"""Seconds that one call may take in all."""
_LARGEST = 24 * 1024 * 1024
_CONNECTIONS = 100
_TOLD_APART = (400, 401, 403, 404, 409)
"""Refusals for which PTB has an error of its own; to it, all others (413, ...) would be trouble of the network."""

_refusal: ContextVar[tuple[int, bytes] | None] = ContextVar("refusal", default=None)
"""What Telegram said to the present call, where PTB is only asked to tell refusals apart."""


class NotSent(NetworkError):
    """The request never left us: nothing can have happened."""


class NoAnswer(TimedOut):
    """The request left us, and no readable answer came: it may have been done or not."""


class SlowDown(TelegramError):
    """Telegram asks to wait `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many requests, wait {seconds} s")
        self.seconds = seconds


@dataclass(slots=True)
class _Journey:
    """How far one request came. Set just before the first byte is written."""

    left: bool = False


class _Ready(aiohttp.BytesPayload):
    """A body in JSON; it is asked to write itself just before the first byte of its request leaves."""

    def __init__(self, body: bytes, journey: _Journey) -> None:
        super().__init__(body, content_type="application/json")
        self._journey = journey

    async def write_with_length(self, writer: AbstractStreamWriter, content_length: int | None) -> None:
        """Note that the request leaves, and go along."""
        self._journey.left = True
        await super().write_with_length(writer, content_length)


async def _leaving(_session: aiohttp.ClientSession, context: SimpleNamespace, _params: Any) -> None:
    context.trace_request_ctx.left = True


class Transport(BaseRequest):
    """PTB's way to the network, on aiohttp.

    Errors say what kind of failure it was and never quote an address, for the address holds the token.
    """

    def __init__(self, deadline: float = DEADLINE, connections: int = _CONNECTIONS) -> None:
        self._deadline = deadline
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None
        self._plain: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """PTB adds it to the time of a long poll; our one deadline does its work."""
        return self._deadline

    async def initialize(self) -> None:
        """Make ready to call; asked for twice it does nothing."""
        if self._session is None:
            trace = aiohttp.TraceConfig()
            trace.on_request_headers_sent.append(_leaving)
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), trace_configs=[trace]
            )
            self._plain = aiohttp.ClientSession(
                connector=connector, connector_owner=False, cookie_jar=aiohttp.DummyCookieJar()
            )

    async def shutdown(self) -> None:
        """Let go of all connections."""
        sessions, self._plain, self._session = (self._plain, self._session), None, None
        for session in filter(None, sessions):
            await session.close()

    async def post_json(self, url: str, body: bytes) -> Any:
        """POST fields that stand ready; Telegram's result, or its refusal as PTB raises it."""
        journey = _Journey()
        status, told = await self._exchange(
            self._plain, journey, self._deadline, url, "POST", data=_Ready(body, journey)
        )
        if status == HTTPStatus.OK:
            return self.parse_json_payload(told)["result"]
        token = _refusal.set((status, told))
        try:
            return await self.post(url)
        finally:
            _refusal.reset(token)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call under one deadline. Errors: `NotSent`, `NoAnswer`, `SlowDown`."""
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._deadline
        journey = _Journey()
        status, body = _refusal.get() or await self._exchange(
            self._session, journey, seconds, url, method, data=_body(request_data), trace_request_ctx=journey
        )
        if status >= 400:
            _look_at_refusal(status, body)
        return status, body

    @staticmethod
    async def _exchange(
        session: aiohttp.ClientSession | None,
        journey: _Journey,
        seconds: float,
        url: str,
        method: str,
        **call: Any,
    ) -> tuple[int, bytes]:
        if session is None:
            raise NotSent("the transport is closed")
        timeout = aiohttp.ClientTimeout(total=seconds)
        try:
            async with session.request(method, url, timeout=timeout, allow_redirects=False, **call) as answer:
                return answer.status, await _all(answer)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            kind = NoAnswer if journey.left else NotSent
            raise kind(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as JSON; `NoAnswer` when it is none of Telegram's. Never quotes it: it may speak of people."""
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError):
            raise NoAnswer("the answer is not JSON") from None
        if not isinstance(answer, dict):
            raise NoAnswer("the answer is not an object")
        if "result" not in answer and "description" not in answer:
            raise NoAnswer("the answer is neither result nor refusal")
        return answer


def _body(data: RequestData | None) -> aiohttp.FormData | None:
    if data is None:
        return None
    form = aiohttp.FormData(quote_fields=False, default_to_multipart=data.contains_files)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        stream = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=_in_one_line(filename), content_type=kind)
    return form


def _in_one_line(filename: str) -> str:
    """The name as it is to be read, for percent signs would stay; nothing in it can end the line it stands in."""
    return "".join(letter for letter in filename if letter.isprintable() and letter not in '"\\')


async def _all(answer: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for part in answer.content.iter_any():
        body += part
        if len(body) > _LARGEST:
            raise ValueError("longer than anything Telegram sends")
    return bytes(body)


def _look_at_refusal(status: int, body: bytes) -> None:
    """What only looks like a refusal is no answer; a request to slow down says how long."""
    answer = Transport.parse_json_payload(body)
    if status >= 500 or "description" not in answer:
        raise NoAnswer(f"status {status}")
    parameters = answer.get("parameters")
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
    if isinstance(wait, int) or status == 429:
        raise SlowDown(max(1, wait if isinstance(wait, int) else 1))
    if status not in _TOLD_APART:
        raise BadRequest(f"status {status}")
