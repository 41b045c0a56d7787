"""The own duties of the year to come, as entries for a calendar of one's own (W6)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.duties import Occurrence
from domain.messages import Words, words
from domain.people import Person
from domain.services.ports import UnitOfWork
from domain.services.rostering import does, owes, place_of, unit_of
from domain.services.serving import occurrences_between

AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Entry:
    """One day of a calendar. `uid`: the same whenever the file is made again. `sure`: no rest day can move it."""

    uid: str
    day: date
    summary: Words
    place: str
    sure: bool


def own_duties(uow: UnitOfWork, person: Person, now: datetime) -> list[Entry]:
    """Every duty day of the year to come that is this person's, in order; turns as far as they are drawn."""
    today = uow.policy.calendar.day_of(now)
    found: list[Occurrence] = []
    for rule_id in dict.fromkeys(rule.id for rule in uow.policy.duties):
        rules = [rule for rule in uow.policy.duties if rule.id == rule_id]
        if any(owes(uow, rule, person, now) for rule in rules):
            found += occurrences_between(uow, rule_id, today, today + AHEAD)
    mine = (one for one in found if does(uow, one, person, now))
    return [_entry(uow, one, person, now) for one in sorted(mine, key=lambda one: (one.day, one.rule.id))]


def _entry(uow: UnitOfWork, occurrence: Occurrence, person: Person, now: datetime) -> Entry:
    rule = occurrence.rule
    last_day = rule.by_day or rule.times
    key = "calendar.by" if last_day else "calendar.on"
    unit = unit_of(uow, occurrence, person, now)
    fixed = last_day or rule.by_turn or not unit
    area = "" if fixed else place_of(uow, occurrence, person, now)
    return Entry(
        uid=f"{rule.id}-{occurrence.wished}@minqing",
        day=occurrence.day,
        summary=words(key, duty=words(f"duty.{rule.id}")),
        place=uow.policy.areas.path_name(area) if area else "",
        sure=not occurrence.provisional,
    )
