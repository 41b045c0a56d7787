"""Which clocks run, how they explain themselves, when they turn yellow and red, and what a new table does."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import DAY, DayTable, WorkCalendar
from domain.clocks import (
    Clock,
    Event,
    Light,
    Measure,
    Procedure,
    light,
    meet,
    procedure_of,
    recompute,
    rule_of,
    start,
    starting,
)
from domain.concern import Kind
from domain.explanation import Explanation, explain
from domain.policy import Policy
from tests.domain.times import at, clock_at, moments, rule_named

MOMENTS = moments(2026, 2030)
RULES = ("K2", "K3", "K4", "K5", "K6", "K7", "K8", "K9", "K10", "K11", "K12", "K13", "K17", "K18")


def with_2027(calendar: WorkCalendar) -> WorkCalendar:
    """A made-up notice for 2027: New Year's Day off."""
    table = DayTable("2027", frozenset({date(2027, 1, 1)}), frozenset())
    return WorkCalendar(
        {**calendar.years, 2027: table},
        calendar.local,
        calendar.zone,
        calendar.working_week,
        calendar.working_hours,
        calendar.quiet_hours,
    )


OF_PETITION = {"K2", "K3", "K4", "K5", "K6", "K7", "K8", "K9", "K10", "K11", "K17", "K8R"}
RUNNING = [
    (Kind.HELP, Procedure.PETITION, OF_PETITION),
    (Kind.COMPLAINT, Procedure.PETITION, OF_PETITION),
    (Kind.HELP, Procedure.HOTLINE, {"K2", "K3", "K4", "K5", "K13", "K17"}),
    (Kind.COMPLAINT, Procedure.HOTLINE, {"K2", "K3", "K4", "K5", "K13", "K17"}),
    (Kind.INQUIRY, Procedure.PETITION, {"K2", "K3", "K4", "K5", "K13", "K17"}),
    (Kind.SUGGESTION, Procedure.PETITION, {"K2", "K3", "K4", "K5", "K17"}),
    (Kind.MISCONDUCT, Procedure.PETITION, {"K2", "K20"}),
    (Kind.HELP, Procedure.SIMPLE, OF_PETITION | {"K12", "K15"}),
    (Kind.COMPLAINT, Procedure.ORDER, {"K2", "K3", "K4", "K5", "K14", "K15", "K17"}),
    (Kind.HELP, Procedure.MAILBOX, {"K2", "K3", "K4", "K5", "K17", "K18"}),
    (Kind.INQUIRY, Procedure.ORDER, {"K2", "K3", "K4", "K5", "K13", "K17"}),
]


@pytest.mark.parametrize(("kind", "of_category", "expected"), RUNNING)
def test_which_clocks_a_kind_runs(
    policy: Policy, kind: Kind, of_category: Procedure, expected: set[str]
) -> None:
    procedure, day = procedure_of(kind, of_category), date(2026, 11, 22)
    started = {r.id for event in Event for r in starting(policy.clocks, event, procedure, day)}
    assert started == expected


def test_each_clock_starts_with_its_own_event(policy: Policy) -> None:
    day = date(2026, 11, 22)
    found = {
        event: {r.id for r in starting(policy.clocks, event, Procedure.PETITION, day)}
        for event in (Event.RECEIVED, Event.KEPT, Event.HANDED_OVER, Event.ACCEPTED, Event.REPLY_DELIVERED)
    }
    assert list(found.values()) == [{"K2"}, {"K3"}, {"K4"}, {"K6"}, {"K8"}]


def test_before_the_law_came_into_force_no_clock_starts(policy: Policy) -> None:
    assert starting(policy.clocks, Event.RECEIVED, Procedure.PETITION, date(2022, 4, 30)) == ()
    assert starting(policy.clocks, Event.RECEIVED, Procedure.PETITION, date(2022, 5, 1))


def test_an_old_clock_is_judged_by_its_old_rule(policy: Policy) -> None:
    old = replace(rule_named(policy, "K6"), valid_to=date(2026, 12, 31))
    new = replace(old, length=45, valid_from=date(2027, 1, 1), valid_to=None)
    before = Clock("K6", at(policy, "2026-12-31 23:59"), date(2027, 3, 1), True, "")
    after = replace(before, started_at=at(policy, "2027-01-01 00:00"))
    assert rule_of(before, (old, new), policy.calendar) is old
    assert rule_of(after, (old, new), policy.calendar) is new
    with pytest.raises(KeyError):
        rule_of(after, (old,), policy.calendar)


def test_an_explanation_names_every_fact(policy: Policy) -> None:
    clock = clock_at(policy, "K2", "2026-01-31 23:59")
    assert explain(clock, rule_named(policy, "K2"), policy.calendar) == Explanation(
        rule="K2",
        start=Event.RECEIVED,
        started_on=date(2026, 1, 31),
        first_day=date(2026, 2, 1),
        length=15,
        measure=Measure.DAY,
        counted_to=date(2026, 2, 15),
        rest_days=tuple(date(2026, 2, day) for day in range(15, 24)),
        due_on=date(2026, 2, 24),
        law="信访工作条例",
        article="22",
        calendar="国办发明电〔2025〕7号",
        provisional=False,
    )


def test_the_first_day_of_working_days_is_a_working_day(policy: Policy) -> None:
    clock = clock_at(policy, "K13", "2026-09-30 10:00")
    facts = explain(clock, rule_named(policy, "K13"), policy.calendar)
    assert (facts.first_day, facts.rest_days, facts.due_on) == (date(2026, 10, 8), (), date(2026, 10, 13))
    assert facts.law == "setting"


def counted_again(facts: Explanation, calendar: WorkCalendar) -> date:
    """The last day from the facts alone, by another way of counting: a list of days, struck off one by one."""
    days = [facts.first_day + n * DAY for n in range(4 * facts.length + 30)]
    if facts.measure == Measure.WORKING_DAY:
        return [day for day in days if calendar.is_working_day(day)][facts.length - 1]
    return next(day for day in days[facts.length - 1 :] if day not in facts.rest_days)


@given(moment=MOMENTS, name=st.sampled_from(RULES))
def test_an_explanation_recomputes_to_the_same_date(policy: Policy, moment: datetime, name: str) -> None:
    rule = rule_named(policy, name)
    clock = start(rule, moment, policy.calendar)
    facts = explain(clock, rule, policy.calendar)
    assert counted_again(facts, policy.calendar) == facts.due_on == clock.due_on
    assert all(policy.calendar.is_statutory_rest(day) for day in facts.rest_days)


@given(moment=MOMENTS, name=st.sampled_from(RULES))
def test_any_date_gives_a_deadline(policy: Policy, moment: datetime, name: str) -> None:
    """B4: past the known table a date is provisional, never an exception."""
    rule, calendar = rule_named(policy, name), policy.calendar
    clock = start(rule, moment, calendar)
    began = calendar.day_of(moment)
    assert calendar.is_working_day(clock.due_on)
    assert clock.due_on >= began + rule.length * DAY
    assert clock.provisional == (clock.due_on > date(2026, 12, 31))
    assert clock.provisional or clock.calendar


@given(moment=MOMENTS, later=st.timedeltas(timedelta(), timedelta(days=90)), name=st.sampled_from(RULES))
def test_a_later_start_never_ends_earlier(
    policy: Policy, moment: datetime, later: timedelta, name: str
) -> None:
    rule = rule_named(policy, name)
    first, second = (start(rule, at_, policy.calendar) for at_ in (moment, moment + later))
    assert first.due_on <= second.due_on


def test_a_new_table_moves_a_provisional_date(policy: Policy) -> None:
    clock, rule = clock_at(policy, "K6", "2026-11-02 10:00"), rule_named(policy, "K6")
    assert (clock.due_on, clock.provisional, clock.calendar) == (date(2027, 1, 1), True, "")
    after = recompute(clock, rule, with_2027(policy.calendar))
    assert (after.due_on, after.provisional, after.calendar) == (date(2027, 1, 4), False, "2027")
    assert recompute(after, rule, with_2027(policy.calendar)) == after


def test_what_is_met_is_not_counted_anew(policy: Policy) -> None:
    clock, rule = clock_at(policy, "K6", "2026-11-02 10:00"), rule_named(policy, "K6")
    met = meet(clock, rule, Event.CONCLUDED, at(policy, "2026-11-20 10:00"))
    assert met.met_at and recompute(met, rule, with_2027(policy.calendar)) is met


def test_only_the_awaited_event_meets_a_clock_and_only_once(policy: Policy) -> None:
    clock, rule = clock_at(policy, "K6", "2026-11-02 10:00"), rule_named(policy, "K6")
    first, second = at(policy, "2026-11-20 10:00"), at(policy, "2026-11-25 10:00")
    assert meet(clock, rule, Event.REPLIED, first) is clock
    met = meet(clock, rule, Event.CONCLUDED, first)
    assert meet(met, rule, Event.CONCLUDED, second).met_at == first


LIGHTS = [
    ("2026-11-25 23:59", Light.GREEN),
    ("2026-11-26 00:00", Light.AMBER),
    ("2026-12-01 23:59", Light.AMBER),
    ("2026-12-02 00:00", Light.RED),
    ("2027-06-01 10:00", Light.RED),
]


@pytest.mark.parametrize(("now", "expected"), LIGHTS)
def test_light(policy: Policy, now: str, expected: Light) -> None:
    """Due on 1 December 2026, 24:00; yellow from five days before."""
    clock, rule = clock_at(policy, "K4", "2026-11-16 10:00"), rule_named(policy, "K4")
    moment, amber = at(policy, now), policy.settings.amber_days
    assert light(clock, rule, moment, policy.calendar, amber) == expected
    met = meet(clock, rule, Event.NOTICE_DELIVERED, moment)
    assert light(met, rule, moment, policy.calendar, amber) == Light.GREEN


def test_a_residents_own_time_is_never_red(policy: Policy) -> None:
    clock, rule = clock_at(policy, "K8", "2026-06-30 10:00"), rule_named(policy, "K8")
    assert light(clock, rule, at(policy, "2026-12-01 10:00"), policy.calendar, 5) == Light.GREEN
