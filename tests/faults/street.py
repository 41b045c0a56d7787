"""A bot on a playground whose requests meet faults: chats to send to, and ways to wait without sleeping."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, Select, or_, select

from bot.app import App
from bot.playground.server import Server
from bot.playground.world import World
from domain.files import FileKind, FileNamed, FileState, StoredFile
from domain.messages import Message, Weight, words
from storage import tables
from storage.outbox import _FREE as FREE
from tests.faults.check_history import check_history
from tests.note import Json
from tests.phone import Phone, Town

MINUTE_AND_MORE = 61
LOOK_AGAIN = 0.01
ROUNDS = 1000


@dataclass
class Street:
    """The town, its playground, our bot on it, and the bot's database as others see it."""

    town: Town
    playground: Server
    app: App
    engine: Engine

    @property
    def world(self) -> World:
        """What the playground knows."""
        return self.playground.world

    async def somebody(self) -> Phone:
        """A person to whom the bot may write; nothing is known of them."""
        phone = await self.town.person("陈阿姨")
        self.world.people[phone.person].started = True
        return phone

    async def kept(self, kind: FileKind, content: bytes) -> str:
        """A file as if somebody had sent it and it had been fetched; its id."""
        file, now = uuid4().hex, self.app.clock.now()
        await asyncio.to_thread(self.app._folder.keep, file, content)
        named = FileNamed("handle", kind, len(content), "", "x.pdf" if kind is FileKind.DOCUMENT else "")
        stored = StoredFile(file, f"concern:{file}", named, FileState.KEPT, now)
        await self.app.database.run(None, lambda uow: uow.files.add(stored))
        return file

    async def puts(self, *messages: Message) -> None:
        """Put messages into the outbox, all in one transaction, and wake who sends."""
        now = self.app.clock.now()
        await self.app.database.run(None, lambda uow: [uow.outbox.put(one, now) for one in messages])
        self.app._delivery.wake()

    async def rests(self) -> None:
        """Wait until nothing of the outbox is on its way or could go now."""
        for _ in range(ROUNDS):
            if not await asyncio.to_thread(self._busy):
                return await self.town.quiet(20)
            await asyncio.sleep(LOOK_AGAIN)
        raise AssertionError("the outbox never came to rest")

    async def minutes_pass(self, minutes: int) -> None:
        """Move the clock by a minute and a bit, again and again; each time everything due is done."""
        for _ in range(minutes):
            await self.town.moves_clock(seconds=MINUTE_AND_MORE)
            await self.rests()

    def _busy(self) -> bool:
        row, now = tables.outbox.c, self.app.clock.now()
        with self.engine.connect() as connection:
            held = connection.execute(select(row.id).where(row.settled_at.is_(None), row.leased)).first()
            return bool(held or connection.execute(FREE, {"now": now, "most": 1}).first())

    async def fetched(self) -> None:
        """Wait until no file could be fetched now."""
        row = tables.file.c
        for _ in range(ROUNDS):
            due = or_(row.not_before.is_(None), row.not_before <= self.app.clock.now())
            if not await asyncio.to_thread(
                self._any, select(row.id).where(row.state == FileState.NAMED, due)
            ):
                return
            await asyncio.sleep(LOOK_AGAIN)
        raise AssertionError("a file was never fetched")

    def _any(self, asked: Select[Any]) -> bool:
        with self.engine.connect() as connection:
            return connection.execute(asked).first() is not None

    async def violations(self, killed: bool = False) -> list[str]:
        """What `check_history` finds, once all is quiet."""
        await self.rests()
        history, folder = await self.town.history(), self.app.settings.files
        return await asyncio.to_thread(check_history, history, self.engine, folder, killed)

    def rows(self, chat: int) -> list[tuple[str, datetime | None, str]]:
        """(key, settled at, why not) of each message to this chat, oldest first."""
        row = tables.outbox.c
        asked = select(row.once, row.settled_at, row.why).where(row.chat == chat).order_by(row.id)
        with self.engine.connect() as connection:
            return [(one.once, one.settled_at, one.why) for one in connection.execute(asked)]

    def numbers(self) -> list[str]:
        """The tracking numbers of all concerns."""
        with self.engine.connect() as connection:
            return list(connection.execute(select(tables.concern.c.number)).scalars())

    def calls(self, chat: int, word: str = "") -> list[Json]:
        """The bot's requests about a chat that carry this word, as history has them."""
        entries = self.world.history.entries
        return [
            entry
            for entry in entries
            if entry["kind"] == "call" and entry.get("chat") == chat and word in str(entry["params"])
        ]


def saying(chat: int, word: str, weight: Weight, **more: Any) -> Message:
    """A message that nobody else says."""
    sentence = words("kit.ticked", question=word, answer=str(weight))
    return Message(chat, sentence, weight=weight, once=f"{word}:{chat}", **more)
