"""紧急情况上报 (条例 25): danger to life, health or environment, told at once until somebody answers."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.concern import Act, Concern, HistoryRow, Kind
from domain.errors import Refusal
from domain.messages import Button, Message, Rows, Weight, words
from domain.people import Person, Role
from domain.permissions import Deed
from domain.privacy import find_forbidden
from domain.relations import may_on
from domain.services.outlook import unit_name
from domain.services.ports import Reminder, UnitOfWork
from domain.services.stepping import check_step, take_step

URGENT = "urgent:"
TOLD = (Role.OFFICE, Role.LEADER)


def report_urgent(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, written: str) -> Concern:
    """Tell office and leaders now, at any hour; while nobody answers they are told again. `written`: danger and facts.

    Refusal urgent.discipline: a 举报 goes its own way; urgent.waiting: reported, nobody has answered yet; privacy.*.
    """
    check_step(concern, Act.REPORT_URGENT, actor, now)
    if concern.kind is Kind.MISCONDUCT:
        raise Refusal("urgent.discipline", number=concern.number)
    if finding := find_forbidden(written):
        raise Refusal(finding.key)
    if unanswered(uow, concern):
        raise Refusal("urgent.waiting", number=concern.number)
    after = take_step(uow, concern, Act.REPORT_URGENT, actor, now, written)
    minutes = uow.policy.tasks.urgent_minutes
    uow.reminders.plan_all(_again(after, role, n, now) for n in minutes for role in TOLD)
    return after


def heed_urgent(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> Concern:
    """收到: somebody takes care of it, and nobody is told again. Refusal urgent.heeded: a colleague was first."""
    check_step(concern, Act.HEED_URGENT, actor, now)
    if unanswered(uow, concern) is None:
        raise Refusal("urgent.heeded", number=concern.number)
    uow.reminders.drop(f"{URGENT}{concern.id}")
    return take_step(uow, concern, Act.HEED_URGENT, actor, now)


def unanswered(uow: UnitOfWork, concern: Concern) -> HistoryRow | None:
    """The report that nobody has answered; None if there is none."""
    acts = (Act.REPORT_URGENT, Act.HEED_URGENT)
    rows = [row for row in uow.history.of(concern.id) if row.act in acts]
    return rows[-1] if rows and rows[-1].act is Act.REPORT_URGENT else None


def urgent_messages(
    uow: UnitOfWork, person: Person, reminders: Sequence[Reminder], now: datetime
) -> list[Message]:
    """Each report that is still unanswered, once more; it must arrive."""
    mine = [reminder for reminder in reminders if reminder.subject.startswith(URGENT)]
    found = [_repeated(uow, person, reminder, now) for reminder in {r.concern: r for r in mine}.values()]
    return [message for message in found if message]


def _repeated(uow: UnitOfWork, person: Person, reminder: Reminder, now: datetime) -> Message | None:
    concern = uow.concerns.get(reminder.concern)
    row = unanswered(uow, concern) if concern else None
    if concern is None or row is None or not may_on(Deed.HEED_URGENT, person, concern, now):
        return None
    sentence = words(
        "urgent.silent",
        number=concern.number,
        unit=unit_name(uow, concern.unit),
        minutes=int((now - row.at).total_seconds() // 60),
        words=row.words,
    )
    return Message(
        person.chat,
        sentence,
        heed_rows(person, concern, now),
        weight=Weight.MUST_ARRIVE,
        once=f"remind:{person.id}:{reminder.key}",
        concern=concern.id,
    )


def heed_rows(person: Person, concern: Concern, now: datetime) -> Rows:
    """收到, and the card for those who may see it."""
    heed = Button(words("button.heed_urgent"), f"heed:{concern.id}")
    card = Button(words("button.card"), f"card:{concern.id}")
    return ((heed, card),) if may_on(Deed.VIEW_CARD, person, concern, now) else ((heed,),)


def _again(concern: Concern, role: Role, minutes: int, now: datetime) -> Reminder:
    """Comes in quiet hours too."""
    return Reminder(
        key=f"{URGENT}{concern.id}:{now.isoformat()}:{minutes}:{role}",
        subject=f"{URGENT}{concern.id}",
        audience=f"role:{role}",
        due_at=now + timedelta(minutes=minutes),
        sentence="urgent.silent",
        facts={},
        concern=concern.id,
        urgent=True,
    )
