"""The buttons under a reminder of a deadline: 收到 and 稍后."""

from domain.errors import Refusal
from domain.messages import Words, words
from domain.permissions import Deed
from domain.relations import may_on
from domain.services.merging import running, sentence
from domain.services.reminding import put_off
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button


def _got(turn: Turn, what: str) -> None:
    concern, _, rule = what.partition(".")
    _tick(turn, concern, rule, words("remind.noted"))


def _later(turn: Turn, what: str) -> None:
    concern, _, rule = what.partition(".")
    again = put_off(turn.uow, turn.me, concern, rule, turn.heard.message or 0, turn.now)
    _tick(turn, concern, rule, words("remind.again_at", at=again))


def _tick(turn: Turn, concern_id: str, rule: str, answer: Words) -> None:
    """The reminder stays readable, with the answer under it; what remains is the way to the card.

    Refusal card.unknown: no such concern, or none of which this person is reminded.
    """
    concern = turn.uow.concerns.get(concern_id)
    seen = concern is not None and may_on(Deed.VIEW_CARD, turn.me, concern, turn.now)
    if concern is None or not (seen or may_on(Deed.GLANCE, turn.me, concern, turn.now)):
        raise Refusal("card.unknown")
    due = running(turn.uow, concern_id, rule)
    said = sentence(turn.uow, due, turn.now) if due else words("remind.met")
    door = ("remind.handle", f"card:{concern_id}") if seen else ("remind.glance", f"glance:{concern_id}")
    rows = ((button(*door),),)
    turn.toast = answer
    turn.show("kit.ticked", rows, concern=concern_id, question=said, answer=answer)


FEATURE = Feature("heed_reminder", presses={"got": _got, "later": _later})
