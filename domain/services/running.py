"""All deadlines that run now, and which of them other rules would move (D9)."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.clocks import Clock, ClockRule, recompute, rule_of
from domain.concern import OVER, Concern
from domain.policy import Policy
from domain.services.ports import UnitOfWork

PAGE = 500


@dataclass(frozen=True, slots=True)
class Move:
    """A running deadline that other rules would put on another day; `after` None: they know no such clock."""

    concern: Concern
    before: Clock
    after: Clock | None


def running_clocks(uow: UnitOfWork, policy: Policy) -> Iterator[tuple[Concern, Clock, ClockRule]]:
    """Every running clock, counted by this policy, with its rule; those for which it has none are left out."""
    for concern, clock in _all_running(uow):
        counted = counted_by(policy, clock)
        if counted is not None:
            yield concern, counted, rule_of(clock, policy.clocks, policy.calendar)


def moved_by(uow: UnitOfWork, policy: Policy) -> Iterator[Move]:
    """Which running deadlines the policy would move; nothing is changed."""
    for concern, clock in _all_running(uow):
        after = counted_by(policy, clock)
        if after is None or after.ends != clock.ends:
            yield Move(concern, clock, after)


def counted_by(policy: Policy, clock: Clock) -> Clock | None:
    """The clock by the rule that this policy has for the day it started, None where it has none."""
    try:
        rule = rule_of(clock, policy.clocks, policy.calendar)
    except KeyError:
        return None
    return recompute(clock, rule, policy.calendar)


def _all_running(uow: UnitOfWork) -> Iterator[tuple[Concern, Clock]]:
    """Page by page, so that a large district does not fill the memory; what is over is owed no more."""
    last = ("", "")
    while page := uow.clocks.running(last, PAGE):
        for concern_id, clock in page:
            concern = uow.concerns.get(concern_id)
            if concern is not None and concern.state not in OVER:
                yield concern, clock
        last = (page[-1][0], page[-1][1].rule)
