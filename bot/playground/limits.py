"""Telegram's limits on sending: to one chat, to one group, and in all; who is faster is told to wait.

They count the playground's own time, as everything of Telegram's does here: the clock moved past `retry_after`
ends the waiting. Refused requests do not count.
"""

from collections import defaultdict, deque
from dataclasses import dataclass, field

from bot.playground.people import Json
from bot.playground.refusal import Refused, Unclear

USUAL = {"chat": (1, 1), "group": (20, 60), "all": (30, 1)}
ALBUM = "sendMediaGroup"
SILENT = "sendChatAction"


@dataclass
class Limits:
    """What has been sent lately. `rules`: name → messages in seconds; none while the limits are off."""

    rules: dict[str, tuple[int, int]] = field(default_factory=dict)
    _sent: defaultdict[tuple[str, int], deque[int]] = field(default_factory=lambda: defaultdict(deque))

    def set(self, wanted: object) -> None:
        """True: the usual ones; false: none; an object such as {"chat": [1, 1]}: only those that it names."""
        if isinstance(wanted, bool):
            wanted = USUAL if wanted else {}
        if not isinstance(wanted, dict) or not set(wanted) <= set(USUAL):
            raise Unclear(f"limits is true, false, or an object with {', '.join(USUAL)}")
        self.rules = {name: (int(most), int(seconds)) for name, (most, seconds) in wanted.items()}
        self._sent.clear()

    def check(self, method: str, params: Json, now: int) -> None:
        """Refuse what is too fast, telling how long to wait."""
        waits = [self._wait(name, key, now) for name, key in self._books(method, params)]
        wait = max(waits, default=0)
        if wait > 0:
            raise Refused(f"Too Many Requests: retry after {wait}", 429, retry_after=wait)

    def count(self, method: str, params: Json, now: int) -> None:
        """Remember what was sent; an album counts as many messages as it has parts."""
        messages = len(params.get("media") or ()) if method == ALBUM else 1
        for book in self._books(method, params):
            self._sent[book].extend([now] * messages)

    def _books(self, method: str, params: Json) -> list[tuple[str, int]]:
        """The rules that this request falls under, each with the chat it counts for."""
        chat = _number(params.get("chat_id"))
        if not self.rules or chat is None or not method.startswith("send") or method == SILENT:
            return []
        books = [("group" if chat < 0 else "chat", chat), ("all", 0)]
        return [book for book in books if book[0] in self.rules]

    def _wait(self, name: str, key: int, now: int) -> int:
        """Seconds until one more may go; a clock moved back forgets what is then yet to come."""
        most, seconds = self.rules[name]
        sent = deque(moment for moment in self._sent[name, key] if now - seconds < moment <= now)
        self._sent[name, key] = sent
        return sent[len(sent) - most] + seconds - now if len(sent) >= most else 0


def _number(chat: object) -> int | None:
    try:
        return int(str(chat))
    except ValueError:
        return None
