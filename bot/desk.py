"""One update, one transaction, one turn: whatever comes in is heard here, once."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from secrets import token_hex

import structlog

from bot.calls import Call
from bot.clock import Clock
from bot.inbound import read
from bot.logs import where
from bot.metrics import Metrics
from bot.riding import Leaving, TakeNow, leave, take_nothing
from bot.rush import InRush, Rush, never
from bot.shapes import inside, number
from domain.errors import Refusal
from domain.messages import Message, Words
from domain.people import Person
from domain.services.ports import UnitOfWork
from handlers.kit.talk import Event, Heard, Turn
from locales import Catalogues
from storage.engine import Database
from storage.trouble import Unavailable

log = structlog.get_logger("desk")

Take = Callable[[Turn], None]
"""The conversation: what people say goes in, answers go out through the turn."""


@dataclass(frozen=True, slots=True)
class After:
    """What is left to do once the turn is kept; all of it may be lost without harm."""

    outcome: str
    press_id: str = ""
    toast: str = ""
    has_files: bool = False
    fault: str = ""
    leaving: Leaving = field(default_factory=Leaving)


class Desk:
    """Hears updates, from whichever way they come."""

    def __init__(
        self,
        database: Database[UnitOfWork],
        catalogues: Catalogues,
        clock: Clock,
        take: Take,
        after: Callable[[After], None],
        metrics: Metrics,
        take_now: TakeNow = take_nothing,
        is_behind: Callable[[int], bool] = never,
        is_tight: Callable[[int], bool] = never,
    ) -> None:
        self._database = database
        self._catalogues = catalogues
        self._clock = clock
        self._take = take
        self._after = after
        self._metrics = metrics
        self._take_now = take_now
        self._rush = Rush(is_behind)
        metrics.rush.set_function(lambda: self._rush.is_on)
        self._is_tight = is_tight
        self._in_hand = 0
        self.rides = False
        self.bot_name = ""

    async def receive(self, update: object) -> Call | None:
        """Hear one update; it is done, once and durably, when this returns. `Unavailable`: offer it again.

        Returns the call that rides in the answer to it, if it came in by a way that has one (`rides`).
        """
        now = self._clock.now()
        heard = read(update, now, self.bot_name)
        if heard is None:
            self._metrics.updates.labels("ignored").inc()
            return None
        rush = self._rush.hear(heard.sender, now, self._in_hand)
        rides = self.rides and not self._is_tight(heard.chat)
        self._in_hand += 1
        try:
            after = await self._database.run(heard.sender, partial(self._work, heard, update, rush, rides))
        finally:
            self._in_hand -= 1
        self._metrics.updates.labels(after.outcome).inc()
        if after.fault:
            log.error("fault", update=heard.update, fault=after.fault)
        self._after(after)
        return after.leaving.call

    def _work(self, heard: Heard, update: object, rush: InRush | None, rides: bool, uow: UnitOfWork) -> After:
        """The whole of it, in one transaction; may be run again if the transaction fell."""
        now = self._clock.now()
        if not uow.inbox.first_time(heard.update, now):
            return After("repeated", heard.press_id)
        turn = self._turn(heard, uow, now)
        if rush and (places := rush.places(turn.me, now)):
            uow.outbox.stand_back(heard.chat, places)
        after = self._turned(turn, update)
        leaving = leave(turn, after.toast, rides, self._take_now, self.bot_name)
        return replace(after, leaving=leaving)

    async def set_aside(self, update: object, fault: str) -> None:
        """Keep an update that could not be heard in quarantine, unless it was kept after all before the fault."""
        key = number(inside(update).get("update_id"))
        if key is not None:
            await self._database.run(None, partial(self._set_aside, key, json.dumps(update), fault))
            self._metrics.updates.labels("fault").inc()

    def _set_aside(self, key: int, payload: str, fault: str, uow: UnitOfWork) -> None:
        now = self._clock.now()
        if uow.inbox.first_time(key, now):
            uow.inbox.quarantine(key, payload, fault, now)

    async def replay(self, update: int) -> str:
        """Hear an update of the quarantine once more; what became of it. What fails again stays there."""
        sender = await self._database.read(partial(self._sender_of, update))
        after = await self._database.run(sender, partial(self._work_again, update))
        return after.outcome

    def _sender_of(self, update: int, uow: UnitOfWork) -> int | None:
        """Who is behind an update of the quarantine, to keep the order of their works."""
        kept = next((one for one in uow.inbox.quarantined() if one.update == update), None)
        heard = read(json.loads(kept.payload), self._clock.now(), self.bot_name) if kept else None
        return heard.sender if heard else None

    def _work_again(self, update: int, uow: UnitOfWork) -> After:
        now = self._clock.now()
        kept = next((one for one in uow.inbox.quarantined() if one.update == update), None)
        again = json.loads(kept.payload) if kept else None
        heard = read(again, now, self.bot_name)
        if heard is None:
            return After("ignored")
        uow.inbox.release(update)
        uow.inbox.first_time(update, now)
        return self._turned(self._turn(heard, uow, now), again, apologise=False)

    def _turn(self, heard: Heard, uow: UnitOfWork, now: datetime) -> Turn:
        door = f"https://t.me/{self.bot_name}?start="
        return Turn(uow, self._catalogues, heard, self._who(heard, uow), now, door=door)

    def _turned(self, turn: Turn, update: object, apologise: bool = True) -> After:
        heard, uow = turn.heard, turn.uow
        try:
            with uow.savepoint():
                self._take(turn)
        except Unavailable:
            raise
        except Refusal as refusal:
            _say(turn, Words(refusal.code, refusal.facts))
            return After("refused", heard.press_id)
        except Exception as error:
            uow.inbox.quarantine(heard.update, json.dumps(update), where(error), turn.now)
            if apologise:
                _say(turn, Words("fault.apology"))
            return After("fault", heard.press_id, fault=where(error))
        toast = turn.plain(turn.toast) if turn.toast else ""
        return After("done", heard.press_id, toast, bool(heard.files))

    def _who(self, heard: Heard, uow: UnitOfWork) -> Person:
        """The person behind it. Nobody is remembered before they agree; who speaks to us is reachable."""
        known = uow.people.by_chat(heard.sender)
        if known is None:
            return Person(token_hex(8), heard.sender, self._catalogues.pick(heard.language))
        reachable = heard.event is not Event.BLOCKED
        if heard.private and known.reachable != reachable:
            known = replace(known, reachable=reachable)
            uow.people.put(known)
        return known


def _say(turn: Turn, sentence: Words) -> None:
    """Answer in place of a turn that came to nothing."""
    if turn.heard.event in (Event.MESSAGE, Event.PRESS, Event.EDIT):
        turn.uow.outbox.put(Message(turn.heard.chat, sentence, language=turn.me.language), turn.now)
