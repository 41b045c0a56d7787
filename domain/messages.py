"""Messages in meaning: which sentence, with which facts and buttons, to which chat; words come at sending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, Union

Fact = Union[str, int, date, datetime, "Words", Sequence["Fact"]]


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence by its key, with the facts that fill it; may itself be a fact of another sentence."""

    key: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


def words(key: str, **facts: Fact) -> Words:
    """Shorthand: `words("a.b", name=…)`."""
    return Words(key, facts)


@dataclass(frozen=True, slots=True)
class Button:
    """One button. With `data` it is pressed under a message; with `asks` it is a key that hands over
    the own location or number; with `opens` it leads to the private chat with the bot, handing over this start
    argument; with none of them it is a key that types its own label."""

    label: Words
    data: str = ""
    asks: Literal["", "contact", "location"] = ""
    opens: str = ""


Rows = tuple[tuple[Button, ...], ...]


class Weight(StrEnum):
    """What happens when an answer to a send is uncertain (PROMISES.md A: classes A, B and C)."""

    MUST_ARRIVE = "A"
    COMES_AGAIN = "B"
    CONVERSATION = "C"


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one chat.

    `once`: natural key; a second message with the same key is dropped. `concern`: id of the concern it
    speaks of, so that a reply to it goes there. `replaces`: id of an own message to edit instead of sending.
    `removes_keys`: takes the reply keyboard away. `attachments`: ids of kept files to send along.
    `paper`: what to draw and send along, as `name:what`, such as "ledger:2026-11"; drawn at sending, as its receiver
    may see it then. `on_delivery`: what to do once Telegram has accepted it, as `deed:argument`.
    `expires_at`: not sent after.
    `language`: only for somebody of whom nothing is stored; else the receiver's own is looked up at sending.
    """

    chat: int
    words: Words
    rows: Rows = ()
    keys: Rows = ()
    removes_keys: bool = False
    weight: Weight = Weight.CONVERSATION
    once: str = ""
    concern: str = ""
    reply_to: int | None = None
    replaces: int | None = None
    attachments: tuple[str, ...] = ()
    paper: str = ""
    on_delivery: str = ""
    not_before: datetime | None = None
    expires_at: datetime | None = None
    language: str = ""

    @property
    def is_conversation(self) -> bool:
        """Whether it is a word in a conversation, which is asked for again if it gets lost."""
        return self.weight is Weight.CONVERSATION
