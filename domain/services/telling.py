"""Tells those concerned about a step, each in a message of their own with the next step in it."""

from datetime import datetime

from domain.concern import Act, Concern, Edge, HistoryRow, Kind, State
from domain.messages import Button, Fact, Message, Rows, Weight, Words, words
from domain.people import Deed, Person, Role
from domain.relations import WORKERS, may_on
from domain.services.acting import acting
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
            sentence, people = _of_nobody(concern), uow.people.with_roles((Role.OFFICE,), now)
        if audience == "reporter" and held_back(uow, concern, row.act, now):
            continue
        for person in people:
            uow.outbox.put(_notice(uow, audience, sentence, person, concern, row, now), now)


def _of_nobody(concern: Concern) -> str:
    """What the office is told of a unit without anybody; of a 举报 nothing but that there is one."""
    return "notice.discipline_empty" if concern.kind is Kind.MISCONDUCT else "notice.unit_empty"


def _audience(
    uow: UnitOfWork, audience: str, concern: Concern, row: HistoryRow, now: datetime
) -> list[Person]:
    if audience == "reporter":
        return [uow.people.get(concern.reporter)]
    if audience == "handler" and (handling := acting(uow, concern, now)):
        return handling
    unit = uow.people.in_unit(concern.unit, WORKERS, now)
    return unit if audience != "colleagues" else [person for person in unit if person.id != row.person]


def _notice(
    uow: UnitOfWork,
    audience: str,
    sentence: str,
    person: Person,
    concern: Concern,
    row: HistoryRow,
    now: datetime,
) -> Message:
    to_reporter = audience == "reporter"
    deed = ON_DELIVERY.get(row.act, "") if to_reporter else ""
    return Message(
        chat=person.chat,
        words=Words(sentence, _facts(uow, concern, row)),
        rows=_own_rows(row.act, concern) if to_reporter else _work_rows(person, concern, now),
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


def _own_rows(act: Act, concern: Concern) -> Rows:
    """The next thing the reporter may want, one press away."""
    add = Button(words("button.answer" if act == Act.ASK else "button.supplement"), f"mine:add.{concern.id}")
    follow = Button(words("button.follow"), f"mine:{concern.id}")
    return ((follow,),) if concern.state in OVER else ((add, follow),)


def _work_rows(person: Person, concern: Concern, now: datetime) -> Rows:
    """What the receiver may do next: sign in while nobody has, open the card."""
    sign_in = Button(words("button.sign_in"), f"act:sign_in:{concern.id}")
    card = Button(words("button.card"), f"card:{concern.id}")
    waits = concern.state is State.ASSIGNED and may_on(Deed.SIGN_IN, person, concern, now)
    row = (*([sign_in] if waits else []), *([card] if may_on(Deed.VIEW_CARD, person, concern, now) else []))
    return (row,) if row else ()
