"""Turns the file about monthly reports and packs into rules."""

from domain.people import Role
from domain.periods import Span
from domain.policy.reading import Entry
from domain.reports import DistributionList, Pack, ReportRule, ReportRules
from domain.units import UnitKind

LAST_DAY = 28
"""A later day is missing in some month."""


def report_rules_from(file: Entry) -> ReportRules:
    """All rules; PolicyError for days that some month lacks, and for a pack whose list there is not."""
    monthly = _monthly(file.entry("monthly"))
    lists = tuple(_list(entry) for entry in file.entries("distribution", "id"))
    packs = tuple(_pack(entry, {one.id for one in lists}) for entry in file.entries("pack", "id"))
    file.finish()
    return ReportRules(monthly, lists, packs)


def _monthly(entry: Entry) -> ReportRule:
    rule = ReportRule(
        entry.whole("draft_day"),
        entry.whole("due_day"),
        entry.hour("at"),
        frozenset(entry.choices("kinds", UnitKind)),
        frozenset(entry.texts("papers")),
    )
    entry.finish()
    if not 1 <= rule.draft_day < rule.due_day <= LAST_DAY:
        raise entry.wrong(f"draft_day must come before due_day, and both lie between 1 and {LAST_DAY}")
    return rule


def _list(entry: Entry) -> DistributionList:
    found = DistributionList(entry.text("id"), entry.choices("roles", Role))
    entry.finish()
    return found


def _pack(entry: Entry, known: set[str]) -> Pack:
    found = Pack(entry.text("id"), entry.choice("span", Span), entry.hour("at"), entry.texts("lists"))
    entry.finish()
    if missing := set(found.lists) - known:
        raise entry.wrong(f"lists names {', '.join(sorted(missing))}, which is no distribution")
    return found
