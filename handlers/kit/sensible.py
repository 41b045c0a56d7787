"""Which of the acts open to a person make sense on a concern as it stands; the card offers no others."""

from collections.abc import Callable

from domain.concern import Act, Concern, HowKnown, Kind
from domain.services.answering import claims_of
from domain.services.convening import has_joined
from domain.services.extending import may_ask_extension, may_decide_extension
from domain.services.lengthening import may_move
from domain.services.mailing import is_letter
from domain.services.mediating import MEDIATION, may_follow
from domain.services.meeting import MEETINGS, is_owed
from domain.services.objecting import may_object
from domain.services.receipts import receipt_owed
from domain.services.regrouping import lead_of, waiting
from domain.services.simplifying import is_simple, owes_contact
from domain.services.stepping import open_acts
from handlers.kit.talk import Turn

Sense = Callable[[Turn, Concern], bool]

SENSE: dict[Act, Sense] = {
    Act.REPLY: lambda turn, concern: not turn.uow.held_replies.of(concern.id),
    Act.LIST_CLAIMS: lambda turn, concern: (
        not turn.uow.held_replies.of(concern.id) and len(claims_of(turn.uow, concern)[0]) != 1
    ),
    Act.OBJECT: lambda turn, concern: may_object(turn.uow, concern, turn.now),
    Act.ENTER_RECEIPT: lambda turn, concern: receipt_owed(turn.uow, concern) is not None,
    Act.ASK_EXTENSION: lambda turn, concern: may_ask_extension(turn.uow, concern, turn.now),
    Act.EXTEND: lambda turn, concern: may_decide_extension(concern, turn.me),
    Act.REFUSE_EXTENSION: lambda turn, concern: may_decide_extension(concern, turn.me),
    Act.LENGTHEN: lambda turn, concern: may_move(turn.uow, concern, Act.LENGTHEN, turn.now),
    Act.MOVE_DATE: lambda turn, concern: may_move(turn.uow, concern, Act.MOVE_DATE, turn.now),
    Act.CONTACT: lambda turn, concern: owes_contact(turn.uow, concern),
    Act.VIEW_CONTACT: lambda turn, concern: concern.known != HowKnown.ANONYMOUS,
    Act.SORT: lambda turn, concern: is_letter(turn.uow, concern),
    Act.JOIN_HEARING: lambda turn, concern: not has_joined(turn.uow, concern),
    Act.LEAVE_HEARING: lambda turn, concern: has_joined(turn.uow, concern),
    Act.MERGE: lambda turn, concern: (
        concern.kind is not Kind.MISCONDUCT and not (lead_of(turn.uow, concern) or waiting(turn.uow, concern))
    ),
    Act.SEPARATE: lambda turn, concern: bool(concern.joined_to),
    Act.SPLIT: lambda turn, concern: (
        not turn.uow.held_replies.of(concern.id) and len(claims_of(turn.uow, concern)[0]) > 1
    ),
    Act.LEAVE_SIMPLE: lambda turn, concern: is_simple(turn.uow, concern),
}


def sensible_acts(turn: Turn, concern: Concern) -> set[Act]:
    """The acts that this person may take now and that make sense; an act that is not in the table always does."""
    return {act for act in open_acts(concern, turn.me, turn.now) if _makes_sense(turn, concern, act)}


def _makes_sense(turn: Turn, concern: Concern, act: Act) -> bool:
    if act in MEETINGS:
        return is_owed(turn.uow, concern, act)
    if act in MEDIATION:
        return may_follow(turn.uow, concern, act)
    sense = SENSE.get(act)
    return sense is None or sense(turn, concern)
