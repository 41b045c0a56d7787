"""Telegram as the bots under measure see it: answers every call at once and shows each message to its reader."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import unquote_to_bytes

from benchmarks.wire import Letter, Served, answer

_ME = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
_NO_HOOK = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
_TRUE = answer(b'{"ok":true,"result":true}')
_NOT_NOW = answer(
    b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}',
    b"429 Too Many Requests",
)
_PART = re.compile(rb'name="?(\w+)"?[^\r]*\r\n(?:[^\r]+\r\n)*\r\n(.*?)\r\n--', re.DOTALL)
_DATA = re.compile(r'"callback_data":\s*"((?:[^"\\]|\\.)*)"')
_SENDS = frozenset({"sendMessage"})
_TELLS = frozenset({"sendMessage", "editMessageText"})

Shown = Callable[[int, int, list[str], bool], None]
"""Gets chat, number and button data of each new message, and whether it is a reply."""


@dataclass
class Telegram:
    """`delay`: seconds before each answer. `ceiling`: messages a second, beyond which calls are refused (0: none)."""

    shown: Shown
    delay: float = 0.0
    ceiling: int = 0
    sends: list[float] = field(default_factory=list)
    calls: int = 0
    refused: int = 0
    said: Counter[tuple[str, str]] = field(default_factory=Counter)
    _counts: bool = False
    _last: int = 0

    def connection(self) -> Served:
        """A new connection of a bot."""
        return Served(self._called)

    def begin(self, ceiling: int) -> None:
        """Count anew, and refuse what is beyond so many a second (0: nothing)."""
        self.ceiling, self.refused, self._counts = ceiling, 0, True
        self.sends.clear()
        self.said.clear()

    def most(self) -> int:
        """The most messages within any one second."""
        first = 0
        most = 0
        for last, at in enumerate(self.sends):
            while at - self.sends[first] >= 1.0:
                first += 1
            most = max(most, last - first + 1)
        return most

    def repeated(self) -> int:
        """How many messages said to somebody what they had been told already."""
        return self.said.total() - len(self.said)

    def seconds(self) -> float:
        """From the first message counted to the last."""
        return self.sends[-1] - self.sends[0] if self.sends else 0.0

    def ride(self, body: bytes) -> None:
        """A call that came in the answer to an update."""
        fields = fields_of(body)
        self._told(str(fields.get("method", "")), fields)

    def _called(self, letter: Letter, line: asyncio.Transport) -> None:
        method = letter.path.rpartition("/")[2].partition("?")[0]
        told = self._told(method, fields_of(letter.body) if method in _TELLS else {})
        if self.delay:
            asyncio.get_running_loop().call_later(self.delay, line.write, told)
        else:
            line.write(told)

    def _told(self, method: str, fields: dict[str, str]) -> bytes:
        self.calls += 1
        if method == "getMe":
            return _ok(_ME)
        if method == "getWebhookInfo":
            return _ok(_NO_HOOK)
        if method == "getUpdates":
            return _ok([])
        if method not in _TELLS:
            return _TRUE
        if not self._may():
            self.refused += 1
            return _NOT_NOW
        chat = int(fields["chat_id"])
        number = self._numbered(method, fields)
        if method in _SENDS:
            if self._counts:
                self.said[fields["chat_id"], fields["text"]] += 1
            data = _DATA.findall(fields.get("reply_markup", ""))
            self.shown(chat, number, data, "reply_parameters" in fields or "reply_to_message_id" in fields)
        return _message(chat, number)

    def _numbered(self, method: str, fields: dict[str, str]) -> int:
        if method not in _SENDS:
            return int(fields.get("message_id", 0))
        self._last += 1
        return self._last

    def _may(self) -> bool:
        now = monotonic()
        if self.ceiling and len(self.sends) >= self.ceiling and now - self.sends[-self.ceiling] < 1.0:
            return False
        self.sends.append(now)
        return True


def fields_of(body: bytes) -> dict[str, str]:
    """The fields of a call, in whichever of the three ways it is written."""
    if body[:1] == b"{":
        told = json.loads(body)
        return {name: value if isinstance(value, str) else json.dumps(value) for name, value in told.items()}
    if body[:2] == b"--":
        return {name.decode(): value.decode() for name, value in _PART.findall(body)}
    pairs = (pair.partition(b"=") for pair in body.split(b"&"))
    return {name.decode(): unquote_to_bytes(value.replace(b"+", b" ")).decode() for name, _, value in pairs}


def _ok(result: object) -> bytes:
    return answer(json.dumps({"ok": True, "result": result}).encode())


def _message(chat: int, number: int) -> bytes:
    return answer(
        b'{"ok":true,"result":{"message_id":%d,"date":1795000000,"chat":{"id":%d,"type":"private"},"text":"x"}}'
        % (number, chat)
    )
