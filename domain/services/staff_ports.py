"""What the deeds need to remember of people: roles, names, how they join, whom a message did not reach."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.invitation import Invitation
from domain.people import Binding, Person, Role
from domain.unreached import Unreached


class People(Protocol):
    """Persons with their roles."""

    def by_chat(self, chat: int) -> Person | None: ...
    def language_of(self, chat: int) -> str:
        """What the person of this chat reads, "" if nobody is known there."""

    def get(self, person: str) -> Person: ...
    def put(self, person: Person) -> None:
        """Insert or update, without the bindings."""

    def bind(self, person: str, binding: Binding) -> None: ...
    def in_unit(self, unit: str, roles: Sequence[Role], at: datetime) -> list[Person]:
        """Persons who hold one of the roles in the unit at this moment, in a stable order."""

    def with_roles(self, roles: Sequence[Role], at: datetime) -> list[Person]: ...
    def stand_ins_of(self, person: str, at: datetime) -> list[tuple[str, Binding]]:
        """(stand-in, their role instead of this person): those that hold at this moment or will, soonest first."""


class Badges(Protocol):
    """What colleagues call those who hold a role, sealed; residents have none (PRODUCT.md N)."""

    def put(self, person: str, name: str) -> None: ...
    def of(self, people: Sequence[str]) -> dict[str, str]:
        """Person → name, of those who have one."""

    def drop(self, person: str) -> None: ...


class Unreachables(Protocol):
    """Messages that did not reach their person."""

    def add(self, row: Unreached) -> bool:
        """False when there is one with this key already."""

    def get(self, row: int) -> Unreached | None: ...
    def waiting(self, offset: int, limit: int) -> list[Unreached]:
        """Those whom nobody has told since: with the nearest last day first, then the oldest."""

    def of_person(self, person: str) -> list[Unreached]:
        """The same of one person, oldest first."""

    def told(self, row: int, by: str, now: datetime) -> bool:
        """False when somebody had told them before."""


class Invitations(Protocol):
    """Single-use ways in."""

    def put(self, invitation: Invitation) -> None: ...
    def waiting(self, now: datetime) -> list[Invitation]:
        """Those that can still be used, the first to expire first."""

    def withdraw(self, digest: bytes, now: datetime) -> bool:
        """It works no more; False when it was used or had expired."""

    def take(self, digest: bytes, person: str, now: datetime) -> Invitation | None:
        """The invitation, marked as used; None when unknown, expired or used. Exactly one of several takers gets it."""
