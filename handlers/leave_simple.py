"""转为普通程序: a matter of the simple procedure turns out complex; the reporter reads why (K12)."""

from domain.concern import Act
from domain.draft import Draft
from domain.messages import words
from domain.services.simplifying import leave_simple
from domain.services.stepping import check_step
from handlers.kit.card import seen, show_card
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.steps import Text, refused_words
from handlers.kit.talk import Turn

LONGEST = 1000


def _submit(turn: Turn, draft: Draft) -> None:
    concern = seen(turn, draft.about)
    after = leave_simple(turn.uow, concern, turn.me, turn.now, str(draft.answers["words"]))
    turn.toast = words("done.leave_simple")
    show_card(turn, after, words("done.leave_simple"))


LEAVE_SIMPLE = Dialogue(
    "leave_simple",
    (Text("words", "leave_simple.ask_words", longest=LONGEST, refuses=refused_words),),
    _submit,
    review="leave_simple.review",
)


def _begin(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.LEAVE_SIMPLE, turn.me, turn.now)
    begin_and_ask(turn, LEAVE_SIMPLE, concern.id)


FEATURE = Feature("leave_simple", presses={"leave_simple": _begin}, dialogues=(LEAVE_SIMPLE,))
