"""What the office asks of its storage about messages: what came in, and what is to go out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.messages import Message, Words


class Lane(StrEnum):
    """In which line a message waits until it may leave: danger to life, answers and notices, what comes again anyway
    (reminders, digests), and what stands back in a rush."""

    DANGER = "danger"
    NEAR = "near"
    AGAIN = "again"
    BACK = "back"


UNREADABLE = Words("")
"""The words of a message that cannot be read here: sealed with another key, or written by a newer release."""


@dataclass(frozen=True, slots=True)
class Leased:
    """A message taken for sending: only the holder of the fence may settle it. `attempts`: uncertain sends so far.

    `left`: whoever took it before never said what became of it.
    """

    id: int
    message: Message
    fence: int
    attempts: int
    created_at: datetime
    left: bool = False
    lane: Lane = Lane.NEAR


class Outbox(Protocol):
    """Messages to send; the only way out."""

    def put(self, message: Message, now: datetime) -> bool:
        """False when a message with the same natural key was put before."""

    def lease(
        self,
        now: datetime,
        until: datetime,
        limit: int,
        chat: int | None = ...,
        held: Mapping[int, Leased] = ...,
        back: bool | None = ...,
    ) -> list[Leased]:
        """The oldest waiting message of each chat (or of one chat), taken until then.

        `back`: only those that stand back, or only the others.
        """

    def stand_back(self, chat: int, places: int) -> None:
        """Answers put for this chat in this transaction leave after those of all who stand back less far."""

    def hurry(self, chat: int) -> None:
        """Danger to life: answers put for this chat in this transaction wait behind nobody, nor do older ones."""

    def sent(self, leased: Leased, message_ids: Sequence[int], now: datetime) -> bool:
        """False when the fence was lost."""

    def again(self, leased: Leased, not_before: datetime, uncertain: bool) -> bool: ...
    def give_up(self, leased: Leased, why: str, now: datetime) -> bool: ...
    def renew(self, message: Message) -> bool:
        """Replace words, buttons and `not_before` of the waiting message with the same natural key (an album's
        one reply, moved on by each part); False if there is none or it has left already."""

    def elsewhere(self, chat: int) -> bool:
        """Whether this transaction put something for another chat, or for later."""

    def waiting(self, chat: int) -> int:
        """How many messages to this chat are not settled, those on their way included."""

    def concern_of(self, chat: int, message_id: int) -> str:
        """The concern that a sent message spoke of, or ""."""

    def pause(self, chat: int, until: datetime) -> None:
        """No message to this chat before then (after a 429)."""

    def overdue(self, now: datetime) -> datetime | None:
        """Since when the longest waiting of those that could go has waited; None when nothing does."""

    def next_due(self) -> datetime | None: ...
    def forget_settled(self, before: datetime, quiet_since: datetime, limit: int) -> int: ...


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An update that our code failed on: the update as it came, and the kind and place of the fault."""

    update: int
    payload: str
    fault: str
    at: datetime


class Inbox(Protocol):
    """Updates already seen, and those that our own code failed on."""

    def first_time(self, update: int, now: datetime) -> bool:
        """Record the update; False when it was seen before."""

    def quarantine(self, update: int, payload: str, fault: str, now: datetime) -> None: ...
    def quarantined(self) -> list[Quarantined]:
        """Oldest first."""

    def release(self, update: int) -> bool:
        """Take an update out of quarantine; False when it is not there."""

    def forget_before(self, before: datetime) -> int: ...
