"""What a person's lists leave out: what they reported themselves, and what is about a unit of theirs."""

from dataclasses import replace
from datetime import datetime

from domain.people import Person, Role
from domain.services.ports import WorkFilter


def seen_by(person: Person, filter: WorkFilter, now: datetime) -> WorkFilter:
    """The same list without what this person has no part in handling (see relations.kept_out)."""
    return replace(filter, hidden_from=person.id, not_about=person.units(now, *Role))
