"""The one way in which a concern takes a step of its life: checked, recorded, timed and told."""

from dataclasses import replace
from datetime import datetime
from typing import TypedDict, Unpack

from domain.concern import Act, Concern, Kind
from domain.errors import Refusal
from domain.life import LIFE, allowed_acts
from domain.messages import Words
from domain.people import Person
from domain.relations import capacity, may_on
from domain.services.ports import UnitOfWork
from domain.services.recording import record
from domain.services.tallying import tally
from domain.services.telling import tell
from domain.services.tending import tend
from domain.services.timing import keep_time

SERVICE = ("", "")
"""The capacity of the service itself, which registers and assigns."""


class Changes(TypedDict, total=False):
    """What a step may change besides the state."""

    handler: str
    unit: str
    asked_days: int
    review_unit: str
    reviewer: str
    leader: str
    recused: tuple[str, ...]
    co_units: tuple[str, ...]
    kind: Kind
    category: str
    joined_to: str


def register(uow: UnitOfWork, concern: Concern, now: datetime) -> None:
    """Open the record and the clocks of a concern that was just added, in the name of its reporter."""
    record(uow, "", concern, Act.REGISTER, concern.reporter, ("resident", ""), now, "")
    keep_time(uow, concern, Act.REGISTER, now)


def take_step(
    uow: UnitOfWork,
    concern: Concern,
    act: Act,
    actor: Person | None,
    now: datetime,
    words: str = "",
    **changes: Unpack[Changes],
) -> Concern:
    """The concern after the step. `actor` None is the service itself.

    Refusal: step.not_yours (permission), step.words_needed, step.moved_on (the state forbids it, or somebody
    was quicker).
    """
    edge = LIFE[act]
    check_step(concern, act, actor, now)
    if edge.needs_words and not words.strip():
        raise Refusal("step.words_needed")
    after = replace(concern, state=edge.to or concern.state, **changes)
    if not uow.concerns.put(after, concern.state):
        raise _moved_on(uow.concerns.get(concern.id) or concern)
    who = capacity(edge.deed, actor, after, now) if edge.deed and actor else SERVICE
    row = record(uow, concern.state, after, act, actor.id if actor else "", who, now, words)
    keep_time(uow, after, act, now)
    tell(uow, concern, after, edge, row, now)
    tend(uow, after, row, now)
    tally(uow, after, act)
    return after


def check_step(concern: Concern, act: Act, actor: Person | None, now: datetime) -> None:
    """Refusal step.not_yours or step.moved_on unless the act is open to the actor (None: the service)."""
    edge = LIFE[act]
    by_service = actor is None and edge.deed is None
    permitted = actor is not None and edge.deed is not None and may_on(edge.deed, actor, concern, now)
    if not (by_service or permitted):
        raise Refusal("step.not_yours")
    if concern.state not in edge.from_:
        raise _moved_on(concern)


def open_acts(concern: Concern, actor: Person, now: datetime) -> tuple[Act, ...]:
    """All acts that this person may do now, in the order of the life cycle."""
    edges = ((act, LIFE[act].deed) for act in allowed_acts(concern.state))
    return tuple(act for act, deed in edges if deed and may_on(deed, actor, concern, now))


def _moved_on(concern: Concern) -> Refusal:
    return Refusal("step.moved_on", number=concern.number, state=Words(f"state.{concern.state}"))
