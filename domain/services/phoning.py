"""The list of who is to be phoned or written to: messages that did not arrive, and matters that nobody answers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from domain.concern import OVER, Concern
from domain.errors import Refusal
from domain.messages import Fact, Words, words
from domain.people import Person, Role
from domain.permissions import Deed, may, standing
from domain.relations import check, may_on
from domain.services.alarming import silent_alarms
from domain.services.delivered import delivered
from domain.services.outlook import unit_name
from domain.services.ports import UnitOfWork, WorkFilter, WorkItem
from domain.services.serving import figures_of, is_over, last_occurrence
from domain.unreached import Matter, Unreached

LIMIT = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list. `row`: what to mark once they are told, 0 for a matter that nobody answers."""

    said: Words
    row: int = 0


def phoning_list(uow: UnitOfWork, now: datetime) -> list[Line]:
    """Everybody to be phoned: for alarms that nobody answers, for messages that did not arrive, then for what nobody
    does; due first in each.

    It names offices and roles; of a resident the tracking number, and whether a contact was left (W8).
    """
    return _phoning_list(uow, now, lambda concern: True)


def see_phoning_list(uow: UnitOfWork, actor: Person, now: datetime) -> list[Line]:
    """The same for the office, without what this person may not see. Refusal deed.not_yours."""
    check(Deed.SEE_UNREACHED, actor, now)
    return _phoning_list(uow, now, lambda concern: may_on(Deed.VIEW_CARD, actor, concern, now))


def _phoning_list(uow: UnitOfWork, now: datetime, shown: Callable[[Concern], bool]) -> list[Line]:
    """Of the concerns only those that are `shown`."""
    waiting = uow.unreached.waiting(0, LIMIT)
    rows = [row for row in waiting if _still_matters(uow, row) and _is_shown(uow, row, shown)]
    told = (Line(line_of(uow, row), row.id) for row in rows)
    alarms = (Line(said) for said in silent_alarms(uow, now))
    return [*alarms, *told, *_silent(uow, now, shown), *_silent_on_duty(uow, now)]


def mark_told(uow: UnitOfWork, actor: Person, row_id: int, now: datetime) -> Unreached:
    """Somebody told them in another way; for a resident this is the paper receipt, and time runs from it
    (条例 23, 35). Refusal: unreached.not_yours, unreached.told_before.
    """
    row = uow.unreached.get(row_id)
    if row is None or not _may_mark(uow, actor, row, now):
        raise Refusal("unreached.not_yours")
    if not uow.unreached.told(row.id, actor.id, now):
        raise Refusal("unreached.told_before")
    if row.on_delivery:
        delivered(uow, row.on_delivery, now)
    return row


def line_of(uow: UnitOfWork, row: Unreached) -> Words:
    """A row in words: office and role, what was to be told, by when; of a resident the number alone."""
    concern = uow.concerns.get(row.concern)
    facts = _facts(row.matter, concern, row.by) | _duty(row)
    if row.role is Role.RESIDENT:
        left = "unreached.contact" if _left_contact(uow, row.concern) else "unreached.no_contact"
        return Words("unreached.resident_line", {**facts, "contact": words(left)})
    return Words("unreached.staff_line", {**facts, **_office(uow, row.unit, row.role)})


def _silent(uow: UnitOfWork, now: datetime, shown: Callable[[Concern], bool]) -> Iterator[Line]:
    """Past its last day after all reminders, or not signed in for some working days: the unit is to be phoned."""
    calendar = uow.policy.calendar
    today, patience = calendar.day_of(now), uow.policy.settings.unanswered_days
    units = tuple(uow.policy.units.by_id)
    waiting = uow.concerns.worklist(WorkFilter(units, waiting=True), 0, LIMIT)
    unsigned = [
        item
        for item in waiting
        if shown(item.concern)
        and calendar.working_days_between(calendar.day_of(item.concern.registered_at), today) >= patience
    ]
    everything = uow.concerns.worklist(WorkFilter(units), 0, LIMIT)
    overdue = [i for i in everything if i.due_on is not None and i.due_on < today and shown(i.concern)]
    yield from _silent_lines(uow, unsigned, Matter.NEW_CONCERN)
    known = {item.concern.id for item in unsigned}
    yield from _silent_lines(uow, [i for i in overdue if i.concern.id not in known], Matter.DEADLINE)


def _silent_on_duty(uow: UnitOfWork, now: datetime) -> Iterator[Line]:
    """After the visiting day, until it closes: how many of a unit said nothing; their lead knows whom to phone."""
    occurrence = last_occurrence(uow, uow.policy.duties[0].id, now) if uow.policy.duties else None
    if occurrence is None or is_over(uow, occurrence, now):
        return
    for of in figures_of(uow, occurrence, now):
        if of.owing > of.done:
            duty = words(f"duty.{occurrence.rule.id}")
            facts: dict[str, Fact] = {"duty": duty, "day": occurrence.day, "n": of.owing - of.done}
            yield Line(Words("unreached.silent_duty", facts | {"unit": unit_name(uow, of.unit)}))


def _duty(row: Unreached) -> dict[str, Fact]:
    """Which duty it was and when, as the key of its reminder says; nothing where it speaks of none."""
    what = row.key.split(":")
    if row.matter is not Matter.DUTY or len(what) < 5 or what[2] != "duty":
        return {}
    duty, day = words(f"duty.{what[3]}"), date.fromisoformat(what[4])
    return {"matter": words("unreached.of_duty", duty=duty, day=day)}


def _silent_lines(uow: UnitOfWork, items: Iterable[WorkItem], matter: Matter) -> Iterator[Line]:
    for item in items:
        role = Role.CADRE if item.concern.handler else Role.UNIT_LEAD
        facts = {**_facts(matter, item.concern, item.due_on), **_office(uow, item.concern.unit, role)}
        yield Line(Words("unreached.silent_line", facts))


def _still_matters(uow: UnitOfWork, row: Unreached) -> bool:
    """What was to be told to those who handle a concern is over with it; a resident is still to be told."""
    concern = uow.concerns.get(row.concern)
    return row.role is Role.RESIDENT or concern is None or concern.state not in OVER


def _is_shown(uow: UnitOfWork, row: Unreached, shown: Callable[[Concern], bool]) -> bool:
    concern = uow.concerns.get(row.concern)
    return concern is None or shown(concern)


def _may_mark(uow: UnitOfWork, actor: Person, row: Unreached, now: datetime) -> bool:
    concern = uow.concerns.get(row.concern)
    if concern is not None:
        return may_on(Deed.MARK_TOLD, actor, concern, now)
    return may(Deed.SEE_UNREACHED, standing(actor.roles(now)))


def _facts(matter: Matter, concern: Concern | None, by: date | None) -> dict[str, Fact]:
    return {
        "matter": words(f"matter.{matter}"),
        "number": words("unreached.number", number=concern.number) if concern else "",
        "by": words("unreached.by", day=by) if by else "",
    }


def _office(uow: UnitOfWork, unit: str, role: Role) -> dict[str, Fact]:
    return {"unit": unit_name(uow, unit), "role": words(f"role.{role}")}


def _left_contact(uow: UnitOfWork, concern: str) -> bool:
    contact = uow.concerns.contact(concern)
    return contact is not None and bool(contact.phone or contact.name)
