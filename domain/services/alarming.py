"""Danger to life, health or environment, seen in the field: told at once, until somebody answers (O4)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.danger import Danger
from domain.errors import Refusal
from domain.messages import Button, Fact, Message, Weight, Words, words
from domain.observation import Observation
from domain.people import Person, Role
from domain.permissions import Deed, may, standing
from domain.relations import check
from domain.services.acting import present, reachable
from domain.services.outlook import unit_name
from domain.services.ports import Reminder, UnitOfWork

ALARM = "alarm:"
LISTED = 50
"""Alarms on the list of whom to phone."""
GLIMPSE = 60
"""Characters of the words there."""
AGAIN = (Role.OFFICE, Role.LEADER)
"""Who is told again while nobody answers; at first the office alone, and the leaders where it has nobody there."""


def alarm(uow: UnitOfWork, seen: Observation, danger: Danger, now: datetime) -> Observation:
    """Tell the duty office now, at any hour; silence is told again, to the leaders too (条例 25)."""
    raised = replace(seen, danger=danger, alarmed_at=now)
    uow.observations.put(raised)
    sentence = _said(uow, "alarm.told", raised)
    for one in _told(uow, now):
        uow.outbox.put(_message(one, sentence, raised, f"{ALARM}{raised.id}:{one.id}"), now)
    minutes = uow.policy.tasks.urgent_minutes
    uow.reminders.plan_all(_again(raised, role, n, now) for n in minutes for role in AGAIN)
    return raised


def raise_alarm(
    uow: UnitOfWork, actor: Person, observation: str, danger: Danger, now: datetime
) -> Observation:
    """The one who saw it says that it is dangerous. Refusal observe.not_yours, observe.undone_before, alarm.raised."""
    seen = uow.observations.get(observation)
    if seen is None or seen.person != actor.id:
        raise Refusal("observe.not_yours")
    if seen.undone_at:
        raise Refusal("observe.undone_before")
    if seen.alarmed_at:
        raise Refusal("alarm.raised")
    return alarm(uow, seen, danger, now)


def heed_alarm(uow: UnitOfWork, actor: Person, observation: str, now: datetime) -> Observation:
    """收到: somebody takes care of it, nobody is told again, and whoever saw it hears who does.

    Refusal: deed.not_yours, alarm.gone (taken back), alarm.heeded (a colleague was first).
    """
    check(Deed.HEED_ALARM, actor, now)
    seen = uow.observations.get(observation)
    if seen is None or seen.alarmed_at is None or seen.undone_at:
        raise Refusal("alarm.gone")
    if seen.heeded_at:
        raise Refusal("alarm.heeded")
    heeded = replace(seen, heeded_by=actor.id, heeded_at=now)
    uow.observations.put(heeded)
    uow.reminders.drop(f"{ALARM}{seen.id}")
    role = next(role for role in AGAIN if role in actor.roles(now))
    sentence = _said(uow, "alarm.taken", heeded, role=words(f"role.{role}"))
    climbed = now - seen.alarmed_at >= timedelta(minutes=min(uow.policy.tasks.urgent_minutes))
    leaders = uow.people.with_roles((Role.LEADER,), now) if climbed else []
    _tell(uow, [uow.people.get(seen.person), *_told(uow, now), *leaders], sentence, heeded, actor, now)
    return heeded


def add_place(uow: UnitOfWork, seen: Observation, now: datetime) -> None:
    """The place came after the words: those who were told, and whoever takes care of it, hear where it is."""
    taking = [uow.people.get(seen.heeded_by)] if seen.heeded_by else []
    sentence = _said(uow, "alarm.place_came", seen)
    for one in {person.id: person for person in (*_told(uow, now), *taking)}.values():
        uow.outbox.put(_message(one, sentence, seen, f"{ALARM}{seen.id}:place:{one.id}"), now)


def call_off(uow: UnitOfWork, seen: Observation, actor: Person, now: datetime) -> None:
    """Taken back by whoever saw it: those who were told hear of it."""
    uow.reminders.drop(f"{ALARM}{seen.id}")
    _tell(uow, _told(uow, now), _said(uow, "alarm.called_off", seen), seen, actor, now)


def alarm_message(uow: UnitOfWork, person: Person, reminder: Reminder, now: datetime) -> Message | None:
    """Once more to one person; None when somebody has answered, or it was taken back."""
    seen = uow.observations.get(reminder.subject.removeprefix(ALARM))
    if seen is None or seen.alarmed_at is None or seen.heeded_at or seen.undone_at:
        return None
    sentence = _said(uow, "alarm.silent", seen, minutes=_minutes_since(seen, now))
    return _message(person, sentence, seen, f"remind:{person.id}:{reminder.key}")


def silent_alarms(uow: UnitOfWork, now: datetime) -> list[Words]:
    """What nobody answered after it was told again, oldest first: what and where, and whom to phone, by role (W8)."""
    told_again = timedelta(minutes=min(uow.policy.tasks.urgent_minutes))
    waiting = uow.observations.unheeded(now - told_again, LISTED)
    people = _to_phone(uow, now) if waiting else ()
    phone: Fact = uow.policy.units.office.phone or words("contacts.no_phone")
    return [_silent(uow, seen, people, phone, now) for seen in waiting]


def _silent(uow: UnitOfWork, seen: Observation, people: Sequence[Fact], phone: Fact, now: datetime) -> Words:
    short = seen.words if len(seen.words) <= GLIMPSE else f"{seen.words[:GLIMPSE]}…"
    minutes = _minutes_since(seen, now)
    more: dict[str, Fact] = {"phone": phone, "people": people, "minutes": minutes}
    return _said(uow, "unreached.silent_alarm", replace(seen, words=short), **more)


def _to_phone(uow: UnitOfWork, now: datetime) -> list[Fact]:
    """The offices with how many hold the role there: the duty office first, then the leaders."""
    found: list[Fact] = []
    for role in AGAIN:
        units = Counter(unit for one in uow.people.with_roles((role,), now) for unit in one.units(now, role))
        for unit, n in units.items():
            found.append(
                words("unreached.to_phone", unit=unit_name(uow, unit), role=words(f"role.{role}"), n=n)
            )
    return found


def _minutes_since(seen: Observation, now: datetime) -> int:
    return int((now - (seen.alarmed_at or now)).total_seconds() // 60)


def _told(uow: UnitOfWork, now: datetime) -> list[Person]:
    """The office; where nobody there can be reached, the leaders."""
    for role in AGAIN:
        if found := reachable(present(uow.people.with_roles((role,), now), (role,), now)):
            return found
    return []


def _said(uow: UnitOfWork, key: str, seen: Observation, **more: Fact) -> Words:
    """What, where, when; never who saw it."""
    facts: dict[str, Fact] = {
        "danger": words(f"danger_kind.{seen.danger}"),
        "words": seen.words or words("alarm.no_words"),
        "place": _place(uow, seen),
        "at": seen.observed_at,
        "unit": unit_name(uow, seen.unit),
    }
    return Words(key, facts | more)


def _place(uow: UnitOfWork, seen: Observation) -> Words:
    """The area and the point, so that somebody can go there."""
    if seen.pin is None:
        return words("alarm.no_place")
    area: Fact = uow.policy.areas.path_name(seen.area) or words("alarm.outside")
    north, east = f"{seen.pin.latitude:.5f}", f"{seen.pin.longitude:.5f}"
    return words("alarm.at", area=area, latitude=north, longitude=east)


def _message(person: Person, sentence: Words, seen: Observation, once: str) -> Message:
    heed = Button(words("alarm.heed"), f"alarm:heed.{seen.id}")
    files = Button(words("alarm.files"), f"alarm:files.{seen.id}")
    return Message(person.chat, sentence, ((heed, files),), weight=Weight.MUST_ARRIVE, once=once)


def _tell(
    uow: UnitOfWork,
    people: Iterable[Person],
    sentence: Words,
    seen: Observation,
    actor: Person,
    now: datetime,
) -> None:
    for one in {person.id: person for person in people if person.id != actor.id}.values():
        once = f"{sentence.key}:{seen.id}:{one.id}"
        uow.outbox.put(Message(one.chat, sentence, weight=Weight.MUST_ARRIVE, once=once), now)


def may_see_alarm(person: Person, seen: Observation | None, now: datetime) -> bool:
    """Whether the pictures of it may be shown to this person."""
    return (
        seen is not None and seen.alarmed_at is not None and may(Deed.HEED_ALARM, standing(person.roles(now)))
    )


def _again(seen: Observation, role: Role, minutes: int, now: datetime) -> Reminder:
    """Comes in quiet hours too."""
    return Reminder(
        key=f"{ALARM}{seen.id}:{minutes}:{role}",
        subject=f"{ALARM}{seen.id}",
        audience=f"role:{role}",
        due_at=now + timedelta(minutes=minutes),
        sentence="alarm.silent",
        facts={},
        urgent=True,
    )
