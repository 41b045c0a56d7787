"""紧急提醒: the office reaches those who have a concern at once, quiet hours or not, and says why (D8)."""

from datetime import datetime, timedelta

from domain.concern import Act, Concern
from domain.messages import Button, Message, Weight, Words, words
from domain.people import Person
from domain.services.outlook import next_step
from domain.services.ports import Reminder, UnitOfWork
from domain.services.stepping import take_step

RING = "ring:"
USELESS_AFTER = timedelta(hours=12)


def ring(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, reason: str) -> Concern:
    """Recorded with its reason; whoever handles the concern, else the unit, is told with the next tick."""
    after = take_step(uow, concern, Act.RING, actor, now, reason)
    last = uow.history.last(concern.id)
    sequence = last.sequence if last else 0
    uow.reminders.plan(
        Reminder(
            key=f"ring:{concern.id}:{sequence}",
            subject=f"{RING}{concern.id}:{sequence}",
            audience=f"handler:{concern.id}",
            due_at=now,
            sentence="remind.ring",
            facts={"number": after.number, "words": reason, "next": next_step(uow, after)},
            concern=concern.id,
            urgent=True,
            expires_at=now + USELESS_AFTER,
        )
    )
    return after


def ring_message(person: Person, reminder: Reminder) -> Message:
    """What it says to one person, with the way to the card; it must arrive."""
    return Message(
        person.chat,
        Words(reminder.sentence, reminder.facts),
        ((Button(words("button.card"), f"card:{reminder.concern}"),),),
        weight=Weight.MUST_ARRIVE,
        once=f"{reminder.key}:{person.id}",
        concern=reminder.concern,
    )
