"""The same desk without a public address: we ask Telegram, and ask for more only when all is kept."""

import asyncio
import json
from urllib.parse import urlencode

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.desk import Desk
from bot.inbound import ALLOWED_UPDATES
from bot.logs import where
from bot.reception import take_in
from bot.shapes import number
from bot.transport import SlowDown, Transport
from storage.trouble import Unavailable

log = structlog.get_logger("polling")

LONG_POLL = 50
_GRACE = 10
_CALM = 2.0
_MOST = 100
_TRIES = 3
_TROUBLE = (TelegramError, LookupError, TypeError)
"""What PTB raises where Telegram is away, or answers without a result."""


class Polling:
    """Asks for updates for ever. The offset, which tells Telegram to forget, moves after the commit only."""

    def __init__(self, bot: Bot, transport: Transport, desk: Desk) -> None:
        self._bot = bot
        self._transport = transport
        self._desk = desk
        self._offset = 0
        self._faults = 0
        self.well = False

    async def run(self) -> None:
        """Ask, hear, ask again. A batch that is not kept as a whole is offered again as a whole.

        Cancelled, it ends once the turns that have begun are over.
        """
        while not await self._stops_webhook():
            continue
        async with asyncio.TaskGroup() as group:
            while True:
                try:
                    updates = await self._asked()
                    self.well = True
                except _TROUBLE as error:
                    await self._rest(error)
                    continue
                await _finished(group.create_task(self._heard(updates)))

    async def _asked(self) -> list[object]:
        """What is new; until the first answer we do not wait for news, so that all soon know how we are."""
        wait = LONG_POLL if self.well else 0
        query = {"timeout": wait, "limit": _MOST, "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        if self._offset:
            query["offset"] = self._offset
        address = f"{self._bot.base_url}/getUpdates?{urlencode(query)}"
        answer = await self._transport.post(address, read_timeout=LONG_POLL + _GRACE)
        return list(answer) if isinstance(answer, list) else []

    async def _heard(self, updates: list[object]) -> None:
        """All persons at once; the database keeps the order of each person's own."""
        outcomes = await asyncio.gather(
            *(take_in(self._desk, update) for update in updates), return_exceptions=True
        )
        failed = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        if failed and not self._is_hopeless(failed):
            await asyncio.sleep(_CALM)
            return
        self._faults = 0
        keys = (number(update.get("update_id")) for update in updates if isinstance(update, dict))
        self._offset = max((key + 1 for key in keys if key is not None), default=self._offset)

    def _is_hopeless(self, failed: list[BaseException]) -> bool:
        """A database that is away is waited for; what cannot even be set aside must not stop everybody for ever."""
        faults = [error for error in failed if not isinstance(error, Unavailable)]
        for error in faults:
            log.critical("not kept", fault=where(error), tries=self._faults + 1)
        self._faults += bool(faults)
        return self._faults >= _TRIES and len(faults) == len(failed)

    async def _stops_webhook(self) -> bool:
        """Whether it is taken back: while it stands, Telegram refuses to be asked."""
        try:
            await self._bot.delete_webhook()
        except _TROUBLE as error:
            await self._rest(error)
            return False
        return True

    async def _rest(self, error: Exception) -> None:
        self.well = False
        log.warning("no updates", error=type(error).__name__)
        await asyncio.sleep(error.seconds if isinstance(error, SlowDown) else _CALM)


async def _finished(hearing: asyncio.Task[None]) -> None:
    """Wait for it, also where we are to end meanwhile."""
    try:
        await asyncio.shield(hearing)
    except asyncio.CancelledError:
        await hearing
        raise
