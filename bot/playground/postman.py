"""Brings updates to the bot's webhook as Telegram does: one queue per chat, each update until the bot says 2xx."""

import asyncio
import contextlib
import json

import aiohttp

from bot.playground.methods import call
from bot.playground.people import Json
from bot.playground.refusal import Refused
from bot.playground.requests import Asked
from bot.playground.updates import Hook, Update
from bot.playground.world import World

SECRET = "X-Telegram-Bot-Api-Secret-Token"
FIRST_PAUSE, LONGEST_PAUSE, LONGEST_ASKED = 1, 60, 3600
ANSWER_WITHIN = 60.0
GONE = 410
GONE_FOR = 23 * 3600
LOOK_AGAIN = 1.0
NOT_RIDING = ("setwebhook", "deletewebhook", "close", "logout")


class Postman:
    """Walks while the playground is open; the queues of different chats do not wait for each other.

    Pauses are those of Telegram, by the movable clock: the second try comes at once, then after 2 seconds, then
    twice as long each time up to a minute, or after what the bot asks for.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self._walked: set[str] = set()

    async def walk(self) -> None:
        """Look for updates and bring them, until cancelled."""
        patience = aiohttp.ClientTimeout(total=ANSWER_WITHIN)
        async with aiohttp.ClientSession(timeout=patience) as self._session, asyncio.TaskGroup() as walks:
            bell = self.world.bell
            while not bell.closed:
                version = bell.version
                self.world.give_up_expired()
                for line in self._new_lines():
                    self._walked.add(line)
                    walks.create_task(self._serve(line))
                await bell.past(version, LOOK_AGAIN)

    def _new_lines(self) -> list[str]:
        """The queues that nobody serves yet; at most twice as many as the bot allows connections."""
        hook = self.world.updates.hook
        if hook is None:
            return []
        lines = dict.fromkeys(update.line for update in self.world.updates.waiting)
        room = 2 * hook.max_connections - len(self._walked)
        return [line for line in lines if line not in self._walked][: max(0, room)]

    async def _serve(self, line: str) -> None:
        try:
            await self._bring_all(line)
        finally:
            self._walked.discard(line)

    async def _bring_all(self, line: str) -> None:
        """Bring the updates of one queue in their order, until none is left or the webhook is gone."""
        while (hook := self.world.updates.hook) and (update := self._first(line)):
            for _ in range(self.world.settings.copies):
                await self._bring(hook, update)
            if self.world.updates.hook is hook:
                self.world.updates.done(update)

    def _first(self, line: str) -> Update | None:
        return next((update for update in self.world.updates.waiting if update.line == line), None)

    async def _bring(self, hook: Hook, update: Update) -> None:
        pause, again_in = FIRST_PAUSE, 0
        while self._is_wanted(hook, update):
            wait = await self._try(hook, update, again_in)
            if wait is None:
                return
            await self.world.clock.pass_by(wait, lambda: not self._is_wanted(hook, update))
            pause = min(LONGEST_PAUSE, pause * 2)
            again_in = pause

    def _is_wanted(self, hook: Hook, update: Update) -> bool:
        return self.world.updates.hook is hook and update in self.world.updates.waiting

    async def _try(self, hook: Hook, update: Update, pause: int) -> int | None:
        """Hand an update over once; None if the bot took it, else how many seconds to wait for the next time."""
        headers = {"Content-Type": "application/json"} | ({SECRET: hook.secret} if hook.secret else {})
        facts = {"update_id": update.number, "chat": update.chat}
        self.world.note("update", **facts, params=update.body)
        try:
            async with self._session.post(hook.url, data=json.dumps(update.body), headers=headers) as answer:
                body = await answer.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            return self._failed(hook, update, f"{type(error).__name__}: {error}", pause)
        if not 200 <= answer.status < 300:
            words = f"Wrong response from the webhook: {answer.status} {answer.reason}"
            self._mind_gone(hook, answer.status)
            return self._failed(hook, update, words, _asked_for(answer) or pause)
        hook.gone_since = None
        self.world.note("ack", **facts)
        await self._ride(body)
        return None

    def _mind_gone(self, hook: Hook, status: int) -> None:
        """A bot that has answered 410 for 23 hours and nothing else loses its webhook."""
        now = self.world.clock.unix()
        since = hook.gone_since or now
        hook.gone_since = since if status == GONE else None
        if status == GONE and now > since + GONE_FOR and self.world.updates.hook is hook:
            self.world.updates.set_hook(None)

    def _failed(self, hook: Hook, update: Update, words: str, again_in: int) -> int:
        hook.last_error_date, hook.last_error_message = self.world.clock.unix(), words
        self.world.note("error", update_id=update.number, chat=update.chat, error=words, again_in=again_in)
        return again_in

    async def _ride(self, body: bytes) -> None:
        """Carry out the method that the bot put into its answer, if any; refusals stand in history only."""
        asked = _method(body)
        if asked is None:
            return
        with contextlib.suppress(Refused):
            await call(self.world, str(asked.pop("method")), Asked(asked))


def _asked_for(answer: aiohttp.ClientResponse) -> int:
    """Seconds that the bot wants to be left alone; an hour at most."""
    asked = answer.headers.get("Retry-After", "")
    return min(LONGEST_ASKED, int(asked)) if asked.isdecimal() else 0


def _method(body: bytes) -> Json | None:
    try:
        found = json.loads(body)
    except ValueError:
        return None
    if not isinstance(found, dict) or "method" not in found:
        return None
    method = str(found["method"]).lower()
    return None if method.startswith("get") or method in NOT_RIDING else found
