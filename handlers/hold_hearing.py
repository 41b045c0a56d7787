"""听证 in 复核: the reviewer announces it, and ends it with what it brought; the days between are not counted."""

from collections.abc import Callable
from datetime import datetime

from domain.concern import Act, Concern
from domain.draft import Draft
from domain.messages import words
from domain.people import Person
from domain.services.holding import begin_hearing, end_hearing
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step
from handlers.kit.card import seen, show_card
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature, Handler
from handlers.kit.hearing import begin_and_ask
from handlers.kit.steps import Text, refused_words
from handlers.kit.talk import Turn

LONGEST = 2000
Held = Callable[[UnitOfWork, Concern, Person, datetime, str], Concern]


def _dialogue(act: Act, hold: Held) -> Dialogue:
    def submit(turn: Turn, draft: Draft) -> None:
        concern = seen(turn, draft.about)
        after = hold(turn.uow, concern, turn.me, turn.now, str(draft.answers["words"]))
        turn.toast = words(f"done.{act}")
        show_card(turn, after, words(f"done.{act}"))

    asks = Text("words", f"{act}.ask_words", longest=LONGEST, refuses=refused_words)
    return Dialogue(act, (asks,), submit, review=f"{act}.review")


def _door(act: Act, dialogue: Dialogue) -> Handler:
    def begin(turn: Turn, concern_id: str) -> None:
        concern = seen(turn, concern_id)
        check_step(concern, act, turn.me, turn.now)
        begin_and_ask(turn, dialogue, concern.id)

    return begin


BEGIN = _dialogue(Act.BEGIN_HEARING, begin_hearing)
END = _dialogue(Act.END_HEARING, end_hearing)
FEATURE = Feature(
    "hearing",
    presses={
        "begin_hearing": _door(Act.BEGIN_HEARING, BEGIN),
        "end_hearing": _door(Act.END_HEARING, END),
    },
    dialogues=(BEGIN, END),
)
