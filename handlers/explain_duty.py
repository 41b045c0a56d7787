"""为什么是今天: the rule, its source and the calendar by which a duty falls on its day; and the list of all duties."""

from domain.duties import Occurrence
from domain.errors import Refusal
from domain.messages import Fact, Rows, Words, words
from domain.permissions import Deed, may, standing
from domain.services import rostering, serving
from handlers.kit.duty_lines import (
    change_rows,
    deed_rows,
    moved_lines,
    occurrence_in,
    rule_lines,
    source_lines,
)
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button


def explain_today(turn: Turn, _: str = "") -> None:
    """Every duty of mine that falls on today; without one, the list of those to come."""
    _check(turn)
    today = turn.policy.calendar.day_of(turn.now)
    found = [one for one in _mine(turn) if one.day == today]
    for occurrence in found:
        turn.answer(explanation(occurrence))
    if not found:
        turn.answer(words("duty_why.not_today", list=_list(turn)), _rows(turn))


def show_list(turn: Turn, _: str = "") -> None:
    """All my duties with their next day; each opens its explanation."""
    _check(turn)
    turn.say("duty_why.list", _rows(turn), list=_list(turn))


def explanation(occurrence: Occurrence) -> Words:
    """Rule, what moved it, source and calendar of one day."""
    lines = [*rule_lines(occurrence.rule), *moved_lines(occurrence), *source_lines(occurrence)]
    return words(
        "duty_why.day", duty=words(f"duty.{occurrence.rule.id}"), day=occurrence.day, lines=_dotted(lines)
    )


def _press(turn: Turn, what: str) -> None:
    """Refusal duty_day.unknown: no such day."""
    _check(turn)
    occurrence, _ = occurrence_in(turn, what)
    turn.answer(explanation(occurrence), (*deed_rows(turn, occurrence), *change_rows(turn, occurrence)))


def _check(turn: Turn) -> None:
    if not may(Deed.DO_DUTY, standing(turn.me.roles(turn.now))):
        raise Refusal("duty_day.not_yours")


def _mine(turn: Turn) -> list[Occurrence]:
    """The present or next day of each duty that this person has, nearest first."""
    ids = dict.fromkeys(
        r.id for r in turn.policy.duties if rostering.owes(turn.uow, r, turn.me, turn.now) and not r.by_turn
    )
    found = [serving.present_occurrence(turn.uow, rule_id, turn.now) for rule_id in ids]
    days = [one for one in found if one is not None]
    return sorted([*days, *serving.own_turns(turn.uow, turn.me, turn.now)], key=lambda one: one.day)


def _list(turn: Turn) -> Fact:
    lines: list[Fact] = [_line(turn, one) for one in _mine(turn)]
    return lines or words("duty_why.none")


def _line(turn: Turn, occurrence: Occurrence) -> Fact:
    """By when; of a quota also how much of it is done."""
    line = words("duty_why.line", duty=words(f"duty.{occurrence.rule.id}"), day=occurrence.day)
    if not occurrence.rule.times:
        return line
    n = serving.times_done(turn.uow, turn.me, occurrence)
    return words("duty_day.digest_quota", line=line, n=n, times=occurrence.rule.times)


def _rows(turn: Turn) -> Rows:
    calendar = (button("duty_why.calendar", "go:calendar"),)
    days = tuple(
        (button("duty_why.ask", f"why:{one.rule.id}.{one.day}", duty=words(f"duty.{one.rule.id}")),)
        for one in _mine(turn)
    )
    return (*days, calendar)


def _dotted(lines: list[Fact]) -> list[Fact]:
    return [words("duty_why.dot", line=line) for line in lines]


FEATURE = Feature(
    "explain_duty", commands={"why_today": explain_today, "duties": show_list}, presses={"why": _press}
)
