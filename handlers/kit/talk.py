"""What was heard and how a turn answers: no channel's shapes in here, only people, words and buttons."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.concern import Pin
from domain.files import FileNamed
from domain.messages import Button, Fact, Message, Rows, Words
from domain.people import Person
from domain.policy import Policy
from domain.services.ports import UnitOfWork
from locales import Catalogues

AGAIN = "again:"
"""Begins the data of a button that brings along what its message is a reply to."""
NOT_SHOWN = ("", "")
"""Among the buttons last offered: from here on they stand on another page."""
ALBUM_WAIT = timedelta(seconds=1.5)
"""How long the one answer to an album waits for a further part."""


class Event(StrEnum):
    """What kind of thing happened."""

    MESSAGE = "message"
    EDIT = "edit"
    PRESS = "press"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    JOINED_GROUP = "joined_group"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that happened, as every channel's edge tells it.

    `update`: the channel's number of it. `chat`: where to answer; `sender`: who (the same in a private chat).
    `at`: when it was sent. `message`: number of the message (for a press: of the message with the button).
    `text`: words or caption. `command`: without the slash, lower case; `argument`: what follows it.
    `press`: the button's data; `press_id`: to acknowledge it. `original`: (for a press) the words of the message
    to which the one with the button was a reply, `original_message` its number, `original_at` when it was sent,
    `original_files`, `original_pin` what else it held, `original_album` whether it was a part of an album.
    `album`: groups the parts of one album.
    `addressed`: (in a group) the message names us or answers us.
    `strange`: a kind of message we cannot use (sticker, poll …), by name.
    """

    update: int
    event: Event
    chat: int
    sender: int
    private: bool
    at: datetime
    language: str = ""
    message: int | None = None
    text: str = ""
    command: str = ""
    argument: str = ""
    press: str = ""
    press_id: str = ""
    original: str = ""
    original_message: int | None = None
    original_at: datetime | None = None
    original_files: tuple[FileNamed, ...] = ()
    original_pin: Pin | None = None
    original_album: bool = False
    files: tuple[FileNamed, ...] = ()
    pin: Pin | None = None
    phone: str = ""
    album: str = ""
    reply_to: int | None = None
    addressed: bool = False
    strange: str = ""


@dataclass(slots=True)
class Turn:
    """One turn: who said what, and everything needed to answer; it ends with the transaction.

    `draft`: id of the open draft, "" when none; saved with the turn. `toast` is the short answer to a press; it
    is said at once after the commit and may be lost.
    `door`: the address that opens the private chat with the bot; a start argument may follow it.
    """

    uow: UnitOfWork
    catalogues: Catalogues
    heard: Heard
    me: Person
    now: datetime
    draft: str = ""
    toast: Words | None = None
    door: str = ""
    offered: list[tuple[str, str]] = field(default_factory=list)

    @property
    def policy(self) -> Policy:
        """The dated rules in force."""
        return self.uow.policy

    def plain(self, label: Words) -> str:
        """A label in the person's language."""
        return self.catalogues.plain(self.me.language, label.key, label.facts)

    def meaning(self, word: str) -> str | None:
        """The key of a typed word (`word.cancel` …) in any of our languages."""
        return self.catalogues.meaning(self.me.language, word)

    def hurry(self) -> None:
        """Danger to life: what is said from here on waits behind nobody."""
        self.uow.outbox.hurry(self._chat)

    def say(
        self,
        key: str,
        rows: Rows = (),
        *,
        keys: Rows = (),
        removes_keys: bool = False,
        concern: str = "",
        reply: bool = False,
        paper: str = "",
        **facts: Fact,
    ) -> None:
        """Answer with a new message; `reply` makes it a reply to what was said, so that a press brings the
        words along as `Heard.original`. `paper`: what is drawn and sent along (domain/messages.py)."""
        sentence = Words(key, facts)
        self._send(
            Message(
                self._chat,
                sentence,
                rows,
                keys,
                removes_keys,
                concern=concern,
                reply_to=self._answered(reply),
                paper=paper,
            )
        )

    def answer(
        self,
        sentence: Words,
        rows: Rows = (),
        keys: Rows = (),
        *,
        reply: bool = False,
        apart: bool = False,
        late: bool = False,
    ) -> None:
        """Answer with a sentence that stands ready; `reply` as for `say`. `apart`: never in the one answer to an album;
        `late`: by itself where that one has left."""
        self._send(Message(self._chat, sentence, rows, keys, reply_to=self._answered(reply)), apart, late)

    def _answered(self, reply: bool) -> int | None:
        return self.heard.message if reply and self.heard.event is Event.MESSAGE else None

    def show(self, key: str, rows: Rows = (), *, concern: str = "", **facts: Fact) -> None:
        """Answer a press by changing the pressed message itself; otherwise like `say`."""
        replaces = self.heard.message if self.heard.event is Event.PRESS else None
        self._send(Message(self._chat, Words(key, facts), rows, concern=concern, replaces=replaces))

    def can_be_typed(self, rows: Rows) -> None:
        """Buttons that stand on another page: their labels do the same when they are typed; their numbers do not."""
        labels = [(self.plain(b.label), b.data) for row in rows for b in row if b.data]
        self.offered.extend([NOT_SHOWN, *labels] if labels else [])

    def tick(self, question: Words, answer: Words) -> None:
        """Write the chosen answer into the pressed question and take its buttons away."""
        if self.heard.event is Event.PRESS:
            facts: dict[str, Fact] = {"question": question, "answer": answer}
            self._send(Message(self._chat, Words("kit.ticked", facts), replaces=self.heard.message))

    @property
    def _chat(self) -> int:
        return self.heard.chat

    def _send(self, message: Message, apart: bool = False, late: bool = False) -> None:
        """Put the answer in the outbox. The parts of one album share one answer, moved on by each part.

        If its buttons bring words along, it is a reply to the part that has words.
        """
        message = replace(message, language=self.me.language)
        labels = [(self.plain(b.label), b.data) for row in message.rows for b in row if b.data]
        self.offered.extend(labels)
        if self.heard.album and not apart:
            wait, once = self.now + ALBUM_WAIT, f"album:{self.heard.chat}:{self.heard.album}"
            joined = replace(message, once=once, not_before=wait)
            keeps_words = not self.heard.text and any(data.startswith(AGAIN) for _, data in labels)
            if not keeps_words and self.uow.outbox.renew(joined):
                return
            if self.uow.outbox.put(joined, self.now) or not late:
                return
        self.uow.outbox.put(message, self.now)


def button(key: str, data: str, **facts: Fact) -> Button:
    """A button with this label and data."""
    return Button(Words(key, facts), data)
