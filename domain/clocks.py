"""The running periods of a concern: when they start, when they end, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from domain.calendar import DAY, WorkCalendar, add_days
from domain.concern import Kind


class Event(StrEnum):
    """What starts a clock or meets it; "delivered" means that Telegram, or the paper receipt, says so."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    KEPT = "kept"
    HANDED_OVER = "handed_over"
    UNIT_RECEIVED = "unit_received"
    OBJECTED = "objected"
    EXTENDED = "extended"
    NOTICE_DELIVERED = "notice_delivered"
    ACCEPTED = "accepted"
    CONTACTED = "contacted"
    ASKED = "asked"
    LEFT_SIMPLE = "left_simple"
    DECLINED = "declined"
    DIRECTED = "directed"
    REPLIED = "replied"
    REPLY_DELIVERED = "reply_delivered"
    CONCLUDED = "concluded"
    REVIEW_REQUESTED = "review_requested"
    REVIEWED = "reviewed"
    REVIEW_DELIVERED = "review_delivered"
    FINAL_REVIEW_REQUESTED = "final_review_requested"
    FINALLY_REVIEWED = "finally_reviewed"
    REWORK_ASKED = "rework_asked"
    REWORK_DELIVERED = "rework_delivered"
    WITHDRAWN = "withdrawn"
    RETALIATION_REPORTED = "retaliation_reported"


class Measure(StrEnum):
    """What a length counts: calendar days, working days, or hours of days that are no rest days."""

    DAY = "day"
    WORKING_DAY = "working_day"
    HOUR = "hour"


class Procedure(StrEnum):
    """The way a concern is handled; it decides which clocks run (DOMAIN.md 4)."""

    PETITION = "petition"
    HOTLINE = "hotline"
    SUGGESTION = "suggestion"
    DISCIPLINE = "discipline"
    SIMPLE = "simple"
    ORDER = "order"
    MAILBOX = "mailbox"


class Debtor(StrEnum):
    """Whose time a clock is: owed by the office, the unit or those who review, or given to the resident."""

    OFFICE = "office"
    UNIT = "unit"
    RESIDENT = "resident"
    REVIEWER = "reviewer"


class Light(StrEnum):
    """绿 黄 红 on every list (D10)."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One rule of DOMAIN.md 4, valid for clocks that start between two days (both included).

    `law` and `article` name the source, "setting" an own choice of the district. Sentences: `clock.<id>` is
    its name, `basis.<id>` the words of the source. `length`: 0 is as written on the order. `pauses`: a hearing
    is not counted (条例 36), the one lawful pause. `movable`: calendar days by which its date may be moved, once and
    told to the reporter; 0: not at all.
    """

    id: str
    start: Event
    length: int
    measure: Measure
    met_by: frozenset[Event]
    procedures: frozenset[Procedure]
    debtor: Debtor
    law: str
    article: str
    valid_from: date
    valid_to: date | None = None
    pauses: bool = False
    movable: int = 0

    def holds(self, day: date) -> bool:
        """Whether the rule is valid on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Clock:
    """One running or met clock of one concern; storage keeps exactly these fields.

    `rule`: id of the clock rule ("K6"), judged by the rule valid on the day of `started_at`.
    `due_on`: last day, ends 24:00 local. `provisional`: past the known holiday table.
    `calendar`: version label of the calendar that the date was counted with. `extended_by`: calendar days by which
    it was lawfully extended, 0 if it was not. `written`: the length written on the order, 0 if the rule's holds.
    `due_at`: the moment it ends where hours are counted. `paused_on`: the day since which a hearing stops it;
    `paused_days`: days of hearings that are over, not counted. `moved_to`: the later day told to the reporter.
    """

    rule: str
    started_at: datetime
    due_on: date
    provisional: bool
    calendar: str
    met_at: datetime | None = None
    extended_by: int = 0
    written: int = 0
    due_at: datetime | None = None
    paused_on: date | None = None
    paused_days: int = 0
    moved_to: date | None = None

    @property
    def ends(self) -> date | datetime:
        """The last day, or the moment where hours are counted."""
        return self.due_at or self.due_on


def procedure_of(kind: Kind, of_category: Procedure) -> Procedure:
    """How a concern is handled: 咨询, 建议 (条例 29), 举报 (条例 30) by kind, the rest by category."""
    by_kind = {
        Kind.INQUIRY: Procedure.HOTLINE,
        Kind.SUGGESTION: Procedure.SUGGESTION,
        Kind.MISCONDUCT: Procedure.DISCIPLINE,
    }
    return by_kind.get(kind, of_category)


def starting(
    rules: Iterable[ClockRule], event: Event, procedure: Procedure, day: date
) -> tuple[ClockRule, ...]:
    """The rules whose clocks this event starts on this day."""
    return tuple(r for r in rules if r.start == event and procedure in r.procedures and r.holds(day))


def rule_of(clock: Clock, rules: Iterable[ClockRule], calendar: WorkCalendar) -> ClockRule:
    """The rule a clock runs by: the one valid on the day it started. KeyError if there is none."""
    day = calendar.day_of(clock.started_at)
    for rule in rules:
        if rule.id == clock.rule and rule.holds(day):
            return rule
    raise KeyError(clock.rule)


def start(rule: ClockRule, at: datetime, calendar: WorkCalendar, written: int = 0, paused: int = 0) -> Clock:
    """A clock that starts at this moment (aware UTC), its last day counted by 民法典 201 and 203.

    `written`: the length written on the order. `paused`: days of hearings, which lengthen it.
    """
    began, length = calendar.day_of(at), (written or rule.length) + paused
    if rule.measure == Measure.HOUR:
        due_at = calendar.add_hours(at, length)
        due = calendar.last_day_before(due_at)
        unsure = calendar.provisional(began) or calendar.provisional(due)
        return Clock(rule.id, at, due, unsure, calendar.version(began, due), written=written, due_at=due_at)
    counted_to, due = count(rule.measure, length, began, calendar)
    asked_from = began + DAY if rule.measure == Measure.WORKING_DAY else counted_to
    unsure = calendar.provisional(asked_from) or calendar.provisional(due)
    label = calendar.version(asked_from, due)
    return Clock(rule.id, at, due, unsure, label, written=written, paused_days=paused)


def meet(clock: Clock, rule: ClockRule, event: Event, at: datetime) -> Clock:
    """The clock after an event: met at this moment if the event is what it waits for, else unchanged.

    What the reporter has withdrawn is owed no more, whatever the clock waits for.
    """
    ends = event in rule.met_by or event is Event.WITHDRAWN
    return replace(clock, met_at=at) if clock.met_at is None and ends else clock


def recompute(clock: Clock, rule: ClockRule, calendar: WorkCalendar) -> Clock:
    """The clock counted anew when a table arrives (D3); what is met already stays as it was judged."""
    if clock.met_at is not None:
        return clock
    fresh = start(rule, clock.started_at, calendar, clock.written, clock.paused_days)
    fresh = replace(fresh, paused_on=clock.paused_on)
    if clock.moved_to is not None:
        return move(fresh, clock.moved_to, calendar)
    return extend(fresh, clock.extended_by, calendar) if clock.extended_by else fresh


def pause(clock: Clock, day: date) -> Clock:
    """The clock while a hearing is held from this day on: its end is open (条例 36)."""
    return replace(clock, paused_on=day)


def resume(clock: Clock, rule: ClockRule, day: date, calendar: WorkCalendar, counted: int = 0) -> Clock:
    """The clock after the hearing: every day from its first to its last is not counted.

    `counted`: how many of these days an earlier hearing has taken out already.
    """
    if clock.paused_on is None:
        return clock
    days = clock.paused_days + (day - clock.paused_on).days + 1 - counted
    return recompute(replace(clock, paused_on=None, paused_days=days), rule, calendar)


def extend(clock: Clock, days: int, calendar: WorkCalendar) -> Clock:
    """The clock with its last day moved by a lawful extension, counted from the end of the clock (条例 34)."""
    due = calendar.working_day_from(add_days(clock.due_on, days))
    unsure = clock.provisional or calendar.provisional(due)
    version = calendar.version(clock.due_on, due)
    labels = dict.fromkeys(label for label in (*clock.calendar.split("; "), *version.split("; ")) if label)
    return replace(
        clock,
        due_on=due,
        provisional=unsure,
        calendar="; ".join(labels),
        extended_by=clock.extended_by + days,
    )


def move(clock: Clock, day: date, calendar: WorkCalendar) -> Clock:
    """The clock with the later last day that the reporter was told (K13, K14); a rest day gives way to the next
    working day (民法典 203)."""
    due = calendar.working_day_from(day)
    unsure = calendar.provisional(day) or calendar.provisional(due)
    return replace(clock, due_on=due, provisional=unsure, calendar=calendar.version(day, due), moved_to=day)


def days_left(clock: Clock, now: datetime, calendar: WorkCalendar) -> int:
    """Calendar days until the last day: 0 on it, below zero when overdue."""
    return (clock.due_on - calendar.day_of(now)).days


def light(clock: Clock, rule: ClockRule, now: datetime, calendar: WorkCalendar, amber_days: int) -> Light:
    """Green; amber from `amber_days` before the last day; red after it. A resident's own time stays green."""
    if clock.met_at is not None or rule.debtor == Debtor.RESIDENT or clock.paused_on is not None:
        return Light.GREEN
    if clock.due_at is not None and clock.due_at < now:
        return Light.RED
    return light_of(clock.due_on, calendar.day_of(now), amber_days)


def light_of(due_on: date, today: date, amber_days: int) -> Light:
    """The light of a running deadline by its last day alone."""
    left = (due_on - today).days
    if left > amber_days:
        return Light.GREEN
    return Light.AMBER if left >= 0 else Light.RED


def count(measure: Measure, length: int, began: date, calendar: WorkCalendar) -> tuple[date, date]:
    """(last day as counted, last day after rest days moved it) of a clock that began on this day (民法典 201, 203)."""
    if measure == Measure.WORKING_DAY:
        last = calendar.add_working_days(began, length)
        return last, last
    last = add_days(began, length)
    return last, calendar.working_day_from(last)
