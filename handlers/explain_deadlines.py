"""期限: every running clock of a concern explains itself: from when, how long, why, by which calendar (D4)."""

from domain.clocks import Clock
from domain.concern import Concern
from domain.errors import Refusal
from domain.explanation import Explanation, explain
from domain.messages import Words, words
from domain.permissions import Deed
from domain.relations import may_on
from domain.services.following import live_concerns
from domain.services.timing import rule_of
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button


def _of_mine(turn: Turn, _: str) -> None:
    """The command: the person's own live concerns, one to choose when there are several."""
    mine = live_concerns(turn.uow, turn.me)
    if not mine:
        turn.say("deadlines.none", ((button("menu.report", "go:report"),),))
    elif len(mine) == 1:
        _show(turn, mine[0])
    else:
        rows = tuple((button("deadlines.line", f"deadlines:{c.id}", number=c.number),) for c in mine[:10])
        turn.say("deadlines.which", rows)


def _press(turn: Turn, concern_id: str) -> None:
    concern = turn.uow.concerns.get(concern_id)
    if concern is None or not _allowed(turn, concern):
        raise Refusal("follow.not_yours")
    _show(turn, concern)


def _allowed(turn: Turn, concern: Concern) -> bool:
    return any(may_on(deed, turn.me, concern, turn.now) for deed in (Deed.FOLLOW, Deed.VIEW_CARD))


def _show(turn: Turn, concern: Concern) -> None:
    clocks = [_explained(turn, clock) for clock in turn.uow.clocks.of(concern.id) if clock.met_at is None]
    key = "deadlines.explained" if clocks else "deadlines.no_clock"
    turn.say(key, concern=concern.id, number=concern.number, clocks=clocks)


def _explained(turn: Turn, clock: Clock) -> Words:
    facts = explain(clock, rule_of(turn.uow, clock), turn.policy.calendar)
    if facts.paused_on is not None:
        return _standing_still(facts)
    if facts.due_at is not None:
        return _in_hours(facts)
    return words(
        "deadlines.clock",
        clock=words(f"clock.{facts.rule}"),
        due=clock.due_on,
        event=words(f"event.{facts.start}"),
        started=facts.started_on,
        first=facts.first_day,
        length=words(f"deadlines.{facts.measure}", n=facts.length),
        moved=_moved(facts),
        extended=words("deadlines.both", paused=_paused(facts), extended=_extended(facts)),
        basis=words(f"basis.{facts.rule}"),
        calendar=_calendar(facts),
    )


def _standing_still(facts: Explanation) -> Words:
    """During a hearing there is no last day to count (条例 36)."""
    return words(
        "deadlines.clock_paused",
        clock=words(f"clock.{facts.rule}"),
        event=words(f"event.{facts.start}"),
        started=facts.started_on,
        since=facts.paused_on or facts.started_on,
        basis=words(f"basis.{facts.rule}"),
    )


def _in_hours(facts: Explanation) -> Words:
    return words(
        "deadlines.clock_hours",
        clock=words(f"clock.{facts.rule}"),
        due=facts.due_at or facts.due_on,
        event=words(f"event.{facts.start}"),
        started=facts.started_at or facts.started_on,
        first=facts.first_day,
        n=facts.length,
        basis=words(f"basis.{facts.rule}"),
        calendar=_calendar(facts),
    )


def _paused(facts: Explanation) -> Words | str:
    return words("deadlines.paused", days=facts.paused_days) if facts.paused_days else ""


def _moved(facts: Explanation) -> Words | str:
    return words("deadlines.moved", counted_to=facts.counted_to) if facts.rest_days else ""


def _extended(facts: Explanation) -> Words | str:
    if facts.moved_to is not None:
        return words("deadlines.moved_to", day=facts.moved_to)
    return words("deadlines.extended", days=facts.extended_by) if facts.extended_by else ""


def _calendar(facts: Explanation) -> Words:
    if facts.provisional:
        return words("deadlines.provisional")
    return words("deadlines.calendar", version=facts.calendar)


FEATURE = Feature("deadlines", commands={"deadlines": _of_mine}, presses={"deadlines": _press})
