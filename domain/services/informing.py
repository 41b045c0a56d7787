"""How soon a reporter hears of each step: at once, in one digest of the evening, or only what must be told."""

from datetime import datetime, time, timedelta

from domain.concern import UNSEEN, Act, Concern, HistoryRow, News
from domain.messages import Fact, Message, Weight, words
from domain.people import Person
from domain.services.ports import Reminder, UnitOfWork

IN_REVIEW = (
    Act.REQUEST_REVIEW,
    Act.REQUEST_FINAL_REVIEW,
    Act.ASK_IN_REVIEW,
    Act.GIVE_OPINION,
    Act.GIVE_FINAL_OPINION,
)
ASKED = (Act.ASK, Act.MEET, Act.OFFER_MEDIATION, Act.CALL_HEARING)
LATER = (Act.EXTEND, Act.LENGTHEN, Act.MOVE_DATE)
ANSWERS = (Act.ACCEPT, Act.DECLINE, Act.POINT, Act.REPLY, Act.RECEIVE)
MUST_BE_TOLD = (*ANSWERS, *ASKED, *LATER, *IN_REVIEW)
"""Told at once whatever was chosen: acceptance or not (条例 23), the reply (32, 34), the remedies (35, 36), what a
leader has said in a reception, and what the reporter must answer."""

DIGEST = "news:"
EVENING = time(18, 0)
DAY = timedelta(days=1)


def held_back(uow: UnitOfWork, concern: Concern, act: Act, now: datetime) -> bool:
    """Whether the reporter is not told now; with the digest chosen, this evening's is planned."""
    if act in MUST_BE_TOLD or concern.news is News.AT_ONCE:
        return False
    if concern.news is News.DIGEST:
        uow.reminders.plan(_this_evening(uow, concern.reporter, now))
    return True


def _this_evening(uow: UnitOfWork, person: str, now: datetime) -> Reminder:
    """One for each person and evening, whatever the number of steps."""
    calendar = uow.policy.calendar
    day = calendar.day_of(now)
    due = calendar.moment(day, EVENING)
    due = due if now < due else due + DAY
    subject = f"{DIGEST}{person}:{calendar.day_of(due)}"
    return Reminder(subject, subject, f"person:{person}", due, "news.evening", {})


def news_digest(uow: UnitOfWork, person: Person, reminder: Reminder) -> Message | None:
    """Every held-back step of the day before, a line each; None when nothing is left to tell."""
    since = reminder.due_at - DAY
    lines: list[Fact] = [
        words("news.line", number=concern.number, at=row.at, act=words(f"act.{row.act}"))
        for concern in uow.concerns.of_reporter(person.id)
        if concern.news is News.DIGEST
        for row in uow.history.of(concern.id)
        if since <= row.at < reminder.due_at and _is_news(row)
    ]
    if not lines:
        return None
    sentence = words("news.evening", lines=lines)
    return Message(person.chat, sentence, weight=Weight.COMES_AGAIN, once=f"remind:{reminder.key}")


def _is_news(row: HistoryRow) -> bool:
    own = row.role == "resident"
    return row.act not in {*MUST_BE_TOLD, *UNSEEN, Act.VIEW_CONTACT} and not own
