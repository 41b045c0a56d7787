"""Somebody cannot do a duty: a colleague does it instead, or it is a day of leave; all concerned hear of it (W3)."""

from dataclasses import replace
from datetime import datetime

from domain.duties import Occurrence
from domain.errors import Refusal
from domain.messages import Button, Fact, Words, words
from domain.people import Person
from domain.roster import RosterLine
from domain.services.calling import called
from domain.services.ports import UnitOfWork
from domain.services.rostering import draw, line_of, owing, unit_of
from domain.services.swapping import check_own, concerned, overtake, tell


def takers(uow: UnitOfWork, actor: Person, occurrence: Occurrence, now: datetime) -> list[Person]:
    """Who could do it instead and can be reached: of a turn all who have turns, else colleagues of the unit."""
    rule, unit = occurrence.rule, unit_of(uow, occurrence, actor, now)
    lines = uow.rosters.of(rule.id, occurrence.wished)
    named = {line.person for line in lines if rule.by_turn or line.away or line.taker}
    found = [one for one in owing(uow, rule, now) if one.reachable and one.id not in named | {actor.id}]
    return [one for one in found if rule.by_turn or unit_of(uow, occurrence, one, now) == unit]


def delegate(uow: UnitOfWork, actor: Person, occurrence: Occurrence, other: str, now: datetime) -> Person:
    """A colleague does it instead, and can give it back. Refusal: those of `check_own`, roster.not_possible."""
    check_own(uow, actor, occurrence, now)
    taker = next((one for one in takers(uow, actor, occurrence, now) if one.id == other), None)
    if taker is None:
        raise Refusal("roster.not_possible")
    line = line_of(uow, occurrence, actor, now)
    uow.rosters.put(replace(line, taker=taker.id))
    _back_to_their_owners(uow, actor, occurrence, now)
    overtake(uow, line.rule, actor, occurrence.day, now)
    facts = {"other": called(uow, taker, unit_of(uow, occurrence, taker, now), now)}
    cannot = Button(words("roster.cannot"), f"roster:cannot.{line.rule}.{occurrence.day}")
    tell(uow, (taker,), _said(uow, "roster.delegated_to_you", occurrence, actor, now), now, cannot)
    above = [one for one in concerned(uow, occurrence, actor, now) if one.id != taker.id]
    tell(uow, above, _said(uow, "roster.delegated", occurrence, actor, now, **facts), now)
    return taker


def give_back(uow: UnitOfWork, actor: Person, occurrence: Occurrence, now: datetime) -> None:
    """我不方便: the one who was to do it instead gives it back. Refusal roster.swap_over: nothing of it is left."""
    if not _give_back(uow, actor, occurrence, now):
        raise Refusal("roster.swap_over")


def _back_to_their_owners(uow: UnitOfWork, actor: Person, occurrence: Occurrence, now: datetime) -> None:
    """Who does not do their own day does nobody else's: those hear of it; a turn is in other hands already."""
    if not occurrence.rule.by_turn:
        _give_back(uow, actor, occurrence, now)


def _give_back(uow: UnitOfWork, actor: Person, occurrence: Occurrence, now: datetime) -> bool:
    """False: there is nothing to give back."""
    lines = [one for one in uow.rosters.of(occurrence.rule.id, occurrence.wished) if one.taker == actor.id]
    for line in lines:
        uow.rosters.put(replace(line, taker=""))
        owner = uow.people.get(line.person)
        told = {one.id: one for one in (owner, *concerned(uow, occurrence, owner, now)) if one.id != actor.id}
        tell(uow, told.values(), _said(uow, "roster.given_back", occurrence, actor, now), now)
    return bool(lines)


def take_leave(uow: UnitOfWork, actor: Person, occurrence: Occurrence, now: datetime) -> list[Person]:
    """请假: it is not owed that day; a turn goes to the next. Who does it now; empty where nobody need.

    Refusal: those of `check_own`.
    """
    check_own(uow, actor, occurrence, now)
    line = line_of(uow, occurrence, actor, now)
    uow.rosters.put(replace(line, away=True, taker=""))
    _back_to_their_owners(uow, actor, occurrence, now)
    overtake(uow, line.rule, actor, occurrence.day, now)
    drawn = draw(uow, occurrence.rule, occurrence.wished, now) if occurrence.rule.by_turn else []
    tell(uow, drawn, _said(uow, "roster.your_turn", occurrence, actor, now), now)
    above = [one for one in concerned(uow, occurrence, actor, now) if one not in drawn]
    tell(uow, above, _said(uow, "roster.on_leave", occurrence, actor, now), now)
    return drawn


def end_leave(uow: UnitOfWork, actor: Person, occurrence: Occurrence, now: datetime) -> None:
    """我能来了. Refusal roster.swap_over: there is no leave, or the turn went to somebody else."""
    line = uow.rosters.get(occurrence.rule.id, occurrence.wished, actor.id)
    if line is None or not line.away or occurrence.rule.by_turn:
        raise Refusal("roster.swap_over")
    uow.rosters.put(replace(line, away=False))
    above = concerned(uow, occurrence, actor, now)
    tell(uow, above, _said(uow, "roster.back_again", occurrence, actor, now), now)


def own_line(uow: UnitOfWork, actor: Person, occurrence: Occurrence) -> RosterLine | None:
    """What stands on the roster of this person."""
    return uow.rosters.get(occurrence.rule.id, occurrence.wished, actor.id)


def _said(
    uow: UnitOfWork, key: str, occurrence: Occurrence, who: Person, now: datetime, **more: Fact
) -> Words:
    facts: dict[str, Fact] = {
        "who": called(uow, who, unit_of(uow, occurrence, who, now), now),
        "duty": words(f"duty.{occurrence.rule.id}"),
        "day": occurrence.day,
    }
    return Words(key, facts | more)
