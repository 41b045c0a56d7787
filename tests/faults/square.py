"""People at a desk without any network: what they send may come in again and again, at any later moment."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, func, select

from bot.clock import Clock
from bot.desk import Desk
from bot.metrics import Metrics
from domain.messages import Message
from domain.services.answering import release_replies
from domain.services.delivered import delivered
from domain.services.ports import UnitOfWork
from handlers.conversation import take
from locales import Catalogues
from storage import tables
from storage.engine import Database
from tests.handlers.chat import NOON
from tests.note import Json

Told = dict[int, list[tuple[int, Message]]]
"""By chat: what was said there, each with its number."""


class Hand(Clock):
    """A clock that a test moves."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = NOON

    def now(self) -> datetime:
        """The moment it stands at."""
        return self.moment


class Square:
    """One desk, its database, and everybody's chats."""

    def __init__(self, database: Database[UnitOfWork], catalogues: Catalogues) -> None:
        self.database, self.catalogues, self.clock = database, catalogues, Hand()
        self.desk = Desk(database, catalogues, self.clock, take, lambda _: None, Metrics())
        self.desk.bot_name = "minqing_test_bot"
        self.told: Told = {}
        self.spoken: dict[int | None, Json] = {}
        self.updates = 0

    async def hears(self, *updates: Json) -> None:
        """These come in at the same instant; then everything that waits is delivered."""
        await self.comes_in(updates)
        for number, message in await self.database.run(None, self._deliver):
            self.told.setdefault(message.chat, []).append((number, message))

    async def comes_in(self, updates: Sequence[Json]) -> None:
        """What the desk does with them."""
        await asyncio.gather(*map(self.desk.receive, updates))

    def _deliver(self, uow: UnitOfWork) -> list[tuple[int, Message]]:
        now, sent = self.clock.now() + timedelta(seconds=5), []
        while leases := uow.outbox.lease(now, now + timedelta(minutes=1), 100):
            for lease in leases:
                number = lease.message.replaces or 10_000 + lease.id
                uow.outbox.sent(lease, [number], self.clock.now())
                delivered(uow, lease.message.on_delivery, self.clock.now())
                sent.append((number, lease.message))
        return sent

    async def waits(self, seconds: int) -> None:
        """Time passes, and replies that waited leave."""
        self.clock.moment += timedelta(seconds=seconds)
        await self.database.run(None, lambda uow: release_replies(uow, self.clock.now()))
        await self.hears()

    def button(self, chat: int, label: str) -> Json | None:
        """The press of the newest button with this label, None while there is none."""
        for number, message in reversed(self.told.get(chat, [])):
            for button in (button for row in message.rows for button in row):
                if label in self.catalogues.plain("zh_Hans", button.label.key, button.label.facts):
                    spoken = self.spoken.get(message.reply_to)
                    replied = {"reply_to_message": spoken} if spoken else {}
                    under = {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}}
                    return {"data": button.data, "message": under | replied}
        return None

    def update(self, **content: Any) -> Json:
        """A new update with the next number."""
        self.updates += 1
        return {"update_id": 700_000 + self.updates} | content

    def facts(self, chat: int) -> Json:
        """What every message of somebody says."""
        face = {"id": chat, "is_bot": False, "first_name": "陈", "language_code": "zh-hans"}
        at = int(self.clock.now().astimezone(UTC).timestamp())
        own = {"message_id": self.updates + 1, "date": at, "from": face}
        return own | {"chat": {"id": chat, "type": "private"}}


Step = Callable[[Square, int], Json | None]
"""What somebody does next; None while it is not their turn yet."""


def says(text: str = "", **more: Any) -> Step:
    """Words, a picture, ..."""

    def step(square: Square, chat: int) -> Json | None:
        said = square.facts(chat) | ({"text": text} if text else {}) | more
        square.spoken[said["message_id"]] = said
        return square.update(message=said)

    return step


def taps(label: str) -> Step:
    """A press of the newest button with this label."""

    def step(square: Square, chat: int) -> Json | None:
        found = square.button(chat, label)
        if found is None:
            return None
        press = {"id": f"press-{square.updates}", "from": square.facts(chat)["from"]}
        return square.update(callback_query=found | press)

    return step


@dataclass
class Script:
    """What everybody does, each one step after the other; `again`: copies by the moment at which they come."""

    square: Square
    parts: dict[int, Sequence[Step]]
    at: Counter[int] = field(default_factory=Counter)
    again: dict[int, list[Json]] = field(default_factory=dict)
    moment: int = 0

    async def plays(self, schedule: Sequence[tuple[int, Sequence[int]]]) -> None:
        """All of it. `schedule`: who goes on (by turn), and how long after it copies of the update come in."""
        for who, delays in [*schedule, *[(0, ())] * 200]:
            fresh = self._next(who)
            if fresh is None and not await self._rests():
                break
            for delay in delays if fresh else ():
                self.again.setdefault(self.moment + delay, []).append(fresh or {})
            await self.square.hears(*([fresh] if fresh else []), *self.again.pop(self.moment, []))
            self.moment += 1
        await self.square.hears(*(copy for copies in self.again.values() for copy in copies))
        undone = {chat: self.at[chat] for chat, steps in self.parts.items() if self.at[chat] < len(steps)}
        assert not undone, f"somebody could not go on: {undone}"

    async def _rests(self) -> bool:
        """Nobody can go on now: perhaps a minute later. False when all have done everything."""
        if all(self.at[chat] == len(steps) for chat, steps in self.parts.items()):
            return False
        await self.square.waits(61)
        return True

    def _next(self, who: int) -> Json | None:
        chats = list(self.parts)
        for chat in chats[who % len(chats) :] + chats[: who % len(chats)]:
            if self.at[chat] == len(self.parts[chat]):
                continue
            update = self.parts[chat][self.at[chat]](self.square, chat)
            if update is not None:
                self.at[chat] += 1
                return update
        return None


@dataclass(frozen=True)
class Left:
    """What a story leaves, told without its random names: equal for every order of the same story."""

    told: dict[int, tuple[str, ...]]
    acts: tuple[tuple[str, ...], ...]
    rows: dict[str, int]


def left(square: Square, engine: Engine) -> Left:
    """What everybody was told, what happened to each concern, and how many rows each table has."""
    history = tables.history.c
    with engine.connect() as connection:
        acts: dict[str, list[str]] = {}
        for row in connection.execute(select(history.concern, history.act).order_by(history.sequence)):
            acts.setdefault(row.concern, []).append(row.act)
        rows = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables.metadata.sorted_tables
        }
    told = {chat: tuple(message.words.key for _, message in said) for chat, said in square.told.items()}
    return Left(told, tuple(sorted(map(tuple, acts.values()))), rows)
