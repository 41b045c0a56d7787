"""A reporter who is made to suffer for a concern says so to another body, never to that unit (H5)."""

from domain.concern import HowKnown
from domain.draft import Draft
from domain.messages import words
from domain.services.following import own_concern
from domain.services.retaliation import report_retaliation
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.steps import Choice, Text, refused_words
from handlers.kit.talk import Turn
from handlers.kit.unit import UnitChoice

LONGEST = 2000
KNOWN = tuple((how, f"retaliation.{how}") for how in (HowKnown.HANDLER_ONLY, HowKnown.ANONYMOUS))


def _submit(turn: Turn, draft: Draft) -> None:
    """The number comes as the notice of every report."""
    given = {name: str(value) for name, value in RETALIATION.submitted(draft).items()}
    about = own_concern(turn.uow, draft.about, turn.me, turn.now)
    known = HowKnown(given["known"])
    report_retaliation(turn.uow, about, turn.me, turn.now, draft.id, given["about"], given["words"], known)
    turn.toast = words("done.retaliation")


RETALIATION = Dialogue(
    "retaliation",
    (
        UnitChoice("about", "retaliation.ask_about"),
        Text("words", "retaliation.ask_words", longest=LONGEST, refuses=refused_words),
        Choice("known", "retaliation.ask_known", KNOWN),
    ),
    _submit,
    review="retaliation.review",
)


def _begin(turn: Turn, concern_id: str) -> None:
    concern = own_concern(turn.uow, concern_id, turn.me, turn.now)
    begin_and_ask(turn, RETALIATION, concern.id)


FEATURE = Feature("retaliation", presses={"retaliation": _begin}, dialogues=(RETALIATION,))
