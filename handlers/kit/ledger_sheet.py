"""附件2 as a table: 序号 and the 14 columns, in their order."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from domain.ledger import LedgerRow, Trait, Written
from domain.messages import Fact, words
from handlers.kit.months import code_of_month, month_name
from handlers.kit.sheets import Column, Sheet

Read = Callable[[Written], Fact]


def difficulties(row: Written) -> list[Fact]:
    """处置难点, one to a line."""
    return [words(f"difficulty.{code}") for code in row.difficulties]


def _has(trait: Trait) -> Read:
    return lambda row: words("ledger.is" if trait in row.traits else "ledger.is_not")


COLUMNS: Sequence[tuple[str, int, Read]] = (
    ("ledger.name", 18, lambda row: row.name),
    ("ledger.type", 10, lambda row: words(f"official.{row.type}")),
    ("ledger.basics", 28, lambda row: row.basics),
    ("ledger.measures", 26, lambda row: row.measures),
    ("ledger.difficulties", 14, difficulties),
    ("ledger.trend", 10, lambda row: words(f"trend.{row.trend}")),
    ("ledger.leader", 14, lambda row: row.leader),
    ("ledger.owner", 14, lambda row: row.owner),
    ("ledger.remark", 14, lambda row: row.remark),
    ("ledger.people", 8, lambda row: row.people),
    *((f"trait.{trait}", 7, _has(trait)) for trait in Trait),
)
"""The sentence of its title, width, and what stands in it."""


def ledger_sheet(rows: Iterable[LedgerRow], month: date, now: datetime) -> Sheet:
    """The rows of a month as the table of 附件2."""
    heads = [Column(words(title), width) for title, width, _ in COLUMNS]
    return Sheet(
        file=words("ledger.file", month=code_of_month(month)),
        title=words("ledger.title", month=month_name(month)),
        columns=[Column(words("ledger.place"), 6), *heads],
        rows=[[place, *(read(row.written) for _, _, read in COLUMNS)] for place, row in enumerate(rows, 1)],
        made_at=now,
    )
