"""Shorthands of the tests about time: local moments, rules by name, and random moments."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from domain.clocks import Clock, ClockRule, start
from domain.policy import Policy


def at(policy: Policy, local: str) -> datetime:
    """The UTC moment when the district's clocks show this."""
    return datetime.fromisoformat(local).replace(tzinfo=policy.calendar.zone).astimezone(UTC)


def rule_named(policy: Policy, name: str) -> ClockRule:
    return next(rule for rule in policy.clocks if rule.id == name)


def clock_at(policy: Policy, rule: str, local: str) -> Clock:
    return start(rule_named(policy, rule), at(policy, local), policy.calendar)


def moments(first_year: int, last_year: int) -> st.SearchStrategy[datetime]:
    """Any second of these years, in UTC."""
    first = datetime(first_year, 1, 1, tzinfo=UTC)
    last = datetime(last_year, 12, 31, 23, 59, 59, tzinfo=UTC)
    seconds = st.integers(int(first.timestamp()), int(last.timestamp()))
    return seconds.map(lambda second: datetime.fromtimestamp(second, UTC))
