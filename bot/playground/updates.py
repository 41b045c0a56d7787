"""The updates that wait for the bot, each with its number, until the bot has acknowledged them."""

from dataclasses import dataclass, field
from typing import Any

from bot.playground.bell import Bell
from bot.playground.people import Json
from bot.playground.refusal import Refused

FIRST = 700_001
KINDS = ("message", "edited_message", "callback_query", "my_chat_member")


@dataclass
class Update:
    """One update. `line` is the queue it stands in: a chat's messages or a person's taps."""

    number: int
    kind: str
    line: str
    chat: int
    body: Json


@dataclass
class Hook:
    """Where the bot wants its updates posted."""

    url: str
    secret: str | None = None
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass
class Updates:
    """The waiting updates, oldest first, and how the bot takes them: by asking or by webhook."""

    bell: Bell
    waiting: list[Update] = field(default_factory=list)
    hook: Hook | None = None
    allowed: list[str] | None = None
    last: int = FIRST - 1
    askers: int = 0

    def add(self, kind: str, line: str, chat: int, content: Json) -> None:
        """Queue an update, unless the bot has said that it does not want this kind."""
        if self.allowed and kind not in self.allowed:
            return
        self.last += 1
        body = {"update_id": self.last, kind: content}
        self.waiting.append(Update(self.last, kind, line, chat, body))
        self.bell.ring()

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds the bot wants; None leaves it as it was, an empty list means all."""
        if kinds is not None:
            self.allowed = kinds or None

    def done(self, update: Update) -> None:
        """Take an update off: the bot has it."""
        if update in self.waiting:
            self.waiting.remove(update)
            self.bell.ring()

    def before(self, offset: int) -> list[Update]:
        """The updates that asking from `offset` acknowledges; a negative one counts from the end."""
        if offset < 0:
            return self.waiting[:offset]
        return [update for update in self.waiting if update.number < offset]

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
        await self.bell.until(lambda: bool(self.waiting) or self.askers != mine, seconds)
        if self.askers != mine:
            raise Refused(
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
                409,
            )
        return self.waiting[:limit]

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
