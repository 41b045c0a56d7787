"""B4: whatever day it is from 2026 to 2030, there is a deadline, and at most one word that a calendar is unknown."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from domain.clocks import extend, recompute, start
from domain.duties import duty_ladder, occurrences
from domain.explanation import explain
from domain.messages import Message
from domain.policy import Policy
from domain.reminders import ladder
from domain.services.recounting import recount
from tests.faults.conftest import Figures
from tests.faults.test_time_leaps import report, staff, ticks
from tests.handlers.chat import Town
from tests.handlers.conftest import town as town

FIRST, LAST = date(2026, 1, 1), date(2030, 12, 31)
HOURS = (time(0, 0), time(11, 30), time(23, 59, 59))
UNSURE = "暂定"
LONGEST = timedelta(days=150)
"""Sixty days, thirty more, and the longest holidays."""


def days(every: int) -> Iterator[date]:
    """Each so-manieth day, and the first and last days of all months."""
    day = FIRST
    while day <= LAST:
        if day.toordinal() % every == 0 or day.day == 1 or (day + timedelta(days=1)).day == 1:
            yield day
        day += timedelta(days=1)


def deadlines(policy: Policy, every: int) -> int:
    """How many were counted; each has its date, its ladder, its explanation, and an extension."""
    calendar, counted = policy.calendar, 0
    for day in days(every):
        for hour in HOURS:
            now = calendar.moment(day, hour)
            counted += sum(_counted(policy, rule, now) for rule in policy.clocks if rule.holds(day))
        for duty in policy.duties:
            for occurrence in occurrences(duty, day, day + timedelta(days=40), calendar):
                assert duty_ladder(occurrence, calendar, calendar.moment(day, HOURS[0])) is not None
    return counted


def _counted(policy: Policy, rule: Any, now: datetime) -> bool:
    calendar = policy.calendar
    clock = start(rule, now, calendar, 0 if rule.length else 5)
    began = calendar.day_of(now)
    assert began <= clock.due_on <= began + LONGEST, (rule.id, now)
    assert clock.provisional or clock.due_on <= date(2026, 12, 31), (rule.id, now)
    assert extend(clock, 30, calendar).due_on > clock.due_on
    assert recompute(clock, rule, calendar) == clock
    assert explain(clock, rule, calendar).due_on == clock.due_on
    if rule.debtor in policy.ladders:
        rungs = ladder(clock, policy.ladders[rule.debtor], calendar, now)
        assert all(rung.due_at >= now for rung in rungs)
    return True


def test_any_date_gives_a_deadline(policy: Policy) -> None:
    """Seen to bite: `is_working_day` in domain/calendar.py asking `years` for a year that it does not have."""
    assert deadlines(policy, 40) > 1000


@pytest.mark.full
def test_every_day_of_five_years_gives_a_deadline(policy: Policy, figures: Figures) -> None:
    figures(f"B4: {deadlines(policy, 1)} deadlines counted, on every day from {FIRST} to {LAST}")


async def test_whoever_reports_is_told_once_that_the_calendar_is_unknown(town: Town, policy: Policy) -> None:
    """Seen to bite: `provisional` of a clock ignored in domain/services/outlook.py, so that nobody is told."""
    await town.run(staff)
    moments = [policy.calendar.moment(date(year, 12, 29), time(10)) for year in range(2026, 2031)]
    for moment in moments:
        town.now = moment
        await town.run(lambda uow: report(uow, 1, town.now))
        said: list[Message] = await town.delivers()
        remarks = [town.words(message).count(UNSURE) for message in said]
        assert max(remarks) == 1
        await ticks(town)
    assert await town.run(lambda uow: recount(uow, town.now)) == 0
