"""Outbox to Telegram: in order for each chat, at a pace, and never without a note of what became of it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from bot.clock import Clock
from bot.logs import where
from bot.metrics import Metrics
from bot.outcomes import Outcome, Refused
from bot.pace import Pace
from bot.parcels import Parcel, take_parcels
from bot.sending import Sender
from bot.settling import DEEDS, NO_DEEDS, Deeds, settle
from domain.services.ports import Leased, UnitOfWork
from storage.engine import Database
from storage.trouble import Unavailable

log = structlog.get_logger("delivery")
T = TypeVar("T")

_AT_ONCE = 60
_LONGEST_NAP = 5.0
_HELD_UP_NAP = 0.5
_TROUBLE_NAP = 1.0
_TRIES = 30


class Delivery:
    """The one loop that sends. Chats are served side by side, the messages of one chat one by one."""

    def __init__(
        self, database: Database[UnitOfWork], sender: Sender, clock: Clock, pace: Pace, metrics: Metrics
    ) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._pace = pace
        self._metrics = metrics
        self._awake = asyncio.Event()
        self._held: dict[int, Leased] = {}
        self._passed_on: dict[int, Parcel] = {}
        self._stopping = False

    def wake(self) -> None:
        """Look at the outbox now."""
        self._awake.set()

    def stop(self) -> None:
        """Take nothing new; `run` ends once what is under way has arrived and is written down."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Send until stopped; what a crash leaves half-way is found again after its lease."""
        async with asyncio.TaskGroup() as group:
            while not self._stopping:
                self._awake.clear()
                await self.serve_due(group)
                await self._nap()

    async def serve_due(self, group: asyncio.TaskGroup) -> None:
        """Begin to serve every chat that has something due; the group waits until all are served."""
        for parcel in await self._leased():
            if self._takes(parcel):
                group.create_task(self._serve(parcel))

    def _takes(self, parcel: Parcel) -> bool:
        """Whether the chat is free; if not, whoever serves it is handed the parcel.

        A moved clock may have ended our own lease early: then the new fence is ours too.
        """
        chat = parcel.leased.message.chat
        held = self._held.get(chat)
        if held is not None and held.id != parcel.leased.id:
            self._passed_on[chat] = parcel
            return False
        self._held[chat] = parcel.leased
        return held is None

    async def _leased(self) -> list[Parcel]:
        room = _AT_ONCE - len(self._held)
        if room <= 0:
            return []
        try:
            return await self._database.run(None, lambda uow: self._lease(uow, room, None))
        except Unavailable:
            await asyncio.sleep(_TROUBLE_NAP)
            return []

    def _lease(self, uow: UnitOfWork, limit: int, chat: int | None) -> list[Parcel]:
        return [] if self._stopping else take_parcels(uow, self._clock.now(), limit, chat)

    async def _nap(self) -> None:
        """Until something is put, or the next message becomes due, or a few seconds have passed."""
        try:
            due = await self._database.read(lambda uow: uow.outbox.next_due())
            left = _LONGEST_NAP if due is None else (due - self._clock.now()).total_seconds()
            wait = left if left > 0 else _HELD_UP_NAP
        except Unavailable:
            wait = _TROUBLE_NAP
        try:
            async with asyncio.timeout(min(wait, _LONGEST_NAP)):
                await self._awake.wait()
        except TimeoutError:
            return

    async def _serve(self, first: Parcel) -> None:
        """Send one chat's messages until none is waiting."""
        chat = first.leased.message.chat
        parcel: Parcel | None = first
        try:
            while parcel is not None:
                self._held[chat] = parcel.leased
                await self._pace.turn(chat)
                outcome = await self._sent(parcel)
                parcel = await self._settled(parcel, outcome) or self._passed_on.pop(chat, None)
        finally:
            self._held.pop(chat, None)

    async def _sent(self, parcel: Parcel) -> Outcome:
        outcome = await self._guarded(parcel, self._sender.send(parcel)) or Refused("fault")
        self._metrics.sends.labels(type(outcome).__name__.lower()).inc()
        if isinstance(outcome, Refused):
            log.warning("refused", outbox=parcel.leased.id, why=outcome.why)
        return outcome

    async def _settled(self, parcel: Parcel, outcome: Outcome) -> Parcel | None:
        """Write down the outcome and take the chat's next message, in one transaction.

        What Telegram has accepted is written down even if the deed that should follow is at fault.
        """
        chat = parcel.leased.message.chat

        def work(uow: UnitOfWork, deeds: Deeds = DEEDS) -> list[Parcel]:
            held = self._held.get(chat, parcel.leased)
            settle(uow, held, outcome, self._clock.now(), deeds)
            return self._lease(uow, 1, chat)

        found = await self._guarded(parcel, self._insisted(work))
        if found is None:
            found = await self._guarded(parcel, self._insisted(lambda uow: work(uow, NO_DEEDS)))
        return found[0] if found else None

    async def _guarded(self, parcel: Parcel, doing: Awaitable[T]) -> T | None:
        """The result, or None after a fault of ours: one message must not stop the others."""
        try:
            return await doing
        except Exception as error:
            log.error("fault", outbox=parcel.leased.id, fault=where(error))
            return None

    async def _insisted(self, work: Callable[[UnitOfWork], list[Parcel]]) -> list[Parcel]:
        """A database that is away is waited for, some time."""
        for _ in range(_TRIES):
            try:
                return await self._database.run(None, work)
            except Unavailable:
                await asyncio.sleep(_TROUBLE_NAP)
        return []
