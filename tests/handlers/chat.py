"""A chat with the conversation itself, without any channel: pure turns on a real database."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from domain.concern import Concern
from domain.errors import Refusal
from domain.files import FileNamed
from domain.messages import Message, Words
from domain.people import Person
from domain.services.answering import release_replies
from domain.services.delivered import delivered
from domain.services.ports import UnitOfWork
from handlers.conversation import take
from handlers.kit.pushed import offer
from handlers.kit.talk import Event, Heard, Turn
from locales import Catalogues
from storage.engine import Database

T = TypeVar("T")
MORE, BACK = "更多…", "⬅️ 返回"
NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
"""A working Tuesday, noon in Shanghai."""


@dataclass
class Town:
    """A database, a clock that the test moves, and everything that was said to anybody."""

    database: Database[UnitOfWork]
    catalogues: Catalogues
    now: datetime = NOON
    updates: int = 0
    said: list[tuple[int, Message]] = field(default_factory=list)
    spoken: dict[tuple[int, int | None], Heard] = field(default_factory=dict)

    async def run(self, work: Callable[[UnitOfWork], T]) -> T:
        """Any work in a transaction of its own."""
        return await self.database.run(None, work)

    async def hears(self, *parts: Heard) -> list[Message]:
        """One turn for each, as the desk takes it; then what waits in the outbox for anybody is delivered."""
        for heard in parts:
            if heard.event is Event.MESSAGE:
                self.spoken[heard.chat, heard.message] = heard
            await self.database.run(str(heard.sender), partial(self._turn, heard))
        return await self.delivers()

    def _turn(self, heard: Heard, uow: UnitOfWork) -> None:
        me = uow.people.by_chat(heard.sender) or Person(f"person-{heard.sender}", heard.sender, "zh_Hans")
        try:
            with uow.savepoint():
                take(Turn(uow, self.catalogues, heard, me, self.now))
        except Refusal as refusal:
            uow.outbox.put(Message(heard.chat, Words(refusal.code, refusal.facts)), self.now)

    async def concerns(self, chat: int) -> list[Concern]:
        """The concerns of whoever owns this chat, newest first."""

        def of(uow: UnitOfWork) -> list[Concern]:
            person = uow.people.by_chat(chat)
            return uow.concerns.of_reporter(person.id) if person else []

        return await self.run(of)

    async def delivers(self) -> list[Message]:
        """Everything that waits in the outbox, as if sent; also what waits for parts of an album."""
        fresh = await self.run(self._delivers)
        self.said += fresh
        return [message for _, message in fresh]

    def _delivers(self, uow: UnitOfWork) -> list[tuple[int, Message]]:
        soon, sent = self.now + timedelta(seconds=5), []
        while leases := uow.outbox.lease(soon, soon + timedelta(minutes=1), 100):
            for lease in leases:
                number = lease.message.replaces or 10_000 + lease.id
                uow.outbox.sent(lease, [number], self.now)
                delivered(uow, lease.message.on_delivery, self.now)
                offer(uow, lease.message, self._labels(lease.message))
                sent.append((number, lease.message))
        return sent

    def _labels(self, message: Message) -> list[tuple[str, str]]:
        pressed = [one for row in message.rows for one in row if one.data]
        return [(self.catalogues.plain("zh_Hans", b.label.key, b.label.facts), b.data) for b in pressed]

    async def lets_replies_go(self) -> list[Message]:
        """A minute passes, and the replies that waited leave."""
        self.now += timedelta(seconds=60)
        await self.run(lambda uow: release_replies(uow, self.now))
        return await self.delivers()

    def words(self, message: Message, language: str = "zh_Hans") -> str:
        """What a message says."""
        return self.catalogues.sentence(language, message.words.key, message.words.facts)


@dataclass
class Chatter:
    """One person in this town, by the number of their private chat."""

    town: Town
    chat: int

    async def says(self, text: str = "", **facts: Any) -> list[str]:
        """Say something (a leading slash makes it a command); what is answered in this chat."""
        command, _, argument = text[1:].partition(" ") if text.startswith("/") else ("", "", "")
        heard = self._heard(Event.MESSAGE, text="" if command else text, command=command, argument=argument)
        return await self._answers(replace(heard, **facts))

    async def sends_album(self, *photos: FileNamed, caption: str = "", under: int = 0) -> list[str]:
        """Send an album: one message for each picture, all before the first answer leaves.

        `caption` stands under one of them, the first unless told.
        """
        parts = [
            self._heard(Event.MESSAGE, files=(photo,), album="album", text=caption if n == under else "")
            for n, photo in enumerate(photos)
        ]
        return self._mine(await self.town.hears(*parts))

    async def edits(self, message: int, text: str) -> list[str]:
        """Edit an own message."""
        return await self._answers(replace(self._heard(Event.EDIT, text=text), message=message))

    async def presses(self, label: str, original: str = "") -> list[str]:
        """Press the newest button whose label holds these words.

        The press brings along what its message was a reply to, or only the words `original`. What the newest message
        keeps behind “更多…” is looked for there.
        """
        found = self._shown(label)
        if found is None and MORE in self.labels:
            await self.presses(MORE)
            found = self._shown(label)
        assert found, f"no button {label!r}; last heard: {self.last}"
        number, message, data = found
        return await self.presses_data(data, number, original, message.reply_to)

    def _shown(self, label: str) -> tuple[int, Message, str] | None:
        """The newest message with such a button, its number, and the button's data."""
        for number, message in reversed(self.heard):
            for button in (button for row in message.rows for button in row):
                if label in self.town.catalogues.plain("zh_Hans", button.label.key, button.label.facts):
                    return number, message, button.data
        return None

    async def presses_data(
        self, data: str, message: int = 1, original: str = "", reply_to: int | None = None
    ) -> list[str]:
        """Press a button by its data, as an old or foreign client may."""
        heard = self._heard(Event.PRESS, press=data, press_id="press", original=original)
        under = self.town.spoken.get((self.chat, reply_to))
        if under and not original:
            heard = replace(
                heard,
                original=under.text,
                original_message=under.message,
                original_at=under.at,
                original_files=under.files,
                original_pin=under.pin,
                original_album=bool(under.album),
            )
        return await self._answers(replace(heard, message=message))

    @property
    def heard(self) -> list[tuple[int, Message]]:
        """(number, message) of everything said to this chat, oldest first."""
        return [(number, message) for number, message in self.town.said if message.chat == self.chat]

    @property
    def last(self) -> str:
        """The last thing said to this chat."""
        return self.town.words(self.heard[-1][1]) if self.heard else ""

    @property
    def labels(self) -> list[str]:
        """The labels under the last message, buttons and keys alike."""
        message = self.heard[-1][1]
        plain = self.town.catalogues.plain
        return [
            plain("zh_Hans", b.label.key, b.label.facts)
            for row in (*message.rows, *message.keys)
            for b in row
        ]

    async def all_labels(self) -> list[str]:
        """The labels under the last message and, if it is a card of two pages, on its other page."""
        shown = self.labels
        if MORE not in shown:
            return shown
        await self.presses(MORE)
        other = self.labels
        await self.presses(BACK)
        return [label for label in (*shown, *other) if label not in (MORE, BACK)]

    def _heard(self, event: Event, **facts: Any) -> Heard:
        self.town.updates += 1
        number = self.town.updates
        return Heard(number, event, self.chat, self.chat, True, self.town.now, message=number, **facts)

    async def _answers(self, heard: Heard) -> list[str]:
        return self._mine(await self.town.hears(heard))

    def _mine(self, said: list[Message]) -> list[str]:
        return [self.town.words(message) for message in said if message.chat == self.chat]
