"""What the ledger and the figures need to be remembered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from domain.figures import Overdue
from domain.ledger import LedgerRow
from domain.reports import ReportSection, Section
from domain.tally import Count, Place, Tally


class Ledger(Protocol):
    """The rows of 附件2."""

    def put(self, row: LedgerRow) -> None:
        """Insert or update."""

    def get(self, row: str) -> LedgerRow | None: ...
    def of_concern(self, concern: str) -> LedgerRow | None: ...
    def standing(self, since: date, until: datetime) -> list[LedgerRow]:
        """Rows entered before `until` and not settled before `since`, oldest first."""

    def entered(self, since: datetime, until: datetime) -> list[LedgerRow]:
        """Rows entered in a time (its end not included), oldest first."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose concerns are summed: of these units, without those that complain about any of `not_about`."""

    units: tuple[str, ...]
    not_about: tuple[str, ...] = ()


class Figures(Protocol):
    """Sums over concerns, kept in the same transactions as what they count; nothing in them leads to a person."""

    def tally(self, concern: str) -> Tally:
        """What this concern has added so far."""

    def put(self, concern: str, tally: Tally, change: Mapping[Place, int]) -> None:
        """What this concern adds now, and by how much that moves the sums."""

    def sums(self, scope: Scope, first: date, last: date) -> dict[str, Counter[Count]]:
        """By unit: what was counted on days from `first` to `last`, answers to the three questions left out."""

    def rating_sums(self, scope: Scope, months: Sequence[date]) -> dict[tuple[str, date], Counter[Count]]:
        """By unit and month: the answers to the three questions."""

    def overdue(self, scope: Scope, today: date, since: datetime, until: datetime) -> dict[str, Overdue]:
        """By unit: open concerns of a time whose nearest deadline has passed."""

    def categories(self, scope: Scope, since: datetime, until: datetime, most: int) -> list[tuple[str, int]]:
        """(category, concerns received in a time), the most frequent first."""

    def stale(self, limit: int) -> list[str]:
        """Concerns that are older than the figures and not counted yet."""


class Reports(Protocol):
    """The sections of monthly reports that units wrote."""

    def put(self, section: ReportSection) -> None:
        """Insert or update."""

    def of(self, unit: str, month: date) -> dict[Section, ReportSection]: ...
