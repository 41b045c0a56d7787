"""People whom a message did not reach: it is noted, and whoever can act is told instead (W8)."""

from dataclasses import replace
from datetime import datetime

from domain.concern import Concern
from domain.messages import Button, Fact, Message, Rows, Weight, Words, words
from domain.people import Binding, Person, Role
from domain.permissions import Deed
from domain.relations import may_on
from domain.services.acting import able, acting, next_in_line, reachable
from domain.services.calling import called
from domain.services.listing import seen_by
from domain.services.outlook import deadline, unit_name
from domain.services.phoning import line_of
from domain.services.ports import UnitOfWork, WorkFilter
from domain.unreached import Matter, Unreached, matter_of


def missed(uow: UnitOfWork, message: Message, key: str, now: datetime) -> None:
    """A message was given up: note it, and tell whoever can act. `key`: its natural key.

    Only what must arrive and reminders count; an answer in conversation is asked for again.
    """
    person = uow.people.by_chat(message.chat)
    if person is None or message.weight is Weight.CONVERSATION:
        return
    concern = uow.concerns.get(message.concern) if message.concern else None
    if concern is not None and concern.reporter == person.id:
        _missed_by_reporter(uow, message, key, person, concern, now)
    elif not (concern and _reached_colleagues(uow, message, person, concern, now)):
        instead_of(uow, person, key, matter_of(message), concern, now)


def instead_of(
    uow: UnitOfWork, person: Person, key: str, matter: Matter, concern: Concern | None, now: datetime
) -> list[Person]:
    """Note that somebody who works here was not reached, and tell the next in line, once per `key`; who that is."""
    held = _binding(person, concern, now)
    if held is None:
        return []
    by = deadline(uow, concern) if concern else None
    row = Unreached(
        key=key,
        person=person.id,
        role=held.role,
        unit=held.unit,
        concern=concern.id if concern else "",
        matter=matter,
        by=by.due_on if by else None,
        at=now,
    )
    people = next_in_line(uow, held.unit, [person], now, concern)
    if uow.unreached.add(row):
        for one in people:
            uow.outbox.put(_passed_on(uow, one, row, concern, now), now)
    return people


def left_bot(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Somebody stopped the bot: remembered, and told to whoever leads their units, once a day at most."""
    if person.reachable:
        uow.people.put(replace(person, reachable=False))
    day = uow.policy.calendar.day_of(now)
    for unit in dict.fromkeys(binding.unit for binding in person.own(now)):
        in_hand = WorkFilter((unit,), handlers=(person.id,))
        for one in next_in_line(uow, unit, [person], now):
            facts: dict[str, Fact] = {
                "who": called(uow, person, unit, now),
                "unit": unit_name(uow, unit),
                "n": uow.concerns.count(seen_by(one, in_hand, now)),
            }
            once = f"left_bot:{person.id}:{unit}:{day}:{one.id}"
            uow.outbox.put(_urgent(one, Words("unreached.left_bot", facts), once), now)


def came_back(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Somebody started the bot again: what they missed is told now, each matter of a concern once."""
    told: set[tuple[str, str]] = set()
    for row in uow.unreached.of_person(person.id):
        uow.unreached.told(row.id, person.id, now)
        concern = uow.concerns.get(row.concern)
        if concern is not None and (row.concern, row.matter) not in told:
            told.add((row.concern, row.matter))
            uow.outbox.put(_meanwhile(person, concern, row), now)


def _binding(person: Person, concern: Concern | None, now: datetime) -> Binding | None:
    """The role in which they were to be told; None if they hold none any more."""
    held = person.own(now)
    return next((b for b in held if concern and b.unit == concern.unit), held[0] if held else None)


def _reached_colleagues(
    uow: UnitOfWork, message: Message, person: Person, concern: Concern, now: datetime
) -> bool:
    """Whether it went to the whole unit and somebody else there has it: then nobody need be told again."""
    if concern.handler == person.id or not message.words.key.startswith("notice."):
        return False
    unit = reachable(able(uow, concern, now))
    return any(other.id != person.id for other in unit)


def _missed_by_reporter(
    uow: UnitOfWork, message: Message, key: str, person: Person, concern: Concern, now: datetime
) -> None:
    """The handler is to find another way: only they may open what contact was left."""
    by = deadline(uow, concern)
    row = Unreached(
        key=key,
        person=person.id,
        role=Role.RESIDENT,
        unit=concern.unit,
        concern=concern.id,
        matter=matter_of(message),
        by=by.due_on if by else None,
        at=now,
        on_delivery=message.on_delivery,
    )
    if message.weight is not Weight.MUST_ARRIVE or not uow.unreached.add(row):
        return
    kept = next(one for one in uow.unreached.of_person(person.id) if one.key == key)
    for one in reachable(acting(uow, concern, now)) or next_in_line(uow, concern.unit, (), now, concern):
        uow.outbox.put(_to_handler(uow, one, concern, kept, now), now)


def _to_handler(uow: UnitOfWork, person: Person, concern: Concern, row: Unreached, now: datetime) -> Message:
    told = Button(words("unreached.delivered"), f"unreached:told.{row.id}")
    may = may_on(Deed.MARK_TOLD, person, concern, now)
    rows: Rows = ((_card(concern),), (told,)) if may else ((_card(concern),),)
    sentence = words("unreached.resident", line=line_of(uow, row))
    return _urgent(person, sentence, f"passed_on:{row.key}:{person.id}", rows, concern.id)


def _passed_on(
    uow: UnitOfWork, person: Person, row: Unreached, concern: Concern | None, now: datetime
) -> Message:
    sentence = words("unreached.passed_on", line=line_of(uow, row))
    once = f"passed_on:{row.key}:{person.id}"
    if concern is None or not may_on(Deed.VIEW_CARD, person, concern, now):
        return _urgent(person, sentence, once)
    return _urgent(person, sentence, once, ((_card(concern),),), concern.id)


def _meanwhile(person: Person, concern: Concern, row: Unreached) -> Message:
    own = concern.reporter == person.id
    look = Button(words("button.follow"), f"mine:{concern.id}") if own else _card(concern)
    sentence = words("unreached.meanwhile", number=concern.number, matter=words(f"matter.{row.matter}"))
    message = _urgent(person, sentence, f"meanwhile:{row.key}", ((look,),), concern.id)
    return replace(message, on_delivery=row.on_delivery)


def _card(concern: Concern) -> Button:
    return Button(words("button.card"), f"card:{concern.id}")


def _urgent(person: Person, sentence: Words, once: str, rows: Rows = (), concern: str = "") -> Message:
    return Message(person.chat, sentence, rows, weight=Weight.MUST_ARRIVE, once=once, concern=concern)
