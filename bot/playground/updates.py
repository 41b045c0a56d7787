"""The updates that wait for the bot, each with its number, until the bot has acknowledged them or they expire."""

from dataclasses import dataclass, field
from typing import Any

from bot.playground.bell import Bell
from bot.playground.clock import Clock
from bot.playground.people import Json
from bot.playground.refusal import Refused

FIRST = 700_001
ONLY_IF_ASKED = ("chat_member", "message_reaction", "message_reaction_count")
"""Kinds that come only to a bot that has asked for them by name."""

LIVES = 24 * 3600
SHORT_LIVES = {"callback_query": 150, "inline_query": 30, "shipping_query": 150, "pre_checkout_query": 150}
"""Seconds for which an update waits for the bot, by the playground's clock."""


@dataclass
class Update:
    """One update. `line` is the queue it stands in; `expires`: when it is given up, as a Unix time."""

    number: int
    kind: str
    line: str
    chat: int
    expires: int
    body: Json


@dataclass
class Hook:
    """Where the bot wants its updates posted. `gone_since`: when it began to answer nothing but 410."""

    url: str
    secret: str | None = None
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None
    gone_since: int | None = None


@dataclass
class Updates:
    """The waiting updates, oldest first, and how the bot takes them: by asking or by webhook."""

    bell: Bell
    clock: Clock
    waiting: list[Update] = field(default_factory=list)
    hook: Hook | None = None
    allowed: list[str] | None = None
    unasked: bool = False
    last: int = FIRST - 1
    askers: int = 0
    ended_by_hook: int = 0

    def add(self, kind: str, line: str, chat: int, content: Json) -> None:
        """Queue an update, unless the bot does not want this kind."""
        if self.unasked or self._wants(kind):
            self._queue(kind, line, chat, {kind: content})

    def inject(self, content: Json, line: str) -> int:
        """Queue anything as an update; returns its number."""
        kind = next(iter(content), "")
        self._queue(kind, line or f"injected:{self.last}", 0, content)
        return self.last

    def _wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ONLY_IF_ASKED

    def _queue(self, kind: str, line: str, chat: int, content: Json) -> None:
        self.last += 1
        expires = self.clock.unix() + SHORT_LIVES.get(kind, LIVES)
        body = {"update_id": self.last} | content
        self.waiting.append(Update(self.last, kind, line, chat, expires, body))
        self.bell.ring()

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds the bot wants; None leaves it as it was, an empty list means the usual ones."""
        if kinds is not None:
            self.allowed = kinds or None

    def done(self, update: Update) -> None:
        """Take an update off: the bot has it, or it has expired."""
        if update in self.waiting:
            self.waiting.remove(update)
            self.bell.ring()

    def expired(self) -> list[Update]:
        """Take off and return what has waited too long."""
        now = self.clock.unix()
        late = [update for update in self.waiting if update.expires < now]
        for update in late:
            self.done(update)
        return late

    def before(self, offset: int) -> list[Update]:
        """The updates that asking from `offset` acknowledges; a negative one counts from the end."""
        if offset < 0:
            return self.waiting[:offset]
        return [update for update in self.waiting if update.number < offset]

    def set_hook(self, hook: Hook | None) -> None:
        """Take or drop a webhook; whoever is asking is sent away by a new one."""
        self.hook = hook
        if hook is not None:
            self.ended_by_hook = self.askers
        self.bell.ring()

    async def ask(self, limit: int, seconds: float) -> list[Update]:
        """The first waiting updates, as soon as there are any; only the newest asker is served."""
        if self.hook is not None:
            raise Refused(
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
                409,
            )
        self.askers += 1
        mine = self.askers
        self.bell.ring()
        await self.bell.until(lambda: bool(self.waiting) or self._is_over(mine), seconds)
        if self.ended_by_hook >= mine:
            raise Refused("Conflict: terminated by setWebhook request", 409)
        if self.askers != mine:
            raise Refused(
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
                409,
            )
        return self.waiting[:limit]

    def _is_over(self, asker: int) -> bool:
        return self.askers != asker or self.ended_by_hook >= asker

    def info(self) -> dict[str, Any]:
        """Telegram's WebhookInfo."""
        hook = self.hook
        facts: dict[str, Any] = {
            "url": hook.url if hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.waiting),
        }
        if self.allowed:
            facts["allowed_updates"] = self.allowed
        if hook:
            facts |= {"max_connections": hook.max_connections, "ip_address": "127.0.0.1"}
        if hook and hook.last_error_date:
            facts |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error_message}
        return facts
