"""回避 in one tap, why if one likes; and the lead of the unit names who handles a concern (H5)."""

from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.messages import words
from domain.permissions import Deed
from domain.relations import may_on
from domain.services.recusing import appoint, appointable, explain_recusal, recuse
from domain.services.stepping import check_step
from handlers.kit.card import seen, show_card
from handlers.kit.colleagues import colleague_rows
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button

REASONS = ("kin", "interest", "other")


def _recuse(turn: Turn, concern_id: str) -> None:
    concern = recuse(turn.uow, seen(turn, concern_id), turn.me, turn.now)
    turn.toast = words("done.recuse")
    reasons = tuple((button(f"recuse.{why}", f"recusal:{why}.{concern.id}"),) for why in REASONS)
    turn.show("recuse.done", (*reasons, (button("button.todo", "todo:all"),)), number=concern.number)


def _explain(turn: Turn, what: str) -> None:
    why, _, concern_id = what.partition(".")
    concern = _stepped_out_of(turn, concern_id)
    if why in REASONS:
        explain_recusal(turn.uow, concern, turn.me, turn.now, turn.plain(words(f"recuse.{why}")))
    turn.show("recuse.explained", ((button("button.todo", "todo:all"),),), number=concern.number)


def _stepped_out_of(turn: Turn, concern_id: str) -> Concern:
    """Refusal card.unknown: they see nothing of it any more."""
    concern = turn.uow.concerns.get(concern_id)
    if concern is None or not may_on(Deed.EXPLAIN_RECUSAL, turn.me, concern, turn.now):
        raise Refusal("card.unknown")
    return concern


def _appoint(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.APPOINT, turn.me, turn.now)
    people = appointable(turn.uow, concern, turn.now)
    rows = colleague_rows(turn, concern, people, "appointed")
    back = (button("button.card", f"card:{concern.id}"),)
    key = "appoint.ask" if people else "appoint.nobody"
    turn.show(key, (*rows, back), concern=concern.id, number=concern.number)


def _appointed(turn: Turn, what: str) -> None:
    concern_id, _, person = what.partition(".")
    after = appoint(turn.uow, seen(turn, concern_id), turn.me, turn.now, person)
    turn.toast = words("done.appoint")
    show_card(turn, after, words("done.appoint"))


FEATURE = Feature(
    "recuse",
    presses={"recuse": _recuse, "recusal": _explain, "appoint": _appoint, "appointed": _appointed},
)
