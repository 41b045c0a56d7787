"""What a message can bring along that is drawn at sending: who looks, what was read for it, and the finished file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.files import FileKind
from domain.people import Person
from domain.policy import Policy
from domain.services.ports import UnitOfWork
from locales import Catalogues


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looks at something at a moment; nothing can be changed by it."""

    uow: UnitOfWork
    me: Person
    now: datetime

    @property
    def policy(self) -> Policy:
        """The dated rules in force."""
        return self.uow.policy


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished file: `name` as the receiver finds it, without the path."""

    name: str
    kind: FileKind
    content: bytes


class Paper(Protocol):
    """What was read, in meaning; the words come when it is drawn."""

    def drawn(self, catalogues: Catalogues, language: str) -> Drawn:
        """The file in this language. May take a second, so it runs on a thread of its own.

        Refusal: something that it needs is not installed.
        """


Draw = Callable[[Look, str], Paper]
"""Reads what a paper shows; the string is what follows its name. Refusal deed.not_yours: not for this person."""
