"""Writes down a visit: it counts for the day and the quota; its matter becomes a concern only with consent (W4)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain.concern import Concern, HowKnown, Kind
from domain.diary import DiaryEntry, Outcome, Part
from domain.errors import Refusal
from domain.people import Person, Role
from domain.permissions import Deed
from domain.privacy import find_forbidden, find_personal
from domain.relations import check
from domain.services.intake import Report, submit_concern
from domain.services.ports import UnitOfWork
from domain.services.rostering import does
from domain.services.serving import DONE, find_occurrence, is_over, mark, tell_time, visit_quotas
from domain.tracking import new_id

BACK = timedelta(days=31)
"""How long ago a visit may be that is written down now."""

WRITERS = (Role.CADRE, Role.UNIT_LEAD, Role.LEADER, Role.OFFICE)


@dataclass(frozen=True, slots=True)
class Visit:
    """The answers of the dialogue."""

    visited_on: date
    area: str
    place: str
    parts: tuple[Part, ...]
    matter: str
    outcome: Outcome


def write_entry(uow: UnitOfWork, actor: Person, visit: Visit, now: datetime) -> DiaryEntry:
    """Keep the entry; the duty day's diary is done with it, and visits are counted.

    Refusal: deed.not_yours, diary.future, diary.too_old, diary.no_place, privacy.* (the matter speaks of a person).
    """
    check(Deed.DO_DUTY, actor, now)
    check_day(uow, visit.visited_on, now)
    if uow.policy.areas.get(visit.area) is None:
        raise Refusal("diary.no_place")
    if finding := find_personal(visit.matter):
        raise Refusal(finding.key)
    units = actor.units(now, *WRITERS)
    entry = DiaryEntry(
        id=new_id(),
        author=actor.id,
        unit=units[0] if units else "",
        visited_on=visit.visited_on,
        area=visit.area,
        place=visit.place,
        parts=visit.parts,
        matter=visit.matter,
        outcome=visit.outcome if visit.matter else Outcome.NONE,
        written_at=now,
    )
    uow.diaries.put(entry)
    _count(uow, actor, entry, now)
    return entry


def check_day(uow: UnitOfWork, day: date, now: datetime) -> None:
    """Refusal diary.future (a visit still to come), diary.too_old."""
    today = uow.policy.calendar.day_of(now)
    if day > today:
        raise Refusal("diary.future", day=day)
    if day < today - BACK:
        raise Refusal("diary.too_old", day=day, days=BACK.days)


def own_entry(uow: UnitOfWork, actor: Person, entry_id: str) -> DiaryEntry:
    """One's own entry; nobody reads another's. Refusal diary.not_yours."""
    entry = uow.diaries.get(entry_id)
    if entry is None or entry.author != actor.id:
        raise Refusal("diary.not_yours")
    return entry


def keep_note(uow: UnitOfWork, actor: Person, entry_id: str, note: str, now: datetime) -> DiaryEntry:
    """The personal part, for the author alone, until it expires; a second note is added to the first.

    Refusal diary.not_yours, privacy.*.
    """
    entry = own_entry(uow, actor, entry_id)
    if finding := find_forbidden(note):
        raise Refusal(finding.key)
    until = uow.policy.calendar.day_of(now) + timedelta(days=uow.policy.settings.diary_note_days)
    noted = replace(entry, note=f"{entry.note}\n{note}" if entry.note else note, note_until=until)
    uow.diaries.put(noted)
    return noted


def consented(uow: UnitOfWork, actor: Person, entry_id: str) -> DiaryEntry:
    """An own entry whose matter may become a concern: whoever it concerns agreed, and it has not yet.

    Refusal diary.not_yours, diary.no_consent, diary.passed_before.
    """
    entry = own_entry(uow, actor, entry_id)
    if entry.outcome is not Outcome.CONCERN:
        raise Refusal("diary.no_consent")
    if entry.concern:
        raise Refusal("diary.passed_before")
    return entry


def give_consent(uow: UnitOfWork, actor: Person, entry_id: str) -> DiaryEntry:
    """Whoever it concerns agreed later. Refusal diary.not_yours, diary.nothing (no matter), diary.passed_before."""
    entry = own_entry(uow, actor, entry_id)
    if not entry.matter:
        raise Refusal("diary.nothing")
    if entry.concern:
        raise Refusal("diary.passed_before")
    agreed = replace(entry, outcome=Outcome.CONCERN)
    uow.diaries.put(agreed)
    return agreed


def pass_matter_on(
    uow: UnitOfWork, actor: Person, entry_id: str, draft: str, category: str, now: datetime
) -> Concern:
    """The matter becomes a concern of its unit, without anybody's name. Refusal: those of `consented`."""
    entry = consented(uow, actor, entry_id)
    report = Report(
        draft=draft,
        kind=Kind.HELP,
        category=category,
        area=entry.area,
        place=entry.place,
        words=entry.matter,
        known=HowKnown.ANONYMOUS,
    )
    concern = submit_concern(uow, actor, report, now)
    uow.diaries.put(replace(entry, concern=concern.id))
    return concern


def _count(uow: UnitOfWork, actor: Person, entry: DiaryEntry, now: datetime) -> None:
    """It does the diary of that day, and counts once for each quota of visits."""
    occurrence = find_occurrence(uow, "diary", entry.visited_on)
    if occurrence and does(uow, occurrence, actor, now) and not is_over(uow, occurrence, now):
        mark(uow, actor, occurrence, DONE, now)
    for quota in visit_quotas(uow, actor, entry.visited_on, now):
        if not is_over(uow, quota, now):
            tell_time(uow, actor, quota, entry.id, now)
