"""紧急情况上报: one choice, one text, and office and leaders know; they answer with one press (条例 25)."""

from domain.concern import Act
from domain.draft import Draft
from domain.errors import Refusal
from domain.messages import words
from domain.permissions import Deed
from domain.relations import may_on
from domain.services.stepping import check_step
from domain.services.warning import heed_urgent, report_urgent
from handlers.kit.card import seen, show_card
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.steps import Choice, Text, refused_words
from handlers.kit.talk import Turn

LONGEST = 1000
DANGERS = (
    ("life", "danger_to.life"),
    ("health", "danger_to.health"),
    ("environment", "danger_to.environment"),
)
"""What may be reported upward in this way, and nothing else."""


def _reported(turn: Turn, draft: Draft) -> None:
    concern = seen(turn, draft.about)
    danger, said = str(draft.answers["danger"]), str(draft.answers["words"])
    written = turn.plain(words("report_urgent.written", danger=words(f"danger_to.{danger}"), words=said))
    after = report_urgent(turn.uow, concern, turn.me, turn.now, written)
    turn.toast = words("done.report_urgent")
    show_card(turn, after, words("done.report_urgent"))


REPORT_URGENT = Dialogue(
    "report_urgent",
    (
        Choice("danger", "report_urgent.ask_danger", DANGERS),
        Text("words", "report_urgent.ask_words", longest=LONGEST, refuses=refused_words),
    ),
    _reported,
    review="report_urgent.review",
)


def _begin(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.REPORT_URGENT, turn.me, turn.now)
    begin_and_ask(turn, REPORT_URGENT, concern.id)


def _heed(turn: Turn, concern_id: str) -> None:
    """Leaders answer without seeing the card. Refusal card.unknown: no such concern, or not told of it."""
    concern = turn.uow.concerns.get(concern_id)
    if concern is None or not may_on(Deed.HEED_URGENT, turn.me, concern, turn.now):
        raise Refusal("card.unknown")
    heed_urgent(turn.uow, concern, turn.me, turn.now)
    turn.toast = words("done.heed_urgent")
    turn.say("urgent.yours", concern=concern.id, number=concern.number)


FEATURE = Feature("warn", presses={"report_urgent": _begin, "heed": _heed}, dialogues=(REPORT_URGENT,))
