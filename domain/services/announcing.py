"""What is said around a duty day: the reminders with their one button, and the bundle for the office."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.calendar import WorkCalendar
from domain.duties import Occurrence
from domain.messages import Button, Fact, Message, Rows, Weight, Words, words
from domain.people import Person, Role
from domain.services.calling import called
from domain.services.listing import seen_by
from domain.services.monthly_reporting import comes_with_draft
from domain.services.ports import Reminder, UnitOfWork, WorkFilter
from domain.services.rostering import companions, line_of
from domain.services.serving import (
    DONE,
    READY,
    UnitFigures,
    figures_of,
    find_occurrence,
    last_day,
    marks_of,
    times_done,
)

BUNDLE = "duty_day.bundle"
COMING = "duty_day.coming"

_NEEDLESS = {
    "duty_day.prepare": {READY, DONE},
    "duty_day.eve": {READY, DONE},
    "duty_day.evening": {DONE},
    "duty_day.coming": {DONE},
    "duty_day.on_the_day": {DONE},
    "duty_day.last_day": {DONE},
    "duty_day.diary_missing": {DONE},
}
"""After which marks a reminder has nothing to ask any more; that of the morning comes to all."""

WITH_PLACE = ("duty_day.prepare", "duty_day.eve", "duty_day.morning")
VISITORS = frozenset({Role.CADRE})


def duty_message(uow: UnitOfWork, person: Person, reminder: Reminder, now: datetime) -> Message | None:
    """A rung of the duty day for one person; None if it has nothing to ask them any more."""
    occurrence = occurrence_of(uow, reminder)
    said = duty_said(uow, person, occurrence, reminder.sentence, now) if occurrence else None
    announced = reminder.sentence == COMING and occurrence and comes_with_draft(uow, person, occurrence, now)
    if said is None or announced:
        return None
    sentence, rows = said
    return Message(
        chat=person.chat,
        words=sentence,
        rows=rows,
        weight=Weight.COMES_AGAIN,
        once=f"remind:{person.id}:{reminder.subject}:{reminder.sentence}",
        expires_at=reminder.expires_at,
    )


def occurrence_of(uow: UnitOfWork, reminder: Reminder) -> Occurrence | None:
    """The duty day that a reminder speaks of; None if the rules have it no more."""
    _, rule_id, day = reminder.subject.split(":")
    return find_occurrence(uow, rule_id, date.fromisoformat(day))


def duty_said(
    uow: UnitOfWork, person: Person, occurrence: Occurrence, sentence: str, now: datetime
) -> tuple[Words, Rows] | None:
    """A rung (`duty_day.<rung>`) in words as things stand, with its buttons; None if there is nothing to ask."""
    given = marks_of(uow, person, occurrence)
    if _NEEDLESS.get(sentence, set()) & given:
        return None
    if sentence == BUNDLE:
        return bundle(uow, occurrence, figures_of(uow, occurrence, now)), ()
    if occurrence.rule.times:
        return _pace_said(uow, person, occurrence, sentence, now)
    today = uow.policy.calendar.day_of(now)
    days = (occurrence.day - today).days
    facts: dict[str, Fact] = {
        "duty": words(f"duty.{occurrence.rule.id}"),
        "day": occurrence.day,
        "left": words("duty_day.in_days" if days > 0 else "duty_day.today", days=days),
        "where": where(uow, person, occurrence, now) if sentence in WITH_PLACE else "",
    }
    return Words(sentence, facts), _rows(uow, occurrence, today, given)


def open_mark(occurrence: Occurrence, today: date, given: set[str], calendar: WorkCalendar) -> str:
    """What is still to be said: 准备好了 before the day, 已完成 from the day on; "" when nothing is."""
    what = READY if today < occurrence.day and not occurrence.rule.by_day else DONE
    late = today > last_day(occurrence, calendar)
    return "" if late or what in given or DONE in given else what


def pace(
    uow: UnitOfWork, person: Person, occurrence: Occurrence, now: datetime, key: str = "duty_day.pace"
) -> Words:
    """A quota as it stands: how often, of how often, and the working days left (W5); nobody's name."""
    calendar = uow.policy.calendar
    duty, n, times = (
        words(f"duty.{occurrence.rule.id}"),
        times_done(uow, person, occurrence),
        occurrence.rule.times,
    )
    days = calendar.working_days_between(calendar.day_of(now), occurrence.day)
    if days <= 0:
        return words("duty_day.pace_end", duty=duty, n=n, times=times, day=occurrence.day)
    return words(key, duty=duty, n=n, times=times, days=days)


def bundle(uow: UnitOfWork, occurrence: Occurrence, of_units: Sequence[UnitFigures]) -> Words:
    """The figures of all units in one message: counts with what they are counted of, nobody's name."""
    lines: list[Fact] = [_line(uow, unit) for unit in of_units]
    return words(
        BUNDLE,
        duty=words(f"duty.{occurrence.rule.id}"),
        day=occurrence.day,
        done=sum(unit.done for unit in of_units),
        owing=sum(unit.owing for unit in of_units),
        visits=sum(unit.visits for unit in of_units),
        entries=sum(unit.entries for unit in of_units),
        lines=lines,
    )


def _pace_said(
    uow: UnitOfWork, person: Person, occurrence: Occurrence, sentence: str, now: datetime
) -> tuple[Words, Rows] | None:
    """Nothing once the quota is met."""
    if times_done(uow, person, occurrence) >= occurrence.rule.times:
        return None
    end = f"{occurrence.rule.id}.{occurrence.day}"
    count = Button(words("duty_day.count_one"), f"duty:time.{end}")
    write = Button(words("menu.diary"), "go:diary")
    rows = ((write, count), (Button(words("duty_day.why"), f"why:{end}"),))
    return pace(uow, person, occurrence, now, sentence), rows


def where(uow: UnitOfWork, person: Person, occurrence: Occurrence, now: datetime) -> Words:
    """The place, who goes there too, and what is open at the unit; for colleagues alone (W2)."""
    line = line_of(uow, occurrence, person, now)
    unit = uow.policy.units.by_id.get(line.unit)
    if unit is None:
        return words("duty_day.where", lines=[words("duty_day.no_place")])
    n = uow.concerns.count(seen_by(person, WorkFilter((unit.id,)), now))
    path = uow.policy.areas.path_name(line.place or unit.area)
    found = companions(uow, occurrence, line, now)
    lines: list[Fact] = [
        words("duty_day.place", place=path),
        *([words("duty_day.with", people=_named(uow, found, unit.id, now))] if found else []),
        *([words("duty_day.open", n=n)] if n else []),
    ]
    return words("duty_day.where", lines=lines)


def _named(uow: UnitOfWork, people: Sequence[Person], unit: str, now: datetime) -> Fact:
    """One after the other, as colleagues call them."""
    first, *rest = people
    name = called(uow, first, unit, now)
    return words("duty_rule.and", first=name, rest=_named(uow, rest, unit, now)) if rest else name


def _rows(uow: UnitOfWork, occurrence: Occurrence, today: date, given: set[str]) -> Rows:
    """The mark that makes sense now, and the way to the whole card."""
    what = open_mark(occurrence, today, given, uow.policy.calendar)
    end = f"{occurrence.rule.id}.{occurrence.day}"
    details = _details(uow, occurrence, today)
    why = (Button(words("duty_day.why_today" if today == occurrence.day else "duty_day.why"), f"why:{end}"),)
    deed = (Button(words(f"duty_day.{what}"), f"duty:{what}.{end}"),) if what else ()
    diary = (
        (Button(words("menu.diary"), "go:diary"),)
        if today >= occurrence.day and _is_visit(occurrence)
        else ()
    )
    return tuple(row for row in ((*deed, *details), diary, why) if row)


def _is_visit(occurrence: Occurrence) -> bool:
    """Whether what was done that day belongs into a diary."""
    return bool(occurrence.rule.roles & VISITORS) and not occurrence.rule.by_turn


def _details(uow: UnitOfWork, occurrence: Occurrence, today: date) -> tuple[Button, ...]:
    """Of the visiting day its card; of any other duty on a day of its own the way to change it."""
    rule = occurrence.rule
    if rule.id == uow.policy.duties[0].id:
        return (Button(words("duty_day.details"), "go:duty"),)
    fixed = rule.by_day or rule.times or today > occurrence.day
    end = f"{rule.id}.{occurrence.day}"
    return () if fixed else (Button(words("roster.change"), f"roster:menu.{end}"),)


def _line(uow: UnitOfWork, of: UnitFigures) -> Words:
    unit = uow.policy.units.get(of.unit).name
    return words(
        "duty_day.unit",
        unit=unit,
        done=of.done,
        owing=of.owing,
        visits=of.visits,
        entries=of.entries,
        matters=of.matters,
        settled=of.settled,
        passed=of.passed,
    )
