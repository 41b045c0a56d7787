"""月报告: the monthly report of a unit in its four sections; 四个一调度: what is sent round when a period is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from domain.people import Role
from domain.periods import Span
from domain.units import UnitKind


class Section(StrEnum):
    """The four sections (DOMAIN.md 5)."""

    ACTIVITIES = "activities"
    COLLECTED = "collected"
    RESOLVED = "resolved"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One section as the unit wrote it. `sent_at`: when it went to the office, None while it is being written."""

    unit: str
    month: date
    section: Section
    words: str
    written_at: datetime
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReportRule:
    """The draft comes on `draft_day` of the month at `at`, the report is due by `due_day`; `kinds`: who writes one.

    `papers`: duties that are written, and so no activities to report.
    """

    draft_day: int
    due_day: int
    at: time
    kinds: frozenset[UnitKind]
    papers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DistributionList:
    """Who gets a pack: whoever holds one of the roles."""

    id: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """What the office sends round about each period of a kind that is over; ready on the next working day at `at`."""

    id: str
    span: Span
    at: time
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportRules:
    """Sentences: pack.<id> and distribution.<id> are the names."""

    monthly: ReportRule
    lists: Sequence[DistributionList]
    packs: Sequence[Pack]

    def pack(self, id: str) -> Pack | None:
        """The pack of this id."""
        return next((pack for pack in self.packs if pack.id == id), None)

    def distribution(self, id: str) -> DistributionList | None:
        """The list of this id."""
        return next((one for one in self.lists if one.id == id), None)
