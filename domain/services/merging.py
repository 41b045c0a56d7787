"""Makes as few messages as possible of what is due for one person: one sentence, or one digest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.clocks import Clock, Debtor, days_left, light
from domain.concern import Act, Concern, State
from domain.messages import Button, Fact, Message, Rows, Weight, Words, words
from domain.people import Person
from domain.permissions import Deed, may, standing
from domain.relations import WORKERS, may_on
from domain.services.alarming import ALARM, alarm_message
from domain.services.backing_down import DONE_LATE, back_down_message
from domain.services.briefing import BOOKING, reception_message
from domain.services.duty_digest import duty_messages
from domain.services.informing import DIGEST, news_digest
from domain.services.outlook import is_owed, unit_name
from domain.services.ports import Reminder, UnitOfWork
from domain.services.receiving import RECEPTION
from domain.services.ringing import RING, ring_message
from domain.services.stepping import open_acts
from domain.services.sweep_reminding import SWEEP, sweep_message
from domain.services.task_reminding import task_message
from domain.services.tasking import TASK
from domain.services.timing import rule_of
from domain.services.warning import urgent_messages

SLOT = timedelta(days=1)
"""A reminder not delivered so long is stale; the next rung of its ladder says it anew."""

DUTY = "duty:"
SAID_BY_DAY = ("remind.today", "remind.coming", "remind.overdue", "remind.remedy")
"""Sentences that are the same all day; nobody is told so twice unless they asked for it (稍后)."""
LATER_KEY = "later:"

LINES = 30
BUTTONS = 5


@dataclass(frozen=True, slots=True)
class Due:
    """A concern with the running clock that a reminder speaks of."""

    concern: Concern
    clock: Clock


def messages(uow: UnitOfWork, person: Person, reminders: Sequence[Reminder], now: datetime) -> list[Message]:
    """The messages to this person: of all concerns one, of several duties one, else the newest of each."""
    about_concerns = [reminder for reminder in reminders if reminder.subject.startswith("concern:")]
    done = [one for one in reminders if one.subject.startswith(DONE_LATE)]
    others = _newest(one for one in reminders if not one.concern or one.subject.startswith(RING))
    duties = [reminder for reminder in others if reminder.subject.startswith(DUTY)]
    found = [_other(uow, person, reminder, now) for reminder in others if reminder not in duties]
    found += duty_messages(uow, person, duties, now)
    tasks = _newest(reminder for reminder in reminders if reminder.subject.startswith(TASK))
    found += [task_message(uow, person, tasks, now), *urgent_messages(uow, person, reminders, now)]
    if about_concerns:
        due = _due(uow, about_concerns)
        raised = is_raised(uow, about_concerns, due, now)
        found.insert(0, _of_concerns(uow, person, due, about_concerns[-1].key, raised, now))
    found += [back_down_message(person, done)] if done else []
    return [message for message in found if message is not None]


def is_raised(uow: UnitOfWork, reminders: Iterable[Reminder], due: Iterable[Due], now: datetime) -> bool:
    """Whether something overdue is told to somebody above those who owe it: an escalation must arrive."""
    today = uow.policy.calendar
    late = {(d.concern.id, d.clock.rule): d for d in due if days_left(d.clock, now, today) < 0}
    for reminder in reminders:
        whom, _, role = reminder.audience.partition(":")
        one = late.get((reminder.concern, reminder.subject.rpartition(":")[2]))
        if one and whom == "role" and role.partition(":")[0] != rule_of(uow, one.clock).debtor:
            return True
    return False


def sentence(uow: UnitOfWork, due: Due, now: datetime) -> Words:
    """One reminder in words, as things stand now."""
    left = days_left(due.clock, now, uow.policy.calendar)
    facts: dict[str, Fact] = {
        "number": due.concern.number,
        "category": words(f"category.{due.concern.category}"),
        "unit": unit_name(uow, due.concern.unit),
        "state": words(f"state.{due.concern.state}"),
        "clock": words(f"clock.{due.clock.rule}"),
        "basis": words(f"basis.{due.clock.rule}"),
        "due": due.clock.ends,
        "days": abs(left),
    }
    if rule_of(uow, due.clock).debtor == Debtor.RESIDENT:
        return Words("remind.remedy", facts)
    if due.clock.due_at is not None and left >= 0:
        return Words("remind.by_hour" if now < due.clock.due_at else "remind.hour_over", facts)
    return Words("remind.today" if left == 0 else "remind.coming" if left > 0 else "remind.overdue", facts)


def running(uow: UnitOfWork, concern_id: str, rule: str) -> Due | None:
    """The concern with its clock of this rule, if that is still owed."""
    concern = uow.concerns.get(concern_id)
    clocks = uow.clocks.of(concern_id) if concern else []
    clock = next((clock for clock in clocks if clock.rule == rule and clock.met_at is None), None)
    if concern is None or clock is None:
        return None
    theirs = rule_of(uow, clock).debtor == Debtor.RESIDENT
    return Due(concern, clock) if theirs or is_owed(uow, concern, clock) else None


def _newest(reminders: Iterable[Reminder]) -> list[Reminder]:
    """The rung that became due last, of each subject."""
    return list({reminder.subject: reminder for reminder in reminders}.values())


def _due(uow: UnitOfWork, reminders: Sequence[Reminder]) -> list[Due]:
    """Each concern once, with its nearest clock; what was done meanwhile is left out; due first."""
    subjects = {(reminder.concern, reminder.subject.rpartition(":")[2]) for reminder in reminders}
    found = (running(uow, concern, rule) for concern, rule in subjects)
    ordered = sorted((due for due in found if due), key=lambda due: (due.clock.due_on, due.concern.number))
    nearest: dict[str, Due] = {}
    for due in ordered:
        nearest.setdefault(due.concern.id, due)
    return list(nearest.values())


def _of_concerns(
    uow: UnitOfWork, person: Person, due: list[Due], key: str, raised: bool, now: datetime
) -> Message | None:
    """`key`: of the reminder that became due last. A rung that comes late says what the next one says that day."""
    if not due:
        return None
    single = len(due) == 1
    said = sentence(uow, due[0], now) if single else _digest(uow, person, due, now)
    by_day = said.key in SAID_BY_DAY and not raised and not key.startswith(LATER_KEY)
    day = f"{due[0].concern.id}:{due[0].clock.rule}:{uow.policy.calendar.day_of(now)}"
    once = f"remind:{person.id}:{day if by_day else key}"
    return Message(
        chat=person.chat,
        words=said,
        rows=_single_rows(person, due[0], now) if single else _digest_rows(person, due, now),
        weight=Weight.MUST_ARRIVE if raised else Weight.COMES_AGAIN,
        once=once,
        concern=due[0].concern.id if single else "",
        expires_at=None if raised else now + SLOT,
    )


def _single_rows(person: Person, due: Due, now: datetime) -> Rows:
    concern, what = due.concern, f"{due.concern.id}.{due.clock.rule}"
    if concern.reporter == person.id:
        ask = Button(words(f"clock.{due.clock.rule}"), f"ask_review:{concern.id}")
        return ((ask, Button(words("button.follow"), f"mine:{concern.id}")),)
    got = Button(words("remind.got"), f"got:{what}")
    if not may_on(Deed.VIEW_CARD, person, concern, now):
        glance = Button(words("remind.glance"), f"glance:{concern.id}")
        return ((glance, got),) if may_on(Deed.GLANCE, person, concern, now) else ((got,),)
    unsigned = concern.state == State.ASSIGNED and may_on(Deed.SIGN_IN, person, concern, now)
    sign_in = [Button(words("button.sign_in"), f"act:sign_in:{concern.id}")] if unsigned else []
    handle = Button(words("remind.handle"), f"card:{concern.id}")
    later = Button(words("remind.later"), f"later:{what}")
    return ((*sign_in, handle), (got, later), *_other_hands(person, concern, now))


def _other_hands(person: Person, concern: Concern, now: datetime) -> Rows:
    """What a handler can do who cannot: 转交, 办不了."""
    if Act.PASS_ON not in open_acts(concern, person, now):
        return ()
    given = Button(words("button.pass_on"), f"pass_on:{concern.id}")
    return ((given, Button(words("button.give_up"), f"give_up:{concern.id}")),)


def _digest(uow: UnitOfWork, person: Person, due: list[Due], now: datetime) -> Words:
    over = sum(days_left(one.clock, now, uow.policy.calendar) < 0 for one in due)
    lines: list[Fact] = [_line_for(uow, person, one, now) for one in due[:LINES]]
    if len(due) > LINES:
        todo = may(Deed.VIEW_WORKLIST, standing(person.roles(now)))
        lines.append(words("remind.more" if todo else "remind.more_only", n=len(due) - LINES))
    return words("remind.digest", n=len(due), over=over, lines=lines)


def _line_for(uow: UnitOfWork, person: Person, due: Due, now: datetime) -> Words:
    """To whoever works in another unit, with the unit that owes it."""
    line = _line(uow, due, now)
    if due.concern.reporter == person.id or due.concern.unit in person.units(now, *WORKERS):
        return line
    return words("remind.line_of", line=line, unit=unit_name(uow, due.concern.unit))


def _line(uow: UnitOfWork, due: Due, now: datetime) -> Words:
    left = days_left(due.clock, now, uow.policy.calendar)
    colour = light(
        due.clock, rule_of(uow, due.clock), now, uow.policy.calendar, uow.policy.settings.amber_days
    )
    when = "remind.left" if left > 0 else "remind.is_today" if left == 0 else "remind.over"
    return words(
        "remind.line",
        light=words(f"light.{colour}"),
        number=due.concern.number,
        category=words(f"category.{due.concern.category}"),
        clock=words(f"clock.{due.clock.rule}"),
        due=due.clock.ends,
        when=words(when, days=abs(left)),
    )


def _digest_rows(person: Person, due: list[Due], now: datetime) -> Rows:
    seen = [one.concern for one in due if may_on(Deed.VIEW_CARD, person, one.concern, now)]
    cards = [
        Button(words("remind.open", number=concern.number), f"card:{concern.id}")
        for concern in seen[:BUTTONS]
    ]
    led = [one.concern for one in due if may_on(Deed.GLANCE, person, one.concern, now)]
    cards += [
        Button(words("remind.glance_at", number=concern.number), f"glance:{concern.id}")
        for concern in led[:BUTTONS]
        if concern not in seen
    ]
    todo = may(Deed.VIEW_WORKLIST, standing(person.roles(now)))
    last = (Button(words("button.todo"), "todo:all"),) if todo else ()
    return tuple(row for row in (*((card,) for card in cards), last) if row)


def _other(uow: UnitOfWork, person: Person, reminder: Reminder, now: datetime) -> Message | None:
    """In its own sentence, as things stand."""
    if reminder.subject.startswith((BOOKING, RECEPTION)):
        return reception_message(uow, person, reminder, now)
    if reminder.subject.startswith(RING):
        return ring_message(person, reminder)
    if reminder.subject.startswith(ALARM):
        return alarm_message(uow, person, reminder, now)
    if reminder.subject.startswith(SWEEP):
        return sweep_message(uow, person, reminder, now)
    if reminder.subject.startswith(DIGEST):
        return news_digest(uow, person, reminder)
    return Message(
        chat=person.chat,
        words=Words(reminder.sentence, reminder.facts),
        weight=Weight.COMES_AGAIN,
        once=f"remind:{person.id}:{reminder.key}",
        expires_at=reminder.expires_at,
    )
