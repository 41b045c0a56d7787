"""Clears away what has become useless: drafts nobody touched for long, old bookings, messages, updates and tries."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.calendar import DAY
from domain.draft import Draft
from domain.messages import Button, Message, Rows, Weight, Words, words
from domain.people import Person
from domain.services.briefing import BOOKING
from domain.services.ports import UnitOfWork

SEEN_KEPT = timedelta(days=7)
"""Telegram offers an update for a day; a week leaves no doubt (PROMISES.md A). Tries need less."""

SENT_KEPT = timedelta(days=366)
"""Longer than any matter takes with both reviews: until then nothing is said twice, and a reply finds its concern."""

QUIET = timedelta(days=90)
"""A concern to which nothing has happened for so long needs no replies to year-old messages."""

LIMIT = 500


def tidy(uow: UnitOfWork, now: datetime) -> int:
    """Drop old drafts, each announced some days before; forget old diary notes, bookings, messages, updates and tries.

    How many drafts, bookings and messages it dropped, so that who asks can come again.
    """
    settings = uow.policy.settings
    kept, notice = timedelta(days=settings.draft_days), timedelta(days=settings.draft_notice_days)
    dropped = 0
    for draft in uow.drafts.untouched_since(now - (kept - notice), LIMIT):
        announced_before = not _announce(uow, draft, max(draft.changed_at + kept, now + notice), now)
        if announced_before and draft.changed_at <= now - kept:
            _drop(uow, draft, now)
            dropped += 1
    today = uow.policy.calendar.day_of(now)
    uow.diaries.forget_notes(today)
    dropped += _forget_bookings(uow, today)
    uow.inbox.forget_before(now - SEEN_KEPT)
    uow.attempts.forget_before(now - SEEN_KEPT)
    return dropped + uow.outbox.forget_settled(now - SENT_KEPT, now - QUIET, LIMIT)


def _forget_bookings(uow: UnitOfWork, today: date) -> int:
    """With the reminders of it, which say who was to come, and when; how many."""
    before = today - uow.policy.receptions.booking_days * DAY
    old = uow.receptions.forget_bookings(before, LIMIT)
    for booking in old:
        uow.reminders.forget(f"{BOOKING}{booking}")
    return len(old)


def _announce(uow: UnitOfWork, draft: Draft, until: datetime, now: datetime) -> bool:
    """True the first time since the draft was last touched."""
    person = uow.people.get(draft.person)
    sentence = words("draft.expires", begun=draft.created_at, until=uow.policy.calendar.day_of(until))
    rows = ((Button(words("draft.go_on"), f"{draft.id}.!resume"),),)
    once = f"draft_expires:{draft.id}:{draft.changed_at.isoformat()}"
    return uow.outbox.put(_notice(uow, person, sentence, rows, once, now), now)


def _drop(uow: UnitOfWork, draft: Draft, now: datetime) -> None:
    person = uow.people.get(draft.person)
    uow.drafts.drop(draft.id)
    uow.files.drop(f"draft:{draft.id}")
    progress = uow.progress.get(person.id)
    if progress.draft == draft.id:
        uow.progress.put(replace(progress, draft="", offered=()))
    sentence = words("draft.dropped", begun=draft.created_at)
    rows = ((Button(words("menu.report"), "go:report"),),)
    uow.outbox.put(_notice(uow, person, sentence, rows, f"draft_dropped:{draft.id}", now), now)


def _notice(
    uow: UnitOfWork, person: Person, sentence: Words, rows: Rows, once: str, now: datetime
) -> Message:
    return Message(
        chat=person.chat,
        words=sentence,
        rows=rows,
        weight=Weight.COMES_AGAIN,
        once=once,
        not_before=uow.policy.calendar.after_quiet(now),
    )
