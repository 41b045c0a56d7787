"""Cuts a reminder that speaks to everybody with a duty into parts, one for each unit."""

from collections.abc import Iterator
from dataclasses import replace

from domain.services.ports import Reminder, UnitOfWork

OWING = "owing"
"""Begins the audience of a duty's reminder: `owing:ROLE`, and of a part of it `owing:ROLE:UNIT`."""


def is_whole(reminder: Reminder) -> bool:
    """Whether it speaks to all of a role who owe a duty."""
    return reminder.audience.startswith(f"{OWING}:") and not is_part(reminder)


def is_part(reminder: Reminder) -> bool:
    """Whether it speaks to those of one unit."""
    whom, _, rest = reminder.audience.partition(":")
    return whom == OWING and ":" in rest


def parts_of(uow: UnitOfWork, reminder: Reminder) -> Iterator[Reminder]:
    """One for each unit of the directory; due at once, and useless when the whole is."""
    for unit in uow.policy.units.by_id:
        yield replace(reminder, key=f"{reminder.key}:{unit}", audience=f"{reminder.audience}:{unit}")
