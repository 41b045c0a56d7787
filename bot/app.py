"""Wires the house together: everything is built once, started in order and closed in reverse."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from typing import Any

import structlog
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.calls import acknowledge
from bot.clock import Clock
from bot.config import Settings
from bot.delivery import Delivery
from bot.desk import After, Desk, Take
from bot.drawing import Drawing
from bot.fetching import Fetching
from bot.files_folder import FilesFolder
from bot.greeting import introduce
from bot.inbound import ALLOWED_UPDATES
from bot.logs import where
from bot.metrics import Metrics
from bot.pace import Pace
from bot.parts import bot_of, database_of
from bot.polling import Polling
from bot.presence import Presence
from bot.pulse import Pulse, feel
from bot.scheduler import Scheduler
from bot.sending import Sender
from bot.ticks import TICKS
from bot.transport import Transport
from bot.webhook import Listener
from domain.services.reminding import next_due
from locales import load
from storage.vault import Vault

log = structlog.get_logger("app")

_CALM = 3.0
_LAST_TURNS, _LAST_SENDS, _LAST_ERRANDS = 8.0, 10.0, 2.0
"""Seconds at the end for turns that have begun, for what is on its way, and for presses to be acknowledged."""


class WebhookRefused(Exception):
    """Telegram does not want to post updates to this address; it says why."""


class LoopBroke(Exception):
    """A loop of ours met a fault; the kind and the place of it, without its words, which may speak of people."""


class App:
    """One running bot."""

    def __init__(self, settings: Settings, take: Take, commands: Sequence[str]) -> None:
        self.settings = settings
        self.clock = Clock(settings.clock_url)
        self.catalogues = load(timezone=settings.zone)
        self.metrics = Metrics()
        self.transport = Transport()
        self.bot = bot_of(settings, self.transport)
        self.address = ""
        self._commands = commands
        vault = Vault.from_setting(settings.key.get_secret_value())
        self.database = database_of(settings, vault)
        self._folder = FilesFolder(settings.files, vault)
        self.metrics.waiting.set_function(lambda: self.database.health().waiting)
        draw = Drawing(self.database, self.catalogues, self.clock).draw
        self._sender = Sender(self.bot, self.transport, self.catalogues, self._read_file, draw)
        pace = Pace(settings.pace)
        self._delivery = Delivery(self.database, self._sender, self.clock, pace, self.metrics)
        self._presence: Presence | None = None
        if not settings.database_file:
            own = (settings, self.database, self.clock, self._folder, vault)
            self._presence = Presence(*own, self._share(pace))
        sent = (self._delivery.take_now, self._delivery.is_behind, self._delivery.is_tight)
        self.desk = Desk(self.database, self.catalogues, self.clock, take, self._after, self.metrics, *sent)
        self.desk.rides = settings.by_webhook
        self._fetching = Fetching(self.database, self.bot, self._folder, self.clock, self.metrics)
        self._polling = Polling(self.bot, self.transport, self.desk)
        secret = settings.webhook_secret.get_secret_value() if settings.by_webhook else ""
        self._listener = Listener(self.desk, secret, self.is_well, self.metrics, self._feel)
        self._scheduler = Scheduler(self.database, self.clock, TICKS, self._ticked, self.metrics)
        self._loops: list[asyncio.Task[None]] = []
        self._errands: set[asyncio.Task[None]] = set()
        self._closing = AsyncExitStack()
        self._has_hook = False

    def is_well(self) -> bool:
        """The truth for /healthz: the database keeps, updates come in, and all loops turn."""
        health = self.database.health()
        hears = self.settings.by_webhook or self._polling.well
        turns = bool(self._loops) and not any(loop.done() for loop in self._loops)
        return health.well and hears and turns

    async def _feel(self) -> Pulse:
        return await feel(self.database, self.clock.now())

    async def start(self) -> None:
        """Open everything in order; returns once updates can come in."""
        await self.clock.catch_up()
        await asyncio.to_thread(self._folder.prepare)
        await self.database.open()
        self._closing.push_async_callback(self.database.close)
        if self._presence:
            self._closing.push_async_callback(self._presence.end)
            others = await self._presence.begin()
            self._has_hook = any(other.webhook == self._presence.webhook for other in others)
        await self.transport.initialize()
        self._closing.push_async_callback(self.transport.shutdown)
        await self._told_by_telegram(self._meet_telegram)
        self.address = await self._listener.open(self.settings.host, self.settings.port)
        self._closing.push_async_callback(self._finish_errands)
        self._closing.push_async_callback(self._stop_loops)
        self._closing.push_async_callback(self._listener.close)
        self._closing.callback(self._scheduler.stop)
        await self._scheduler.all_now()
        self._scheduler.start()
        self._sending = self._start_loop(self._delivery.run())
        self._start_loop(self._fetching.run())
        self._start_loop(self._scheduler.watch())
        if self._presence:
            self._start_loop(self._presence.run())
        if self.settings.clock_url:
            self._start_loop(self.clock.follow(self._scheduler.all_now))
        await self._listen_to_telegram()

    async def close(self) -> None:
        """Close everything in reverse order of opening."""
        await self._closing.aclose()

    async def until(self, stop: asyncio.Event) -> None:
        """Wait until `stop` is set. `LoopBroke`."""
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({stopping, *self._loops}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
        for loop in self._loops:
            if loop.done() and not loop.cancelled() and (error := loop.exception()):
                log.critical("a loop broke", fault=where(error))
                raise LoopBroke(where(error)) from None

    async def serve(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Start, tell when ready, run until `stop` is set, close; `stop` also ends a start under way."""
        starting = asyncio.create_task(self.start())
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if starting.done():
                starting.result()
                ready()
                await self.until(stop)
        finally:
            starting.cancel()
            stopping.cancel()
            await asyncio.wait({starting, stopping})
            await self.close()

    async def _meet_telegram(self) -> None:
        """Learn our own name."""
        self.desk.bot_name = (await self.bot.get_me()).username or ""
        await introduce(self.bot, self.catalogues, self._commands)

    async def _told_by_telegram(self, ask: Callable[[], Awaitable[None]]) -> None:
        """Ask Telegram; while it is away, ask again. `InvalidToken` and `WebhookRefused` end it."""
        while True:
            try:
                await ask()
                return
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("telegram is away", error=type(error).__name__)
                await asyncio.sleep(_CALM)

    async def _listen_to_telegram(self) -> None:
        if not self.settings.by_webhook:
            self._start_loop(self._polling.run())
            return
        await self._told_by_telegram(self._set_webhook)

    async def _set_webhook(self) -> None:
        """Tell Telegram the address, unless another process has told it the same and it still stands."""
        if self._has_hook and (await self.bot.get_webhook_info()).url == self.settings.webhook_url:
            return
        try:
            await self.bot.set_webhook(
                self.settings.webhook_url,
                secret_token=self.settings.webhook_secret.get_secret_value(),
                allowed_updates=ALLOWED_UPDATES,
            )
        except (BadRequest, Forbidden) as error:
            raise WebhookRefused(error.message) from error

    def _share(self, pace: Pace) -> Callable[[int], None]:
        def share(number: int) -> None:
            pace.share(number)
            self.metrics.replicas.set(number)

        return share

    def _after(self, after: After) -> None:
        """What follows a kept turn; none of it is waited for."""
        leaving = after.leaving
        self._delivery.serve(leaving.parcels)
        if leaving.wakes:
            self._delivery.wake()
        if leaving.call is not None and not leaving.acknowledged:
            self._delivery.count(int(leaving.call.fields["chat_id"]))
        if after.has_files:
            self._fetching.wake()
        if after.press_id and not leaving.acknowledged:
            self._run_errand(self._acknowledge(after.press_id, after.toast))

    async def _acknowledge(self, press_id: str, toast: str) -> None:
        try:
            await self._sender.call(acknowledge(press_id, toast))
        except TelegramError as error:
            log.info("press not acknowledged", error=type(error).__name__)

    async def _ticked(self) -> None:
        """Time has gone on, perhaps by a leap: look again at all that waits for its time."""
        self._delivery.wake()
        self._fetching.wake()
        await self.clock.tell_next(await self.database.read(next_due))

    async def _read_file(self, file: str) -> bytes:
        return await asyncio.to_thread(self._folder.read, file)

    def _start_loop(self, loop: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(loop)
        self._loops.append(task)
        return task

    def _run_errand(self, errand: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(errand)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def _stop_loops(self) -> None:
        """The turns that have begun are finished, what is being sent may still arrive; the rest can stop anywhere."""
        others = {loop for loop in self._loops if loop is not self._sending}
        for loop in others:
            loop.cancel()
        if others:
            await asyncio.wait(others, timeout=_LAST_TURNS)
        self._delivery.stop()
        if self._loops:
            await asyncio.wait({self._sending}, timeout=_LAST_SENDS)
            self._sending.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)

    async def _finish_errands(self) -> None:
        if self._errands:
            await asyncio.wait(self._errands, timeout=_LAST_ERRANDS)
        for errand in self._errands:
            errand.cancel()
        await asyncio.gather(*self._errands, return_exceptions=True)
