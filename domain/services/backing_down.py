"""What had climbed comes down again: those who heard that something is overdue hear that it is done (D7)."""

from collections.abc import Callable, Sequence
from datetime import datetime

from domain.clocks import Clock, ClockRule, days_left
from domain.concern import Concern
from domain.messages import Fact, Message, Weight, Words, words
from domain.people import Person
from domain.reminders import Receiver
from domain.services.ports import Reminder, UnitOfWork

DONE_LATE = "done_late:"
_AT_WORK_ON_IT = {Receiver.HANDLER, Receiver.REVIEWER, Receiver.REPORTER}


def plan_back_down(
    uow: UnitOfWork,
    concern: Concern,
    clock: Clock,
    rule: ClockRule,
    now: datetime,
    audience: Callable[[Concern, Receiver], str],
) -> None:
    """A word to everybody above whom the overdue clock had climbed to by now; in working time, many as one."""
    calendar = uow.policy.calendar
    late = -days_left(clock, now, calendar)
    for receiver in _climbed_to(uow, clock, rule, now) if late > 0 else ():
        uow.reminders.plan(
            Reminder(
                key=f"{DONE_LATE}{concern.id}:{clock.rule}:{receiver}",
                subject=f"{DONE_LATE}{concern.id}:{clock.rule}",
                audience=audience(concern, receiver),
                due_at=calendar.next_working_moment(now),
                sentence="remind.done_late",
                facts={"number": concern.number, "clock": words(f"clock.{clock.rule}"), "days": late},
                concern=concern.id,
            )
        )


def back_down_message(person: Person, reminders: Sequence[Reminder]) -> Message:
    """All that is done at last, in one message."""
    lines: list[Fact] = [Words(reminder.sentence, reminder.facts) for reminder in reminders]
    return Message(
        person.chat,
        words("remind.done_late_all", lines=lines),
        weight=Weight.COMES_AGAIN,
        once=f"remind:{person.id}:{reminders[-1].key}",
    )


def _climbed_to(uow: UnitOfWork, clock: Clock, rule: ClockRule, now: datetime) -> list[Receiver]:
    calendar, steps = uow.policy.calendar, uow.policy.ladders.get(rule.debtor)
    past = [
        rung
        for rung in (steps.rungs if steps else ())
        if rung.offset > 0
        and calendar.moment(calendar.working_day_by(clock.due_on, rung.offset), rung.at) <= now
    ]
    told = dict.fromkeys(receiver for rung in past for receiver in rung.receivers)
    return [receiver for receiver in told if receiver not in _AT_WORK_ON_IT]
