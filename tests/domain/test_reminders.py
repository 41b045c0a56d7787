"""The ladder of a deadline: its days, its people, working time, and what happens to rungs already past."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clocks import Clock, Debtor, start
from domain.policy import Policy
from domain.reminders import LadderRule, Receiver, Rung, RungRule, ladder
from tests.domain.times import at, clock_at, moments, rule_named

HANDLER, LEAD, OFFICE, LEADER = Receiver.HANDLER, Receiver.UNIT_LEAD, Receiver.OFFICE, Receiver.LEADER


def rungs_of(policy: Policy, clock: Clock, now: str) -> tuple[Rung, ...]:
    debtor = rule_named(policy, clock.rule).debtor
    return ladder(clock, policy.ladders[debtor], policy.calendar, at(policy, now))


def days(policy: Policy, rungs: tuple[Rung, ...]) -> list[tuple[str, str]]:
    return [(rung.name, f"{policy.calendar.local_time(rung.due_at):%m-%d %H:%M}") for rung in rungs]


def test_the_whole_ladder_of_a_plain_clock(policy: Policy) -> None:
    """K6 from 10 August 2026 is due on Friday 9 October: make-up Saturday, National Day and weekends around."""
    clock = clock_at(policy, "K6", "2026-08-10 10:00")
    assert clock.due_on.isoformat() == "2026-10-09"
    assert days(policy, rungs_of(policy, clock, "2026-08-10 10:00"))[:9] == [
        ("D-10", "09-29 09:00"),
        ("D-2", "09-30 09:00"),  # with D-5, pushed out of the holiday by it
        ("D-1", "10-08 09:00"),
        ("D+0", "10-09 09:00"),
        ("D+1", "10-10 09:00"),  # a make-up Saturday
        ("D+3", "10-12 09:00"),
        ("D+10", "10-19 09:00"),
        ("D+17", "10-26 09:00"),
        ("D+24", "11-02 09:00"),
    ]


def test_who_is_told_at_each_rung(policy: Policy) -> None:
    clock = clock_at(policy, "K6", "2026-05-08 10:00")
    told = {rung.name: rung.receivers for rung in rungs_of(policy, clock, "2026-05-08 10:00")}
    assert [told[name] for name in ("D-10", "D-5", "D-2", "D-1", "D+0")] == [(HANDLER,)] * 5
    assert told["D+1"] == (HANDLER, LEAD)
    assert told["D+3"] == (HANDLER, LEAD, OFFICE)
    assert told["D+10"] == told["D+87"] == (HANDLER, LEAD, OFFICE, LEADER)


def test_what_the_office_owes_it_hears_itself(policy: Policy) -> None:
    told = rungs_of(policy, clock_at(policy, "K2", "2026-11-16 10:00"), "2026-11-16 10:00")
    assert {rung.receivers for rung in told if rung.offset <= 3} == {(OFFICE,)}
    assert told[-1].receivers == (OFFICE, LEADER)


def test_the_resident_hears_of_the_last_day_and_nothing_after_it(policy: Policy) -> None:
    """K8 from 9 November 2026 is due on 9 December, a Wednesday (T8)."""
    clock = clock_at(policy, "K8", "2026-11-09 10:00")
    rungs = rungs_of(policy, clock, "2026-11-09 10:00")
    assert days(policy, rungs) == [("D-10", "11-27 09:00"), ("D-3", "12-04 09:00"), ("D-1", "12-08 09:00")]
    assert {rung.receivers for rung in rungs} == {(Receiver.REPORTER,)}
    assert days(policy, rungs_of(policy, clock, "2026-12-09 10:00")) == [("D-1", "12-09 10:00")]
    assert rungs_of(policy, clock, "2026-12-09 19:00") == ()


def test_rungs_on_one_morning_become_one_for_all_their_people(policy: Policy) -> None:
    """Due on Friday 27 November 2026: +1 is Saturday and +3 Monday, both come on Monday."""
    clock = clock_at(policy, "K13", "2026-11-20 10:00")
    rungs = rungs_of(policy, clock, "2026-11-20 10:00")
    assert days(policy, rungs)[:5] == [
        ("D-2", "11-25 09:00"),
        ("D-1", "11-26 09:00"),
        ("D+0", "11-27 09:00"),
        ("D+3", "11-30 09:00"),
        ("D+10", "12-07 09:00"),
    ]
    assert rungs[3].receivers == (HANDLER, LEAD, OFFICE)


def test_nobody_is_lost_when_two_rungs_become_one(policy: Policy) -> None:
    rungs = (RungRule("D+1", 1, time(9), (LEAD, HANDLER)), RungRule("D+3", 3, time(9), (OFFICE, HANDLER)))
    clock = clock_at(policy, "K13", "2026-11-20 10:00")
    (one,) = ladder(clock, LadderRule(Debtor.UNIT, rungs), policy.calendar, clock.started_at)
    assert (one.name, one.receivers) == ("D+3", (LEAD, HANDLER, OFFICE))


def test_a_clock_that_just_started_is_not_nagged_about_days_before_it(policy: Policy) -> None:
    """K13 has five working days: D-10 lies before its start and never was."""
    clock = clock_at(policy, "K13", "2026-11-23 10:00")
    found = days(policy, rungs_of(policy, clock, "2026-11-23 10:00"))
    assert found[:2] == [("D-5", "11-25 09:00"), ("D-1", "11-27 09:00")]


PLANNED_LATE = [
    ("2026-11-30 08:59", ("D-1", "11-30 09:00")),
    ("2026-11-30 09:30", ("D-1", "11-30 09:30")),  # the newest of the past, at once
    ("2026-11-30 19:00", ("D+0", "12-01 09:00")),  # the next one comes as soon
    ("2026-12-01 12:00", ("D+0", "12-01 12:00")),
    ("2026-12-01 23:00", ("D+1", "12-02 09:00")),
    ("2026-12-05 12:00", ("D+3", "12-07 08:30")),  # Saturday
]


@pytest.mark.parametrize(("now", "first"), PLANNED_LATE)
def test_planned_late_only_the_newest_past_rung_is_left(
    policy: Policy, now: str, first: tuple[str, str]
) -> None:
    """Due on Tuesday 1 December 2026."""
    clock = clock_at(policy, "K4", "2026-11-16 10:00")
    rungs = rungs_of(policy, clock, now)
    assert days(policy, rungs)[0] == first
    assert all(rung.due_at > at(policy, now) for rung in rungs[1:])


def test_a_met_clock_reminds_nobody(policy: Policy) -> None:
    clock = clock_at(policy, "K4", "2026-11-16 10:00")
    assert rungs_of(policy, replace(clock, met_at=at(policy, "2026-11-17 10:00")), "2026-11-17 10:00") == ()


@given(
    began=moments(2026, 2030),
    waited=st.timedeltas(timedelta(), timedelta(days=400)),
    name=st.sampled_from(("K2", "K4", "K6", "K13")),
)
def test_every_reminder_comes_in_working_time(
    policy: Policy, began: datetime, waited: timedelta, name: str
) -> None:
    rule, now = rule_named(policy, name), began + waited
    clock = start(rule, began, policy.calendar)
    rungs = ladder(clock, policy.ladders[rule.debtor], policy.calendar, now)
    assert rungs and rungs[0].due_at >= now
    assert all(policy.calendar.is_working_time(rung.due_at) for rung in rungs)
    assert all(one.due_at < next_.due_at for one, next_ in pairwise(rungs))
    assert len({rung.name for rung in rungs}) == len(rungs)


@given(waited=st.timedeltas(timedelta(), timedelta(days=60)))
def test_planning_again_finds_the_same_rungs(policy: Policy, waited: timedelta) -> None:
    clock = clock_at(policy, "K4", "2026-11-16 10:00")
    ladder_rule = policy.ladders[Debtor.UNIT]
    whole = {r.name: r for r in ladder(clock, ladder_rule, policy.calendar, clock.started_at)}
    again = ladder(clock, ladder_rule, policy.calendar, clock.started_at + waited)
    assert all(whole[rung.name].receivers == rung.receivers for rung in again)
    assert all(whole[rung.name] == rung for rung in again[1:])
