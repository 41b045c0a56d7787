"""What reporters do after submitting: look up, answer, add, and get a lost query code anew."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.concern import AMONG_OFFICES, OVER, UNSEEN, Act, Concern, HistoryRow, News, State
from domain.errors import Refusal
from domain.messages import Message, Weight, words
from domain.people import Person
from domain.permissions import Deed
from domain.privacy import find_forbidden
from domain.relations import may_on
from domain.services.ports import UnitOfWork
from domain.services.stepping import take_step
from domain.tracking import new_code, new_id

WINDOW = timedelta(minutes=15)
TRIES = 5
"""Wrong look-ups allowed in a window; a setting against guessing (T1)."""


def own_concern(uow: UnitOfWork, concern: str, me: Person, now: datetime) -> Concern:
    """The reporter's own concern. Refusal follow.not_yours, the same for an unknown one."""
    found = uow.concerns.get(concern)
    if found is None or not may_on(Deed.FOLLOW, me, found, now):
        raise Refusal("follow.not_yours")
    return found


def slow_down(uow: UnitOfWork, chat: int, now: datetime) -> None:
    """Refusal lookup.slow after too many wrong look-ups from one chat; nobody is locked out longer than the window."""
    if uow.attempts.count(_guesser(uow, chat), now - WINDOW) >= TRIES:
        raise Refusal("lookup.slow", minutes=int(WINDOW.total_seconds() // 60))


def look_up(uow: UnitOfWork, chat: int, number: str, code: str, now: datetime) -> Concern | None:
    """The concern for number and query code, from whichever chat; None, counted as a try, when either is wrong.

    An unknown number does the same work as a wrong code, so that neither words nor time tell them apart (T1).
    """
    slow_down(uow, chat, now)
    found = uow.concerns.by_number(number)
    digest = uow.secrets.digest(code_purpose(found.id if found else new_id()), code)
    right = uow.secrets.same(digest, found.code_digest if found else bytes(len(digest)))
    if found and right:
        return found
    uow.attempts.add(_guesser(uow, chat), now)
    return None


def reissue_code(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> None:
    """A new query code for one's own concern, told in the bound chat only; the old one ends."""
    own = own_concern(uow, concern.id, me, now)
    code = new_code()
    uow.concerns.recode(own.id, uow.secrets.digest(code_purpose(own.id), code))
    sentence = words("follow.new_code", number=own.number, code=code)
    uow.outbox.put(Message(me.chat, sentence, weight=Weight.MUST_ARRIVE, concern=own.id), now)


def add_words(uow: UnitOfWork, concern: Concern, me: Person, text: str, now: datetime) -> Concern:
    """An answer if the handler had asked, else a supplement; either way the handler is told.

    Refusal privacy.*: it holds what must not be kept (R20).
    """
    if finding := find_forbidden(text):
        raise Refusal(finding.key)
    act = Act.ANSWER if concern.state is State.AWAITING_RESIDENT else Act.SUPPLEMENT
    return take_step(uow, concern, act, me, now, text)


def amend_words(uow: UnitOfWork, concern: Concern, me: Person, text: str, now: datetime) -> Concern:
    """An edited supplement as a new version; the row of the first words stays as it is (R13).

    Refusal privacy.*: it holds what must not be kept (R20).
    """
    if finding := find_forbidden(text):
        raise Refusal(finding.key)
    return take_step(uow, concern, Act.AMEND, me, now, text)


def choose_news(uow: UnitOfWork, concern_id: str, me: Person, news: News, now: datetime) -> Concern:
    """The reporter's own concern with this choice of how soon to hear of it. Refusal follow.not_yours."""
    concern = replace(own_concern(uow, concern_id, me, now), news=news)
    uow.concerns.put(concern, concern.state)
    return concern


def live_concerns(uow: UnitOfWork, me: Person) -> list[Concern]:
    """The reporter's own concerns that have not ended, newest first."""
    return [concern for concern in uow.concerns.of_reporter(me.id) if concern.state not in OVER]


def timeline(uow: UnitOfWork, concern: Concern) -> list[HistoryRow]:
    """The record for its reporter, oldest first: nothing that stays inside, no words among offices (T9)."""
    rows = (row for row in uow.history.of(concern.id) if row.act not in UNSEEN)
    return [replace(row, words="") if row.act in AMONG_OFFICES else row for row in rows]


def code_purpose(concern: str) -> str:
    """What the digest of a query code is bound to, so that equal codes of two concerns look different."""
    return f"query code {concern}"


def _guesser(uow: UnitOfWork, chat: int) -> bytes:
    return uow.secrets.digest("look-ups", str(chat))
