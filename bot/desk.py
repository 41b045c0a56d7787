"""One update, one transaction, one turn: whatever comes in is heard here, once."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from secrets import token_hex

import structlog

from bot.clock import Clock
from bot.inbound import read
from bot.logs import where
from bot.metrics import Metrics
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
    ) -> None:
        self._database = database
        self._catalogues = catalogues
        self._clock = clock
        self._take = take
        self._after = after
        self._metrics = metrics
        self.bot_name = ""

    async def receive(self, update: object) -> None:
        """Hear one update; it is done, once and durably, when this returns. `Unavailable`: offer it again."""
        heard = read(update, self._clock.now(), self.bot_name)
        if heard is None:
            self._metrics.updates.labels("ignored").inc()
            return
        after = await self._database.run(heard.sender, partial(self._work, heard, update))
        self._metrics.updates.labels(after.outcome).inc()
        if after.fault:
            log.error("fault", update=heard.update, fault=after.fault)
        self._after(after)

    def _work(self, heard: Heard, update: object, uow: UnitOfWork) -> After:
        """The whole of it, in one transaction; may be run again if the transaction fell."""
        now = self._clock.now()
        if not uow.inbox.first_time(heard.update, now):
            return After("repeated", heard.press_id)
        door = f"https://t.me/{self.bot_name}?start="
        turn = Turn(uow, self._catalogues, heard, self._who(heard, uow), now, door=door)
        try:
            with uow.savepoint():
                self._take(turn)
        except Unavailable:
            raise
        except Refusal as refusal:
            _say(turn, Words(refusal.code, refusal.facts))
            return After("refused", heard.press_id)
        except Exception as error:
            uow.inbox.quarantine(heard.update, json.dumps(update), where(error), now)
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
