"""台账 of 附件2: matters that the office keeps an eye on, one row each; about matters and offices, never persons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Trait(StrEnum):
    """The four 是否 of 附件2; each describes the matter."""

    MAJOR = "major"
    GROUP = "group"
    ACROSS = "across"
    LEGACY = "legacy"


@dataclass(frozen=True, slots=True)
class LedgerCode:
    """One value of a column, for rows written between two days (both included). `ends`: the matter is settled by it."""

    code: str
    valid_from: date
    valid_to: date | None = None
    ends: bool = False

    def holds(self, day: date) -> bool:
        """Whether it may be chosen on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class LedgerRules:
    """What the columns 类型, 处置难点 and 状态趋势 may say; the names are the sentences official.<code>,
    difficulty.<code> and trend.<code>."""

    types: tuple[LedgerCode, ...]
    difficulties: tuple[LedgerCode, ...]
    trends: tuple[LedgerCode, ...]

    def is_settled(self, trend: str) -> bool:
        """Whether this trend says that the matter is over."""
        return any(one.code == trend and one.ends for one in self.trends)


@dataclass(frozen=True, slots=True)
class Written:
    """What the office wrote into the 14 columns of 附件2 about one matter.

    `unit`: who is to deal with it. `leader`, `owner`: 责任领导 and 责任人 by their post, such as 单位负责人（住建局）.
    `people`: how many the matter touches.
    """

    unit: str
    name: str
    type: str
    basics: str
    measures: str
    difficulties: tuple[str, ...]
    trend: str
    leader: str
    owner: str
    remark: str
    people: int
    traits: tuple[Trait, ...]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One matter. `concern`: id of the concern it is about, "" if of none; `settled_on`: the day it was over."""

    id: str
    concern: str
    written: Written
    entered_at: datetime
    changed_at: datetime
    settled_on: date | None = None


def choosable(codes: Iterable[LedgerCode], day: date) -> tuple[str, ...]:
    """The codes that may be chosen on this day, in the order of the file."""
    return tuple(one.code for one in codes if one.holds(day))
