"""Outbox to Telegram: in order for each chat, at a pace, and never without a note of what became of it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from bot.clock import Clock
from bot.logs import where
from bot.metrics import Metrics
from bot.outcomes import Accepted, Outcome, Refused
from bot.pace import Pace
from bot.parcels import LEASE, Parcel, take_parcels
from bot.sending import Sender
from bot.settling import DEEDS, NO_DEEDS, Deeds, settle
from domain.people import Person
from domain.services.message_ports import Leased
from domain.services.ports import UnitOfWork
from handlers.kit.pushed import offer
from storage.engine import Database
from storage.trouble import Unavailable

log = structlog.get_logger("delivery")
T = TypeVar("T")

_ROOM = {False: 60, True: 16}
"""How many found in the outbox are sent side by side: of those that stand back, and of all others."""
_TIGHT = 0.5
"""Seconds of waiting for the pace from which on there is a rush."""
_LONGEST_NAP = 5.0
_HELD_UP_NAP = 0.5
_TROUBLE_NAP = 1.0
_TRIES = 30
_LEASE = LEASE.total_seconds() - 60
"""Seconds after which what was taken is not sent any more: a send takes less than the minute that is left."""


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
        self._found = {False: 0, True: 0}
        self._more = {False: False, True: False}
        self._group: asyncio.TaskGroup | None = None
        self._stopping = False

    def wake(self) -> None:
        """Look at the outbox now."""
        self._awake.set()

    def take_now(self, uow: UnitOfWork, chat: int, reader: Person) -> list[Parcel]:
        """Within the transaction of a turn: take what its chat is to get next. Whoever takes must `serve` it."""
        if self._group is None or self._stopping:
            return []
        return take_parcels(uow, self._clock.now(), self._held, 1, chat, reader, back=False)

    def is_tight(self, chat: int) -> bool:
        """Whether an answer to this chat would have to wait; to be asked in the loop."""
        return self._pace.ahead() > _TIGHT or self._pace.is_full(chat)

    def is_behind(self, in_hand: int) -> bool:
        """Whether more is to be said than may be sent after so many updates, be it that some stand back for it."""
        return self._more[True] or self._pace.ahead(in_hand) > _TIGHT

    def serve(self, parcels: Iterable[Parcel]) -> None:
        """Begin to send what was taken; the transaction is kept by now."""
        for parcel in parcels:
            if self._takes(parcel) and self._group is not None:
                self._group.create_task(self._serve(parcel))

    def count(self, chat: int) -> None:
        """A message went to this chat another way; it counts for the pace all the same."""
        self._pace.count(chat)

    def stop(self) -> None:
        """Take nothing new; `run` ends once what is under way has arrived and is written down."""
        self._stopping = True
        self._pace.end()
        self.wake()

    async def run(self) -> None:
        """Send until stopped; what a crash leaves half-way is found again after its lease."""
        async with asyncio.TaskGroup() as self._group:
            while not self._stopping:
                self._awake.clear()
                await self._nap(await self.serve_due(self._group))

    async def serve_due(self, group: asyncio.TaskGroup) -> float:
        """Begin to serve every chat that has something due; the group waits until all are served.

        Returns the seconds until it is worth while to look again.
        """
        looked = await self._guarded(None, self._looked(DEEDS))
        if looked is None:
            looked = await self._guarded(None, self._looked(NO_DEEDS))
        found, due = looked or self._nothing()
        for back, parcels in found.items():
            for parcel in filter(self._takes, parcels):
                self._found[back] += 1
                group.create_task(self._serve_found(parcel, back))
        left = _LONGEST_NAP if due is None else (due - self._clock.now()).total_seconds()
        return left if left > 0 else _HELD_UP_NAP

    async def _looked(self, deeds: Deeds) -> tuple[dict[bool, list[Parcel]], datetime | None]:
        try:
            return await self._database.run(None, lambda uow: self._due(uow, deeds))
        except Unavailable:
            return self._nothing()

    def _nothing(self) -> tuple[dict[bool, list[Parcel]], datetime]:
        """Nothing to send, and when to look again: the memory is in trouble, or our code is."""
        return {}, self._clock.now() + timedelta(seconds=_TROUBLE_NAP)

    def _takes(self, parcel: Parcel) -> bool:
        """Whether the chat is free; if not, whoever serves it is handed the parcel."""
        chat = parcel.leased.message.chat
        if chat in self._held:
            self._passed_on[chat] = parcel
            return False
        self._held[chat] = parcel.leased
        return True

    def _due(self, uow: UnitOfWork, deeds: Deeds = DEEDS) -> tuple[dict[bool, list[Parcel]], datetime | None]:
        """As many parcels as there is room for, by whether they stand back, and when the next one may be taken."""
        found: dict[bool, list[Parcel]] = {}
        for back, most in _ROOM.items():
            room = most - self._found[back]
            found[back] = self._lease(uow, room, None, back, deeds) if room > 0 else []
            self._more[back] = len(found[back]) >= room
        return found, uow.outbox.next_due()

    def _lease(
        self, uow: UnitOfWork, limit: int, chat: int | None, back: bool = False, deeds: Deeds = DEEDS
    ) -> list[Parcel]:
        now = self._clock.now()
        if self._stopping:
            return []
        return take_parcels(uow, now, self._held, limit, chat, back=back, deeds=deeds)

    async def _nap(self, wait: float) -> None:
        """Until something is put, or so many seconds have passed."""
        try:
            async with asyncio.timeout(min(wait, _LONGEST_NAP)):
                await self._awake.wait()
        except TimeoutError:
            return

    async def _serve_found(self, parcel: Parcel, back: bool) -> None:
        """Send what was found in the outbox; when half of the places are free, look for more."""
        try:
            await self._serve(parcel)
        finally:
            self._found[back] -= 1
            if self._more[back] and self._found[back] <= _ROOM[back] // 2:
                self._awake.set()

    async def _serve(self, first: Parcel) -> None:
        """Send one chat's messages until none is waiting."""
        chat = first.leased.message.chat
        parcel: Parcel | None = first
        time = asyncio.get_running_loop().time
        taken = time()
        try:
            while parcel is not None:
                self._held[chat] = parcel.leased
                departure = await self._pace.turn(chat, parcel.leased.lane)
                if self._stopping or time() > taken + _LEASE:
                    await self._handed_back(parcel)
                    return
                outcome = await self._sent(parcel)
                self._pace.answered(departure)
                taken = time()
                parcel = await self._settled(parcel, outcome) or self._passed_on.pop(chat, None)
        finally:
            self._held.pop(chat, None)

    async def _handed_back(self, parcel: Parcel) -> None:
        """It was not sent: we are to stop, or stood still so long that another may have it by now."""
        now, behind = self._clock.now(), self._passed_on.pop(parcel.leased.message.chat, None)

        def work(uow: UnitOfWork) -> list[Parcel]:
            for one in filter(None, (parcel, behind)):
                uow.outbox.again(one.leased, now, uncertain=False)
            return []

        await self._guarded(parcel, self._insisted(parcel.leased.message.chat, work))

    async def _sent(self, parcel: Parcel) -> Outcome:
        outcome = await self._guarded(parcel, self._sender.send(parcel)) or Refused("fault")
        self._metrics.sends.labels(type(outcome).__name__.lower()).inc()
        if isinstance(outcome, Accepted):
            for _ in outcome.message_ids[1:]:
                self._pace.count(parcel.leased.message.chat)
        if isinstance(outcome, Refused):
            log.warning("refused", outbox=parcel.leased.id, why=outcome.why)
        return outcome

    async def _settled(self, parcel: Parcel, outcome: Outcome) -> Parcel | None:
        """Write down the outcome and take the chat's next message, in one transaction.

        What Telegram has accepted is written down even if the deed that should follow is at fault.
        """
        chat = parcel.leased.message.chat

        def work(uow: UnitOfWork, deeds: Deeds = DEEDS) -> list[Parcel]:
            settled = settle(uow, parcel.leased, outcome, self._clock.now(), deeds)
            if settled and isinstance(outcome, Accepted) and deeds is DEEDS:
                offer(uow, parcel.leased.message, self._sender.labels(parcel))
            return self._lease(uow, 1, chat)

        found = await self._guarded(parcel, self._insisted(chat, work))
        if found is None:
            found = await self._guarded(parcel, self._insisted(chat, lambda uow: work(uow, NO_DEEDS)))
        return found[0] if found else None

    async def _guarded(self, parcel: Parcel | None, doing: Awaitable[T]) -> T | None:
        """The result, or None after a fault of ours: one message must not stop the others."""
        try:
            return await doing
        except Exception as error:
            log.error("fault", outbox=parcel.leased.id if parcel else 0, fault=where(error))
            return None

    async def _insisted(self, chat: int, work: Callable[[UnitOfWork], list[Parcel]]) -> list[Parcel]:
        """A database that is away is waited for, some time. In line with the chat: a reply comes after it."""
        for _ in range(_TRIES):
            try:
                return await self._database.run(chat, work)
            except Unavailable:
                await asyncio.sleep(_TROUBLE_NAP)
        return []
