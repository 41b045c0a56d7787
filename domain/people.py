"""Who people are: roles, each bound to a unit and a period."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person is in the service (DOMAIN.md 2); a resident needs no enrolment."""

    RESIDENT = "resident"
    INFORMATION_WORKER = "information_worker"
    CADRE = "cadre"
    UNIT_LEAD = "unit_lead"
    OFFICE = "office"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class Binding:
    """A role in a unit for a period; `until` None means until further notice.

    `instead_of`: id of the absent person whose stand-in this is, "" when the role is one's own.
    """

    role: Role
    unit: str
    since: datetime
    until: datetime | None = None
    instead_of: str = ""

    def holds(self, at: datetime) -> bool:
        """Whether the role is held at this moment."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who talks with the bot. No name, no number: only where to answer and in which language.

    `agreed_at`: when the privacy notice was agreed to (PIPL 13, 17, 39). `reachable`: False after a block.
    """

    id: str
    chat: int
    language: str
    agreed_at: datetime | None = None
    reachable: bool = True
    bindings: tuple[Binding, ...] = field(default=())

    def roles(self, at: datetime) -> frozenset[Role]:
        """All roles held at this moment; everybody is a resident."""
        return frozenset({Role.RESIDENT, *(b.role for b in self.bindings if b.holds(at))})

    def units(self, at: datetime, *roles: Role) -> tuple[str, ...]:
        """Units in which one of the roles is held at this moment."""
        return tuple(dict.fromkeys(b.unit for b in self.bindings if b.holds(at) and b.role in roles))

    def own(self, at: datetime) -> tuple[Binding, ...]:
        """The roles held at this moment in one's own name, not as a stand-in."""
        return tuple(b for b in self.bindings if b.holds(at) and not b.instead_of)

    def stands_in(self, at: datetime) -> tuple[Binding, ...]:
        """The roles held at this moment instead of somebody absent (A/B 角)."""
        return tuple(b for b in self.bindings if b.holds(at) and b.instead_of)
