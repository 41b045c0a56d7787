"""调解 and 和解: the handler offers it and records the result, the reporter says yes or no by one button (H18)."""

from collections.abc import Callable
from datetime import datetime

from domain.concern import Act, Concern
from domain.draft import Draft
from domain.messages import Words, words
from domain.people import Person
from domain.privacy import find_personal
from domain.services import mediating
from domain.services.following import own_concern
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step
from handlers.kit.card import seen, show_card
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature, Handler
from handlers.kit.hearing import begin_and_ask
from handlers.kit.progress_card import show_progress
from handlers.kit.steps import Choice, Text, refused_words
from handlers.kit.talk import Turn

LONGEST = 1500
HOW = ("mediation", "conciliation")
Told = Callable[[UnitOfWork, Concern, Person, datetime, str], Concern]
ANSWERS = {
    "yes": (mediating.agree_to_mediation, Act.AGREE_TO_MEDIATION),
    "no": (mediating.decline_mediation, Act.DECLINE_MEDIATION),
}


def _nobody_named(text: str) -> Words | None:
    """The other side stands in the record by what it wants, never by who it is."""
    finding = find_personal(text)
    return words(finding.key) if finding else None


def _offered(turn: Turn, draft: Draft) -> None:
    concern, given = seen(turn, draft.about), OFFER.submitted(draft)
    other = str(given["other"])
    written = turn.plain(
        words(
            "offer_mediation.written",
            how=words(f"mediation.{given['how']}"),
            words=str(given["words"]),
            other=other,
        )
    )
    after = mediating.offer_mediation(turn.uow, concern, turn.me, turn.now, other, written)
    _done(turn, after, Act.OFFER_MEDIATION)


def _guard(act: Act) -> Callable[[Turn, Draft], None]:
    """The step is open and in its turn, so that a draft closes itself once the reporter has said no."""

    def guard(turn: Turn, draft: Draft) -> None:
        concern = seen(turn, draft.about)
        check_step(concern, act, turn.me, turn.now)
        mediating.check_turn(turn.uow, concern, act)

    return guard


def _result(act: Act, tell: Told) -> Dialogue:
    def submit(turn: Turn, draft: Draft) -> None:
        concern = seen(turn, draft.about)
        _done(turn, tell(turn.uow, concern, turn.me, turn.now, str(draft.answers["words"])), act)

    asks = Text("words", f"{act}.ask_words", longest=LONGEST, refuses=refused_words)
    return Dialogue(act, (asks,), submit, review=f"{act}.review", guard=_guard(act))


def _done(turn: Turn, after: Concern, act: Act) -> None:
    turn.toast = words(f"done.{act}")
    show_card(turn, after, words(f"done.{act}"))


OFFER = Dialogue(
    "offer_mediation",
    (
        Choice("how", "offer_mediation.ask_how", tuple((one, f"mediation.{one}") for one in HOW)),
        Text("words", "offer_mediation.ask_words", longest=LONGEST, refuses=refused_words),
        Text("other", "offer_mediation.ask_other", longest=LONGEST, refuses=_nobody_named),
    ),
    _offered,
    review="offer_mediation.review",
    guard=_guard(Act.OFFER_MEDIATION),
)
SETTLE = _result(Act.SETTLE, mediating.settle)
END = _result(Act.END_MEDIATION, mediating.end_mediation)


def _door(act: Act, dialogue: Dialogue) -> Handler:
    def begin(turn: Turn, concern_id: str) -> None:
        concern = seen(turn, concern_id)
        check_step(concern, act, turn.me, turn.now)
        mediating.check_turn(turn.uow, concern, act)
        begin_and_ask(turn, dialogue, concern.id)

    return begin


def _answer(turn: Turn, what: str) -> None:
    """`mediation:yes.CONCERN` or `mediation:no.CONCERN`, by its reporter alone."""
    said, _, concern_id = what.partition(".")
    concern = own_concern(turn.uow, concern_id, turn.me, turn.now)
    if said in ANSWERS:
        answer, act = ANSWERS[said]
        concern = answer(turn.uow, concern, turn.me, turn.now)
        turn.toast = words(f"done.{act}")
    show_progress(turn, concern, bound=True)


FEATURE = Feature(
    "mediation",
    presses={
        "offer_mediation": _door(Act.OFFER_MEDIATION, OFFER),
        "settle": _door(Act.SETTLE, SETTLE),
        "end_mediation": _door(Act.END_MEDIATION, END),
        "mediation": _answer,
    },
    dialogues=(OFFER, SETTLE, END),
)
