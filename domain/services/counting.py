"""What one concern adds to the figures, made from its record, its clocks and its ratings, and from nothing else."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from domain.clocks import Clock, Debtor, Event, rule_of
from domain.concern import Act, Concern, HistoryRow, Kind
from domain.months import month_of
from domain.periods import stretch_of
from domain.policy import Policy
from domain.rating import Rating, Satisfied, Solved
from domain.tally import Count, Place, Tally

ANSWERING = (Act.REPLY, Act.DECLINE, Act.POINT)
"""What answers a concern in writing."""
STAMPS = {Act.MEET, Act.MEET_AS_LEAD, Act.MEET_AS_REPORTER}
OF_ACTS = {
    Act.DECLINE: Count.DECLINED,
    Act.POINT: Count.DIRECTED,
    Act.CONCLUDE: Count.CONCLUDED,
    Act.REWORK: Count.REWORKED,
    Act.REQUEST_REVIEW: Count.REVIEW_ASKED,
    Act.REQUEST_FINAL_REVIEW: Count.FINAL_REVIEW_ASKED,
    Act.EXTEND: Count.EXTENDED,
}
CONTACT = "K15"


def tally_of(
    policy: Policy,
    concern: Concern,
    rows: Sequence[HistoryRow],
    clocks: Iterable[Clock],
    ratings: Iterable[Rating],
) -> Tally:
    """All that the concern adds. A 举报 is discipline's alone and stands in no figure (条例 30)."""
    found: Tally = Counter()
    if concern.kind is Kind.MISCONDUCT or not concern.unit:
        return found
    received = stretch_of(policy.calendar.day_of(concern.registered_at))
    for count in _of_concern(policy, concern, {row.act for row in rows}, tuple(clocks)):
        found[Place(received, concern.unit, concern.about_unit, count)] += 1
    for row in rows:
        for count in _of_row(row):
            unit = row.unit if row.unit in policy.units.by_id else concern.unit
            found[Place(stretch_of(policy.calendar.day_of(row.at)), unit, concern.about_unit, count)] += 1
    found.update(_of_ratings(policy, concern, ratings))
    return found


def _of_concern(policy: Policy, concern: Concern, acts: set[Act], clocks: Sequence[Clock]) -> Iterator[Count]:
    yield Count.RECEIVED
    if Act.WITHDRAW in acts:
        yield Count.WITHDRAWN
        return
    if acts & set(ANSWERING):
        yield Count.ANSWERED
    yield from (count for act, count in OF_ACTS.items() if act in acts)
    yield from _of_clocks(policy, clocks)
    if policy.answers.needs_meetings(concern):
        yield Count.MEETINGS_OWED
        if acts >= STAMPS:
            yield Count.MEETINGS_HELD


def _of_clocks(policy: Policy, clocks: Sequence[Clock]) -> Iterator[Count]:
    """A concern is late once one of its clocks is met late; what still runs says nothing yet."""
    met: dict[str, list[bool]] = {"answer": [], "notice": []}
    for clock in clocks:
        in_time = _in_time(policy, clock)
        if clock.rule == CONTACT:
            yield Count.CONTACT_OWED
            if in_time is not None:
                yield Count.CONTACTED_IN_TIME if in_time else Count.CONTACTED_LATE
        elif in_time is not None:
            met.setdefault(_what_it_measures(policy, clock), []).append(in_time)
    if met["answer"]:
        yield Count.IN_TIME if all(met["answer"]) else Count.LATE
    if met["notice"]:
        yield Count.NOTICED_IN_TIME if all(met["notice"]) else Count.NOTICED_LATE


def _what_it_measures(policy: Policy, clock: Clock) -> str:
    rule = rule_of(clock, policy.clocks, policy.calendar)
    if rule.debtor is not Debtor.UNIT:
        return "other"
    if Event.NOTICE_DELIVERED in rule.met_by:
        return "notice"
    return "answer" if {Event.REPLIED, Event.CONCLUDED} & rule.met_by else "other"


def _in_time(policy: Policy, clock: Clock) -> bool | None:
    """None while it runs."""
    if clock.met_at is None:
        return None
    if clock.due_at is not None:
        return clock.met_at <= clock.due_at
    return policy.calendar.day_of(clock.met_at) <= clock.due_on


def _of_row(row: HistoryRow) -> Iterator[Count]:
    if row.act in ANSWERING:
        yield Count.DID_ANSWER
    if row.act is Act.CONCLUDE:
        yield Count.DID_CONCLUDE


def _of_ratings(policy: Policy, concern: Concern, ratings: Iterable[Rating]) -> Tally:
    found: Tally = Counter()
    for rating in ratings:
        month = month_of(policy.calendar.day_of(rating.at))
        for count in _of_rating(rating):
            found[Place(month, rating.unit, concern.about_unit, count)] += 1
        found[Place(month, rating.unit, concern.about_unit, Count.RATED)] = 1
    return found


def _of_rating(rating: Rating) -> Iterator[Count]:
    """解决且没有不满意 is settled (结服), and nobody but the reporter says so."""
    said = {
        Count.ANSWERS: True,
        Count.SAID_CONTACTED: rating.contacted,
        Count.SOLVED: rating.solved is Solved.YES,
        Count.PARTLY: rating.solved is Solved.PARTLY,
        Count.SATISFIED: rating.satisfied is Satisfied.YES,
        Count.FAIR: rating.satisfied is Satisfied.FAIR,
        Count.DISSATISFIED: rating.satisfied is Satisfied.NO,
        Count.SETTLED: rating.solved is Solved.YES and rating.satisfied is not Satisfied.NO,
    }
    return (count for count, true in said.items() if true)
