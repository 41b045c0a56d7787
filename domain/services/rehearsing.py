"""排演: every message of the time to come, as the district stands; nothing is sent and nothing is changed (W7)."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import cast

from domain.calendar import DAY
from domain.clocks import Clock
from domain.messages import Message
from domain.policy import Policy
from domain.services.dispatching import offer_packs
from domain.services.message_ports import Outbox
from domain.services.monthly_reporting import draft_reports
from domain.services.paper_roster import PaperRoster
from domain.services.planning import plan_duties
from domain.services.ports import Clocks, Reminder, Reminders, UnitOfWork
from domain.services.reminding import remind
from domain.services.roster_ports import Rosters
from domain.services.running import counted_by, running_clocks
from domain.services.staff_ports import Unreachables
from domain.services.timing import plan
from domain.unreached import Unreached

STRIDE = timedelta(days=10)
"""Duty days are planned anew so often on the way, as the ticks do it."""

MOST = 200_000
"""Reminders of one rehearsal; more than a district has in a month."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One message that would be put in the outbox at this moment."""

    at: datetime
    message: Message


@dataclass
class Paper:
    """Reminders on paper instead of in the database."""

    rows: dict[str, Reminder] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def plan(self, reminder: Reminder) -> None:
        """Insert or move, unless it was dealt with."""
        self.plan_all((reminder,))

    def plan_all(self, reminders: Iterable[Reminder]) -> None:
        """The same for many."""
        self.rows |= {one.key: one for one in reminders if one.key not in self.gone}

    def due(self, now: datetime, limit: int) -> list[Reminder]:
        """What is due, longest due first."""
        found = sorted((r.due_at, r.key) for r in self.rows.values() if r.due_at <= now)
        return [self.rows[key] for _, key in found[:limit]]

    def fired(self, keys: Iterable[str], now: datetime) -> None:
        """Done with these."""
        for key in keys:
            self.gone.add(key)
            self.rows.pop(key, None)

    def postpone(self, key: str, until: datetime) -> None:
        """A reminder comes later."""
        self.rows[key] = replace(self.rows[key], due_at=until)

    def next_due(self) -> datetime | None:
        """When the next one is due."""
        return min((one.due_at for one in self.rows.values()), default=None)


class _Said:
    """Keeps what would be put in the outbox; the same natural key once."""

    def __init__(self) -> None:
        self.found: list[Rehearsed] = []
        self._keys: set[str] = set()

    def put(self, message: Message, now: datetime) -> bool:
        if message.once in self._keys:
            return False
        self._keys |= {message.once} - {""}
        self.found.append(Rehearsed(now, message))
        return True


class _Counted:
    """The clocks as they would be by other rules."""

    def __init__(self, clocks: Clocks, policy: Policy) -> None:
        self._clocks = clocks
        self._policy = policy

    def of(self, concern: str) -> list[Clock]:
        return [counted_by(self._policy, clock) or clock for clock in self._clocks.of(concern)]


class _Noted:
    """Keeps in mind whom something would not reach."""

    def __init__(self) -> None:
        self._keys: set[str] = set()

    def add(self, row: Unreached) -> bool:
        if row.key in self._keys:
            return False
        self._keys.add(row.key)
        return True


def rehearse(
    uow: UnitOfWork, now: datetime, until: datetime, policy: Policy | None = None
) -> list[Rehearsed]:
    """All that is said up to a moment if nobody acts meanwhile, oldest first; of a read-only unit of work.

    `policy`: other rules than those in force; deadlines still running are counted and announced by them.
    """
    paper, said = Paper(), _Said()
    stage = copy(uow)
    stage.reminders = cast(Reminders, paper)
    stage.outbox = cast(Outbox, said)
    stage.unreached = cast(Unreachables, _Noted())
    stage.rosters = cast(Rosters, PaperRoster(uow.rosters))
    _write_down(uow, stage, paper, until, now, policy)
    planned = now
    while planned < until:
        plan_duties(stage, planned)
        planned = min(planned + STRIDE, until)
        _pass(stage, paper, now, planned)
    _pass(stage, paper, now, until)
    return sorted([*said.found, *_offered(stage, now, until)], key=lambda one: one.at)


def _offered(stage: UnitOfWork, now: datetime, until: datetime) -> list[Rehearsed]:
    """The drafts of monthly reports and the packs that become ready meanwhile; what is ready now was offered before."""
    calendar, rules, said = stage.policy.calendar, stage.policy.reports, _Said()
    stage.outbox = cast(Outbox, said)
    hours = sorted({rules.monthly.at, *(pack.at for pack in rules.packs)})
    days = range((calendar.day_of(until) - calendar.day_of(now)).days + 1)
    moments = (calendar.moment(calendar.day_of(now) + n * DAY, at) for n in days for at in hours)
    for moment in (now, *(one for one in moments if now < one <= until)):
        draft_reports(stage, moment)
        offer_packs(stage, moment)
    return [one for one in said.found if one.at > now]


def _pass(stage: UnitOfWork, paper: Paper, now: datetime, until: datetime) -> None:
    """Everything due until then is said."""
    while (at := paper.next_due()) is not None and at <= until:
        remind(stage, max(at, now))


def _write_down(
    uow: UnitOfWork, stage: UnitOfWork, paper: Paper, until: datetime, now: datetime, policy: Policy | None
) -> None:
    """What waits; by other rules all deadlines anew. The duty days are planned on the way."""
    waiting = uow.reminders.due(until, MOST)
    if policy is None:
        paper.plan_all(waiting)
    else:
        stage.policy = policy
        stage.clocks = cast(Clocks, _Counted(uow.clocks, policy))
        paper.plan_all(one for one in waiting if not one.subject.startswith(("concern:", "duty:", "sweep:")))
        for concern, clock, rule in running_clocks(uow, policy):
            plan(stage, concern, clock, rule, now)
