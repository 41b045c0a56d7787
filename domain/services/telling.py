"""Tells those concerned about a step, each in a message of their own with the next step in it."""

from collections.abc import Callable
from datetime import datetime

from domain.concern import OVER, WITH_REVIEWERS, Act, Concern, HistoryRow, Kind, State
from domain.life import LIFE, Edge
from domain.messages import Button, Fact, Message, Rows, Weight, Words, words
from domain.people import Person, Role
from domain.permissions import Deed
from domain.relations import WORKERS, kept_out, may_on
from domain.services.acting import acting, leading, overseers, present, reviewing
from domain.services.informing import held_back
from domain.services.outlook import by_when, next_step, unit_name
from domain.services.ports import UnitOfWork
from domain.services.rating import from_field

ON_DELIVERY = {
    Act.ACCEPT: "accepted",
    Act.DECLINE: "accepted",
    Act.POINT: "accepted",
    Act.REPLY: "reply",
    Act.GIVE_OPINION: "review",
}
"""Notices whose delivery counts for a clock (see delivered.py)."""

NEXT_DOOR: dict[Act, Callable[[str], tuple[Button, ...]]] = {
    Act.REPLY: lambda concern: (Button(words("button.rate"), f"rate:{concern}"),),
    Act.GIVE_OPINION: lambda concern: (
        Button(words("button.request_final_review"), f"ask_review:{concern}"),
    ),
    Act.MEET: lambda concern: (Button(words("button.meet_as_reporter"), f"met:{concern}"),),
    Act.OFFER_MEDIATION: lambda concern: (
        Button(words("button.agree_to_mediation"), f"mediation:yes.{concern}"),
        Button(words("button.decline_mediation"), f"mediation:no.{concern}"),
    ),
    Act.CALL_HEARING: lambda concern: (Button(words("button.join_hearing"), f"join_hearing:{concern}"),),
}
"""K16: the three questions come with the reply itself; the next remedy with the opinion; a yes or no with an offer."""

OFFERED = {State.ASSIGNED: (Act.SIGN_IN,), State.OBJECTED: (Act.RETURN, Act.REFUSE_RETURN)}
"""What is offered under a notice to those who may do it; all else is on the card."""

ADDED = (Act.SUPPLEMENT, Act.AMEND)
"""What the reporter adds goes to those who have the concern now."""

DECIDED_ON = {
    Act.ASK_EXTENSION: (Act.EXTEND, Act.REFUSE_EXTENSION),
    Act.MEET: (Act.MEET_AS_LEAD,),
    Act.RECUSE: (Act.SIGN_IN, Act.TAKE_OVER),
    Act.GIVE_UP: (Act.APPOINT,),
}
"""What a wish is answered with by whoever is told of it."""

FIRST_WORDS = 160
"""Characters of the reporter's words that a cadre sees before opening the card."""


def tell(
    uow: UnitOfWork, before: Concern, concern: Concern, edge: Edge, row: HistoryRow, now: datetime
) -> None:
    """Put a notice into the outbox for everybody whom the edge names."""
    for audience, sentence in edge.tells:
        spoken_to = before if audience == "former_unit" else concern
        people = _audience(uow, audience, spoken_to, row, now)
        if audience == "reporter" and held_back(uow, concern, row.act, now):
            continue
        if audience != "reporter":
            people = [person for person in people if not kept_out(person, concern, now)]
        if audience == "unit" and not people:
            sentence, people = _of_nobody(uow, concern, now), overseers(uow, concern, now)
        for person in people:
            uow.outbox.put(_notice(uow, audience, sentence, person, concern, row, now), now)


def _of_nobody(uow: UnitOfWork, concern: Concern, now: datetime) -> str:
    """What the office is told of a unit where nobody can handle it; of a 举报 nothing but that there is one."""
    if concern.kind is Kind.MISCONDUCT:
        return "notice.discipline_empty"
    there = uow.people.in_unit(concern.unit, WORKERS, now)
    return "notice.unit_kept_out" if there else "notice.unit_empty"


def _audience(
    uow: UnitOfWork, audience: str, concern: Concern, row: HistoryRow, now: datetime
) -> list[Person]:
    if audience == "reporter":
        return [uow.people.get(concern.reporter)]
    if audience == "unit_lead":
        leads = uow.people.in_unit(concern.unit, (Role.UNIT_LEAD,), now)
        return [one for one in leads if one.id != row.person]
    if audience in ("lead_leader", "leadership", "co_units"):
        return _beside(uow, audience, concern, row, now)
    if audience == "deciders" and row.state_before not in (State.OBJECTED, State.RETURNED):
        return []
    if audience in ("office", "deciders"):
        office = uow.people.with_roles((Role.OFFICE,), now)
        return [one for one in office if may_on(Deed.DIRECT, one, concern, now)]
    if audience == "reviewers" or (
        audience == "handler" and concern.state in WITH_REVIEWERS and row.act in ADDED
    ):
        return reviewing(uow, concern, now)
    if audience == "handler" and (handling := acting(uow, concern, now)):
        return handling
    unit = uow.people.in_unit(concern.unit, WORKERS, now)
    return unit if audience != "colleagues" else [person for person in unit if person.id != row.person]


def _beside(uow: UnitOfWork, audience: str, concern: Concern, row: HistoryRow, now: datetime) -> list[Person]:
    """Whoever leads the concern, all leaders, or those who work in the units that help."""
    if audience == "co_units":
        helpers = [one for unit in concern.co_units for one in uow.people.in_unit(unit, WORKERS, now)]
        return list({one.id: one for one in helpers}.values())
    if audience == "leadership":
        return present(uow.people.with_roles((Role.LEADER,), now), (Role.LEADER,), now)
    return [one for one in leading(uow, concern, now) if one.id != row.person]


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
        rows=_own_rows(uow, row.act, concern) if to_reporter else _work_rows(person, row.act, concern, now),
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
        "above": unit_name(uow, concern.review_unit),
        "role": words(f"role.{row.role}") if row.role else "",
        "words": row.words,
        "days": concern.asked_days,
        "next": next_step(uow, concern),
        "by": by_when(uow, concern),
        "kind": words(f"kind_name.{concern.kind}"),
        "category": words(f"category.{concern.category}"),
        "place": concern.place or uow.policy.areas.path_name(concern.area),
        "first_words": short if short == concern.words else f"{short}…",
    }


def _own_rows(uow: UnitOfWork, act: Act, concern: Concern) -> Rows:
    """The next thing the reporter may want, one press away; whoever saw it in the field rates nothing."""
    add = Button(words("button.answer" if act == Act.ASK else "button.supplement"), f"mine:add.{concern.id}")
    follow = Button(words("button.follow"), f"mine:{concern.id}")
    last = (follow,) if concern.state in OVER else (add, follow)
    unrated = act is Act.REPLY and from_field(uow, concern)
    return (NEXT_DOOR[act](concern.id), last) if act in NEXT_DOOR and not unrated else (last,)


def _work_rows(person: Person, act: Act, concern: Concern, now: datetime) -> Rows:
    """What the receiver may do next, one press away, and the card."""
    card = Button(words("button.card"), f"card:{concern.id}")
    if act is Act.REPORT_URGENT:
        heed = Button(words("button.heed_urgent"), f"heed:{concern.id}")
        return ((heed, card),) if may_on(Deed.VIEW_CARD, person, concern, now) else ((heed,),)
    offered = DECIDED_ON.get(act) or OFFERED.get(concern.state, ())
    acts = (act for act in offered if _is_open(act, person, concern, now))
    deeds = [Button(words(f"button.{act}"), f"act:{act}:{concern.id}") for act in acts]
    row = (*deeds, *([card] if may_on(Deed.VIEW_CARD, person, concern, now) else []))
    return (row,) if row else ()


def _is_open(act: Act, person: Person, concern: Concern, now: datetime) -> bool:
    deed = LIFE[act].deed
    return deed is not None and concern.state in LIFE[act].from_ and may_on(deed, person, concern, now)
