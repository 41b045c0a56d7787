"""紧急提醒: the office writes why, and those who have the concern are reached at once, quiet hours or not (D8)."""

from domain.concern import Act
from domain.draft import Draft
from domain.messages import words
from domain.services.ringing import ring
from domain.services.stepping import check_step
from handlers.kit.card import seen, show_card
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.steps import Text, refused_words
from handlers.kit.talk import Turn

LONGEST = 500


def _submit(turn: Turn, draft: Draft) -> None:
    concern = seen(turn, draft.about)
    after = ring(turn.uow, concern, turn.me, turn.now, str(draft.answers["words"]))
    turn.toast = words("done.ring")
    show_card(turn, after, words("done.ring"))


RING = Dialogue(
    "ring",
    (Text("words", "ring.ask_words", longest=LONGEST, refuses=refused_words),),
    _submit,
    review="ring.review",
)


def _begin(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.RING, turn.me, turn.now)
    begin_and_ask(turn, RING, concern.id)


FEATURE = Feature("ring", presses={"ring": _begin}, dialogues=(RING,))
