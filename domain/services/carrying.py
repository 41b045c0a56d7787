"""One reply for concerns that are handled together: each reporter gets it as an answer of their own (H11)."""

from collections.abc import Sequence
from datetime import datetime

from domain.claims import as_lines
from domain.concern import Act, Concern, State
from domain.draft import Answers
from domain.life import LIFE
from domain.people import Person
from domain.permissions import Deed
from domain.relations import may_on
from domain.services.answer_ports import HeldReply
from domain.services.answering import Reply, claims_of
from domain.services.ports import UnitOfWork
from domain.services.regrouping import waiting

READY = LIFE[Act.REPLY].from_ | {State.ASSIGNED, State.SIGNED_IN}
"""States from which it comes along to its reply; what is in a hearing first hears its end."""
WITH = "with"
"""Among the answers of a held reply: the id of the concern with whose reply it goes out."""


def along(uow: UnitOfWork, lead: Concern, actor: Person, now: datetime) -> list[Concern]:
    """Those joined to it that a reply of this person can answer too: they ask for one thing each.

    Where somebody asks for several things each needs its answer (销号), so that is written by itself.
    """
    return [one for one in waiting(uow, lead) if _fits(uow, one, lead, actor, now)]


def apart(uow: UnitOfWork, lead: Concern, actor: Person, now: datetime) -> list[Concern]:
    """Those joined to it that this person sees, wait for their reply, and need one of their own."""
    fitting = {one.id for one in along(uow, lead, actor, now)}
    seen = (one for one in waiting(uow, lead) if may_on(Deed.VIEW_CARD, actor, one, now))
    return [one for one in seen if one.id not in fitting and uow.held_replies.of(one.id) is None]


def reply_along(uow: UnitOfWork, concern: Concern, answers: Sequence[str], facts: str, ground: str) -> Reply:
    """The same answers to what this reporter asked; nothing of the other's words is in it."""
    claims, _ = claims_of(uow, concern)
    return Reply(claims, [answers[0] if len(answers) == 1 else as_lines(answers)], facts, ground)


def hold_along(
    uow: UnitOfWork, concern: Concern, lead: HeldReply, reply: Reply, written: str
) -> HeldReply | None:
    """It leaves with the reply that leads; None when one waits already. `written`: its parts as one text."""
    answers: Answers = {
        "category": concern.category,
        "claims": list(reply.claims),
        "listed": True,
        "words": list(reply.answers),
        "facts": reply.facts or None,
        "ground": reply.ground,
        WITH: lead.concern,
    }
    held = HeldReply(concern.id, lead.person, written, answers, lead.leaves_at)
    return held if uow.held_replies.put(held) else None


def undo_along(uow: UnitOfWork, lead: Concern) -> int:
    """撤回 for all that were to leave with this reply; how many there were."""
    held = [uow.held_replies.of(one.id) for one in uow.concerns.joined(lead.id)]
    theirs = [one.concern for one in held if one and one.answers.get(WITH) == lead.id]
    return sum(uow.held_replies.take(one) for one in theirs)


def _fits(uow: UnitOfWork, one: Concern, lead: Concern, actor: Person, now: datetime) -> bool:
    """It lies where the leading one does, this person may handle it, and no reply of its own is on its way."""
    there = one.unit == lead.unit and one.state in READY and may_on(Deed.SIGN_IN, actor, one, now)
    return there and len(claims_of(uow, one)[0]) == 1 and uow.held_replies.of(one.id) is None
