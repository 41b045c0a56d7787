"""Turns the file about 附件2 into the codes of its columns."""

from domain.ledger import LedgerCode, LedgerRules
from domain.policy.reading import Entry


def ledger_rules_from(file: Entry) -> LedgerRules:
    """The codes of every column; PolicyError where a column has none or no trend says that a matter is settled."""
    rules = LedgerRules(_codes(file, "type"), _codes(file, "difficulty"), _codes(file, "trend"))
    file.finish()
    if not any(one.ends for one in rules.trends):
        raise file.wrong("a trend with ends = true is missing")
    return rules


def _codes(file: Entry, column: str) -> tuple[LedgerCode, ...]:
    found = tuple(code for entry in file.entries(column) for code in _of(entry))
    if not found:
        raise file.wrong(f"{column} is missing")
    return found


def _of(entry: Entry) -> list[LedgerCode]:
    since, until, ends = entry.day("valid_from"), entry.day_or_none("valid_to"), entry.flag("ends")
    codes = entry.texts("codes")
    entry.finish()
    if not codes:
        raise entry.wrong("codes must name at least one")
    return [LedgerCode(code, since, until, ends) for code in codes]
