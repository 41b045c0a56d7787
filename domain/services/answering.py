"""答复: every claim gets its answer, the four parts are there, and it leaves only after it could be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.claims import as_lines, check_answered, from_lines, propose
from domain.concern import Act, Concern
from domain.draft import Answers
from domain.errors import Refusal
from domain.messages import Button, Message, Rows, Weight, Words, words
from domain.parts import Parts
from domain.people import Person
from domain.services.answer_ports import HeldReply
from domain.services.handling import reply
from domain.services.ports import UnitOfWork
from domain.services.regrouping import bring_along
from domain.services.stepping import check_step, open_acts, take_step

LIMIT = 200
"""Replies that leave in one tick; the next tick takes the rest."""
REQUEST = 80
"""Characters of each claim that the reply repeats."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a handler answers: one answer for each claim, the facts where they stand apart, the legal ground."""

    claims: Sequence[str]
    answers: Sequence[str]
    facts: str
    ground: str

    def parts(self) -> Parts:
        """The parts of 条例 32. Refusal claim.unanswered and the like, parts.missing."""
        check_answered(self.claims, self.answers)
        single = len(self.claims) == 1
        lines = "\n".join(f"{n}. {answer.strip()}" for n, answer in enumerate(self.answers, 1))
        short = [_shortened(claim) for claim in self.claims]
        asked = short[0] if single else as_lines(short)
        parts = Parts(asked, self.facts, self.answers[0] if single else lines, self.ground)
        parts.check()
        return parts


def claims_of(uow: UnitOfWork, concern: Concern) -> tuple[tuple[str, ...], bool]:
    """(claims, whether the handler has written them down): the last list in the record, else a proposal."""
    rows = [row for row in uow.history.of(concern.id) if row.act in (Act.LIST_CLAIMS, Act.KEEP_CLAIMS)]
    if rows:
        return from_lines(rows[-1].words), True
    return propose(concern.words, uow.policy.claims), False


def list_claims(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, claims: Sequence[str]
) -> Concern:
    """The handler writes down what is asked for; the reporter reads it and can add. Refusal claim.none."""
    if not claims:
        raise Refusal("claim.none")
    return take_step(uow, concern, Act.LIST_CLAIMS, actor, now, as_lines(claims))


def hold_reply(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, written: str, answers: Answers
) -> HeldReply:
    """The reply waits; nothing has changed and nobody is told until it leaves.

    `written`: its parts as one text; `answers`: of the draft, for when it is taken back. Refusal reply.held: one
    waits already.
    """
    check_step(concern, Act.REPLY, actor, now)
    leaves_at = now + timedelta(seconds=uow.policy.answers.undo_seconds)
    held = HeldReply(concern.id, actor.id, written, answers, leaves_at)
    if not uow.held_replies.put(held):
        raise Refusal("reply.waits", number=concern.number)
    return held


def undo_reply(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime) -> HeldReply:
    """撤回 before it has left: as if it had never been sent off. Refusal reply.left: it is with the reporter."""
    held = uow.held_replies.of(concern.id)
    if held is None or not uow.held_replies.take(concern.id):
        raise Refusal("reply.left_already", number=concern.number)
    check_step(concern, Act.REPLY, actor, now)
    return held


def release_replies(uow: UnitOfWork, now: datetime) -> int:
    """Let go what has waited long enough: the step, its clocks and its notices, all at once. How many there were."""
    due = uow.held_replies.due(now, LIMIT)
    for held in due:
        if uow.held_replies.take(held.concern):
            uow.outbox.put(_release(uow, held, now), now)
    return len(due)


def _release(uow: UnitOfWork, held: HeldReply, now: datetime) -> Message:
    """Its author hears that it has left, or why not, with the words to copy."""
    author, concern = uow.people.get(held.person), uow.concerns.get(held.concern)
    assert concern is not None
    try:
        with uow.savepoint():
            if held.answers.get("with"):
                concern = bring_along(uow, concern, author, now)
            after = reply(uow, concern, author, now, held.written)
    except Refusal as refusal:
        reason = Words(refusal.code, refusal.facts)
        said = words("reply.not_left", number=concern.number, reason=reason, written=held.written)
        return _to_author(author, concern, said, (), held)
    said = words("reply.has_left", number=concern.number)
    return _to_author(author, concern, said, _next(after, author, now), held)


def _next(concern: Concern, author: Person, now: datetime) -> Rows:
    conclude = Button(words("button.conclude"), f"act:conclude:{concern.id}")
    card = Button(words("button.card"), f"card:{concern.id}")
    return ((conclude, card) if Act.CONCLUDE in open_acts(concern, author, now) else (card,),)


def _to_author(author: Person, concern: Concern, said: Words, rows: Rows, held: HeldReply) -> Message:
    return Message(
        chat=author.chat,
        words=said,
        rows=rows,
        weight=Weight.MUST_ARRIVE,
        once=f"released:{concern.id}:{held.leaves_at.isoformat()}",
        concern=concern.id,
    )


def _shortened(claim: str) -> str:
    plain = " ".join(claim.split())
    return plain if len(plain) <= REQUEST else f"{plain[:REQUEST]}…"
