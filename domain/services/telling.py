"""Tells those concerned about a step, each in a message of their own with the next step in it."""

from datetime import datetime

from domain.concern import Act, Concern, Edge, HistoryRow
from domain.messages import Button, Fact, Message, Rows, Weight, Words, words
from domain.people import Person, Role
from domain.relations import WORKERS
from domain.services.informing import held_back
from domain.services.outlook import by_when, next_step, unit_name
from domain.services.ports import UnitOfWork
from domain.services.timing import OVER

ON_DELIVERY = {Act.ACCEPT: "accepted", Act.DECLINE: "accepted", Act.REPLY: "reply"}
"""Notices whose delivery counts for a clock (see delivered.py)."""

FIRST_WORDS = 160
"""Characters of the reporter's words that a cadre sees before opening the card."""


def tell(uow: UnitOfWork, concern: Concern, edge: Edge, row: HistoryRow, now: datetime) -> None:
    """Put a notice into the outbox for everybody whom the edge names."""
    for audience, sentence in edge.tells:
        people = _audience(uow, audience, concern, row, now)
        if audience == "unit" and not people:
            sentence, people = "notice.unit_empty", uow.people.with_roles((Role.OFFICE,), now)
        if audience == "reporter" and held_back(uow, concern, row.act, now):
            continue
        for person in people:
            uow.outbox.put(_notice(uow, audience, sentence, person, concern, row), now)


def _audience(
    uow: UnitOfWork, audience: str, concern: Concern, row: HistoryRow, now: datetime
) -> list[Person]:
    if audience == "reporter":
        return [uow.people.get(concern.reporter)]
    if audience == "handler" and concern.handler:
        return [uow.people.get(concern.handler)]
    unit = uow.people.in_unit(concern.unit, WORKERS, now)
    return unit if audience != "colleagues" else [person for person in unit if person.id != row.person]


def _notice(
    uow: UnitOfWork, audience: str, sentence: str, person: Person, concern: Concern, row: HistoryRow
) -> Message:
    to_reporter = audience == "reporter"
    deed = ON_DELIVERY.get(row.act, "") if to_reporter else ""
    return Message(
        chat=person.chat,
        words=Words(sentence, _facts(uow, concern, row)),
        rows=_rows(row.act, to_reporter, concern),
        weight=Weight.MUST_ARRIVE,
        once=f"notice:{concern.id}:{row.sequence}:{person.id}",
        concern=concern.id,
        on_delivery=f"{deed}:{concern.id}" if deed else "",
    )


def _facts(uow: UnitOfWork, concern: Concern, row: HistoryRow) -> dict[str, Fact]:
    short = concern.words[:FIRST_WORDS]
    return {
        "number": concern.number,
        "unit": unit_name(uow, concern.unit),
        "role": words(f"role.{row.role}") if row.role else "",
        "words": row.words,
        "next": next_step(uow, concern),
        "by": by_when(uow, concern),
        "kind": words(f"kind_name.{concern.kind}"),
        "category": words(f"category.{concern.category}"),
        "place": concern.place or uow.policy.areas.path_name(concern.area),
        "first_words": short if short == concern.words else f"{short}…",
    }


def _rows(act: Act, to_reporter: bool, concern: Concern) -> Rows:
    """The next thing the receiver may want, one press away."""
    card = Button(words("button.card"), f"card:{concern.id}")
    if not to_reporter:
        sign_in = Button(words("button.sign_in"), f"act:sign_in:{concern.id}")
        return ((sign_in, card),) if act == Act.ASSIGN else ((card,),)
    add = Button(words("button.answer" if act == Act.ASK else "button.supplement"), f"mine:add.{concern.id}")
    follow = Button(words("button.follow"), f"mine:{concern.id}")
    return ((follow,),) if concern.state in OVER else ((add, follow),)
