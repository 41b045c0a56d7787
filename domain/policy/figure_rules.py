"""Turns the file about figures into the targets that are shown beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.figures import Rate
from domain.policy.reading import Entry


@dataclass(frozen=True, slots=True)
class Target:
    """So many percent of a rate are wished for in periods that begin between two days (both included)."""

    rate: Rate
    percent: int
    valid_from: date
    valid_to: date | None = None


def targets_from(file: Entry) -> tuple[Target, ...]:
    """All targets; PolicyError for a percentage that is none."""
    entries = file.entries("target", "rate")
    file.finish()
    return tuple(_target(entry) for entry in entries)


def targets_on(targets: Sequence[Target], day: date) -> Mapping[Rate, int]:
    """The targets that hold on this day."""
    holding = (
        one for one in targets if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)
    )
    return {one.rate: one.percent for one in holding}


def _target(entry: Entry) -> Target:
    percent = entry.whole("percent")
    if not 1 <= percent <= 100:
        raise entry.wrong("percent must be from 1 to 100")
    found = Target(
        entry.choice("rate", Rate), percent, entry.day("valid_from"), entry.day_or_none("valid_to")
    )
    entry.finish()
    return found
