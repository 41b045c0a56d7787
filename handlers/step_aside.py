"""回避 of those who review: the reason is the one press, and another takes it (H5, H16)."""

from domain.concern import Act
from domain.messages import words
from domain.services.reviewing import step_aside
from domain.services.stepping import check_step
from handlers.kit.card import seen
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button

REASONS = ("kin", "interest", "other")


def _ask(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.STEP_ASIDE, turn.me, turn.now)
    reasons = tuple((button(f"recuse.{why}", f"aside:{why}.{concern.id}"),) for why in REASONS)
    back = (button("button.card", f"card:{concern.id}"),)
    turn.show("aside.ask", (*reasons, back), concern=concern.id, number=concern.number)


def _step_aside(turn: Turn, what: str) -> None:
    """`aside:REASON.CONCERN`; a reason that is none of ours brings the question again."""
    why, _, concern_id = what.partition(".")
    if why not in REASONS:
        _ask(turn, concern_id)
        return
    reason = turn.plain(words(f"recuse.{why}"))
    concern = step_aside(turn.uow, seen(turn, concern_id), turn.me, turn.now, reason)
    turn.show("aside.done", ((button("button.reviews", "reviews:0"),),), number=concern.number)


FEATURE = Feature("step_aside", presses={"step_aside": _ask, "aside": _step_aside})
