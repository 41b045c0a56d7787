"""The reporter takes a concern back before it is answered: a reason if they like, one look, done (R14)."""

from domain.concern import Act
from domain.draft import Draft
from domain.messages import words
from domain.services.following import own_concern
from domain.services.stepping import check_step
from domain.services.withdrawing import withdraw
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.steps import Text, refused_words
from handlers.kit.talk import Turn, button

LONGEST = 500
"""Characters of a reason."""


def _submit(turn: Turn, draft: Draft) -> None:
    concern = own_concern(turn.uow, draft.about, turn.me, turn.now)
    withdraw(turn.uow, concern, turn.me, turn.now, str(draft.answers.get("reason") or ""))
    turn.toast = words("done.withdraw")
    turn.say("withdraw.done", ((button("menu.mine", "go:mine"),),), concern=concern.id, number=concern.number)


WITHDRAW = Dialogue(
    "withdraw",
    (Text("reason", "withdraw.ask_reason", longest=LONGEST, refuses=refused_words, optional=True),),
    _submit,
    review="withdraw.review",
)


def _press(turn: Turn, concern_id: str) -> None:
    concern = own_concern(turn.uow, concern_id, turn.me, turn.now)
    check_step(concern, Act.WITHDRAW, turn.me, turn.now)
    begin_and_ask(turn, WITHDRAW, concern.id)


FEATURE = Feature("withdraw", presses={"withdraw": _press}, dialogues=(WITHDRAW,))
