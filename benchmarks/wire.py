"""HTTP as bare as it can be, so that the stub costs next to nothing beside the bots it measures."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle

_END = b"\r\n\r\n"
_LENGTH = b"content-length:"
_CHUNKED = b"transfer-encoding: chunked"


@dataclass(frozen=True, slots=True)
class Letter:
    """One request or answer: its first line and its body."""

    first: bytes
    body: bytes

    @property
    def status(self) -> int:
        """Of an answer."""
        return int(self.first.split(b" ", 2)[1])

    @property
    def path(self) -> str:
        """Of a request."""
        return self.first.split(b" ", 2)[1].decode("ascii")


class Reader:
    """Cuts a stream of bytes into letters."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, more: bytes) -> list[Letter]:
        """The letters that are whole by now."""
        self._rest += more
        letters = []
        while (letter := self._next()) is not None:
            letters.append(letter)
        return letters

    def _next(self) -> Letter | None:
        end = self._rest.find(_END)
        if end < 0:
            return None
        head, start = bytes(self._rest[:end]), end + len(_END)
        found = _chunks(self._rest, start) if _CHUNKED in head.lower() else _whole(self._rest, start, head)
        if found is None:
            return None
        body, after = found
        del self._rest[:after]
        return Letter(head.partition(b"\r\n")[0], body)


def _whole(stream: bytearray, start: int, head: bytes) -> tuple[bytes, int] | None:
    low = head.lower()
    at = low.find(_LENGTH)
    length = int(low[at + len(_LENGTH) :].partition(b"\r\n")[0]) if at >= 0 else 0
    after = start + length
    return (bytes(stream[start:after]), after) if len(stream) >= after else None


def _chunks(stream: bytearray, start: int) -> tuple[bytes, int] | None:
    body = bytearray()
    while (line := stream.find(b"\r\n", start)) >= 0:
        size = int(bytes(stream[start:line]).partition(b";")[0], 16)
        start = line + 2 + size + 2
        if len(stream) < start:
            return None
        if size == 0:
            return bytes(body), start
        body += stream[line + 2 : line + 2 + size]
    return None


def answer(body: bytes, status: bytes = b"200 OK") -> bytes:
    """A JSON answer, ready to be written."""
    head = b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    return head % (status, len(body)) + body


def request(path: str, headers: dict[str, str], body: bytes) -> bytes:
    """A POST of JSON, ready to be written."""
    lines = [f"POST {path} HTTP/1.1", "Host: bot", "Content-Type: application/json"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    head = "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""])
    return head.encode("ascii") + body


class Served(asyncio.Protocol):
    """One connection that somebody made to us. `serve` gets a letter and the connection to answer on."""

    def __init__(self, serve: Callable[[Letter, asyncio.Transport], None]) -> None:
        self._serve = serve
        self._reader = Reader()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody is there."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Serve what is whole."""
        assert self._transport is not None
        for letter in self._reader.feed(data):
            self._serve(letter, self._transport)


class _Line(asyncio.Protocol):
    """One connection of ours, one request at a time."""

    def __init__(self) -> None:
        self._reader = Reader()
        self._waiting: asyncio.Future[Letter] | None = None
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready to ask."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Hand the answer over."""
        for letter in self._reader.feed(data):
            if self._waiting is not None and not self._waiting.done():
                self._waiting.set_result(letter)

    def connection_lost(self, exc: Exception | None) -> None:
        """No answer comes any more."""
        self.transport = None
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(ConnectionResetError())

    async def ask(self, written: bytes) -> Letter:
        """Write a request and wait for its answer. ConnectionError when the other side hangs up."""
        if self.transport is None:
            raise ConnectionResetError
        self._waiting = asyncio.get_running_loop().create_future()
        self.transport.write(written)
        return await self._waiting


class Caller:
    """Asks one address, on as many connections as there are requests at once."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._free: deque[_Line] = deque()

    async def ask(self, written: bytes) -> Letter:
        """The answer to a request. OSError when there is none."""
        line = self._free.pop() if self._free else await self._connected()
        while line.transport is None:
            line = self._free.pop() if self._free else await self._connected()
        letter = await line.ask(written)
        self._free.append(line)
        return letter

    def close(self) -> None:
        """Let go of all connections."""
        for line in self._free:
            if line.transport is not None:
                line.transport.close()
        self._free.clear()

    async def _connected(self) -> _Line:
        _, line = await asyncio.get_running_loop().create_connection(_Line, self._host, self._port)
        return line


class Callers:
    """Asks several addresses by turns, as a balancer before them would."""

    def __init__(self, callers: Sequence[Caller]) -> None:
        self._turns = cycle(callers)

    async def ask(self, written: bytes) -> Letter:
        """The answer of the next one to a request. OSError when there is none."""
        return await next(self._turns).ask(written)
