"""The ways in which Telegram can fail a bot, by name, and the faults that a test has asked for."""

from dataclasses import dataclass, field
from typing import Any

from bot.playground.people import Json
from bot.playground.refusal import Refused, Unclear, bad

EVERY = "*"
UNREAD = "refused"
PAGE = "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center></body></html>"


@dataclass(frozen=True)
class Mode:
    """One way to fail. `acts`: whether the request is carried out all the same.

    `way`: `close` the line, keep `silent`, `cut` or `drip` the true answer, send the `head` of it letter by
    letter, or put another answer (`status`, `type`, `body`) in its place; `refusal` makes one in Telegram's words.
    """

    acts: bool = False
    way: str = "instead"
    status: int = 200
    type: str = "application/json"
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    refusal: Refused | None = None


def _page(title: str, acts: bool = False, header: tuple[str, str] | None = None) -> Mode:
    """A page of HTML from somebody who stands between bot and Telegram."""
    status = int(title.split()[0])
    return Mode(acts, "instead", status, "text/html", PAGE.format(title), (header,) if header else ())


def _refusal(words: str, code: int, **parameters: Any) -> Mode:
    return Mode(status=code, refusal=Refused(words, code, **parameters))


def _ok(body: str) -> Mode:
    """The request is carried out, but the answer says something else than it should."""
    return Mode(acts=True, body=body)


BROKEN_INSIDE = _refusal("Internal Server Error", 500)

MODES: dict[str, Mode] = {
    UNREAD: Mode(way="close"),
    "closed": Mode(way="close"),
    "done_closed": Mode(acts=True, way="close"),
    "silent": Mode(way="silent"),
    "done_silent": Mode(acts=True, way="silent"),
    "cut": Mode(acts=True, way="cut"),
    "half": Mode(acts=True, way="half"),
    "drip": Mode(acts=True, way="drip"),
    "slow_head": Mode(acts=True, way="head"),
    "500": BROKEN_INSIDE,
    "done_500": Mode(acts=True, status=500, refusal=BROKEN_INSIDE.refusal),
    "502_page": _page("502 Bad Gateway"),
    "done_502_page": _page("502 Bad Gateway", acts=True),
    "503_page": _page("503 Service Unavailable", header=("Retry-After", "5")),
    "done_504_page": _page("504 Gateway Timeout", acts=True),
    "404_page": _page("404 Not Found"),
    "429_page": _page("429 Too Many Requests"),
    "302_page": _page("302 Found", header=("Location", "/elsewhere")),
    "page": _page("200 OK", acts=True),
    "empty": _ok(""),
    "words": _ok("OK"),
    "list": _ok("[]"),
    "no_result": _ok('{"ok":true}'),
    "null_result": _ok('{"ok":true,"result":null}'),
    "true_result": _ok('{"ok":true,"result":true}'),
    "other_result": _ok('{"ok":true,"result":{"strange":1}}'),
    "other_list": _ok('{"ok":true,"result":[1,"2",null]}'),
    "not_ok": _ok('{"ok":false}'),
    "429": _refusal("Too Many Requests: retry after 3", 429, retry_after=3),
    "429_bare": _refusal("Too Many Requests", 429),
    "403_blocked": _refusal("Forbidden: bot was blocked by the user", 403),
    "403_deactivated": _refusal("Forbidden: user is deactivated", 403),
    "403_kicked": _refusal("Forbidden: bot was kicked from the group chat", 403),
    "400": Mode(status=400, refusal=bad("chat not found")),
    "401": _refusal("Unauthorized", 401),
    "404": _refusal("Not Found", 404),
    "409": _refusal("Conflict: terminated by other getUpdates request", 409),
    "413": _refusal("Request Entity Too Large", 413),
}
"""Every mode by its name; docs/playground.md has the same table."""


@dataclass
class Fault:
    """A fault that waits for its request. `left`: how many requests it will strike yet."""

    method: str
    mode: str
    left: int
    chat: int | None = None
    words: str = ""
    parameters: Json = field(default_factory=dict)

    def means(self, method: str) -> bool:
        """Whether it is meant for this method."""
        return self.method in (EVERY, method.lower())

    def what(self) -> Mode:
        """The mode, with the words and parameters that were asked for instead of the usual ones."""
        mode = MODES[self.mode]
        if mode.refusal is None or not (self.words or self.parameters):
            return mode
        words, parameters = self.words or mode.refusal.words, mode.refusal.parameters | self.parameters
        return Mode(mode.acts, status=mode.status, refusal=Refused(words, mode.status, **parameters))

    def view(self) -> Json:
        """As a test sees it."""
        facts = {"method": self.method, "mode": self.mode, "times": self.left}
        return facts | ({"chat": self.chat} if self.chat is not None else {})


class Faults:
    """The faults that wait, oldest first; each request meets one at most."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(self, body: Json) -> Fault:
        """Ask for a fault: `method` (or *), `mode`, and if wanted `chat`, `times`, `words`, `parameters`."""
        mode, times = str(body.get("mode")), body.get("times", 1)
        if mode not in MODES:
            raise Unclear(f"no mode {mode!r}; there are {', '.join(MODES)}")
        if not isinstance(times, int) or times < 1:
            raise Unclear("times is a number from 1")
        words, parameters = str(body.get("words") or ""), dict(body.get("parameters") or {})
        fault = Fault(
            str(body.get("method", EVERY)).lower(), mode, times, body.get("chat"), words, parameters
        )
        self.waiting.append(fault)
        return fault

    def strikes(self, method: str, chat: int | None) -> Fault | None:
        """The fault that this request meets, used up by one; None if it goes well."""
        found = (fault for fault in self.waiting if fault.means(method) and fault.chat in (None, chat))
        return self._used(next(found, None))

    def strikes_blindly(self, method: str) -> bool:
        """Whether the line is closed before the request is read, so that nobody knows of which chat it spoke."""
        oldest = next((fault for fault in self.waiting if fault.means(method)), None)
        blind = oldest is not None and oldest.mode == UNREAD and oldest.chat is None
        return blind and self._used(oldest) is not None

    def _used(self, fault: Fault | None) -> Fault | None:
        if fault is not None:
            fault.left -= 1
            if not fault.left:
                self.waiting.remove(fault)
        return fault
