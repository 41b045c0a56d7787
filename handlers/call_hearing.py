"""听证 before the reply: the handler calls it for a day and a place, the reporter signs up, the result is recorded."""

from collections.abc import Callable
from datetime import date, datetime

from domain.concern import Act, Concern
from domain.draft import Draft
from domain.messages import words
from domain.people import Person
from domain.services import convening
from domain.services.following import own_concern
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step
from handlers.kit.card import guarded_by, seen, show_card
from handlers.kit.coming_day import ComingDay
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature, Handler
from handlers.kit.hearing import begin_and_ask
from handlers.kit.progress_card import show_progress
from handlers.kit.steps import Text, refused_words
from handlers.kit.talk import Turn

LONGEST = 2000
PLACE = 200
Answered = Callable[[UnitOfWork, Concern, Person, datetime], Concern]


def _called(turn: Turn, draft: Draft) -> None:
    concern, given = seen(turn, draft.about), CALL.submitted(draft)
    day, place = date.fromisoformat(str(given["day"])), str(given["place"])
    written = turn.plain(words("call_hearing.written", day=day, place=place, words=str(given["words"])))
    after = convening.call_hearing(turn.uow, concern, turn.me, turn.now, place, day, written)
    _done(turn, after, Act.CALL_HEARING)


def _recorded(turn: Turn, draft: Draft) -> None:
    concern, result = seen(turn, draft.about), str(draft.answers["words"])
    after = convening.record_hearing(turn.uow, concern, turn.me, turn.now, result)
    _done(turn, after, Act.RECORD_HEARING)


def _done(turn: Turn, after: Concern, act: Act) -> None:
    turn.toast = words(f"done.{act}")
    show_card(turn, after, words(f"done.{act}"))


CALL = Dialogue(
    "call_hearing",
    (
        ComingDay("day", "call_hearing.ask_day"),
        Text("place", "call_hearing.ask_place", longest=PLACE, refuses=refused_words),
        Text("words", "call_hearing.ask_words", longest=LONGEST, refuses=refused_words),
    ),
    _called,
    review="call_hearing.review",
    guard=guarded_by(Act.CALL_HEARING),
)
RECORD = Dialogue(
    "record_hearing",
    (Text("words", "record_hearing.ask_words", longest=LONGEST, refuses=refused_words),),
    _recorded,
    review="record_hearing.review",
    guard=guarded_by(Act.RECORD_HEARING),
)


def _door(act: Act, dialogue: Dialogue) -> Handler:
    def begin(turn: Turn, concern_id: str) -> None:
        concern = seen(turn, concern_id)
        check_step(concern, act, turn.me, turn.now)
        begin_and_ask(turn, dialogue, concern.id)

    return begin


def _answer(act: Act, answer: Answered) -> Handler:
    def press(turn: Turn, concern_id: str) -> None:
        concern = own_concern(turn.uow, concern_id, turn.me, turn.now)
        after = answer(turn.uow, concern, turn.me, turn.now)
        turn.toast = words(f"done.{act}")
        show_progress(turn, after, bound=True)

    return press


FEATURE = Feature(
    "call_hearing",
    presses={
        "call_hearing": _door(Act.CALL_HEARING, CALL),
        "record_hearing": _door(Act.RECORD_HEARING, RECORD),
        "join_hearing": _answer(Act.JOIN_HEARING, convening.join_hearing),
        "leave_hearing": _answer(Act.LEAVE_HEARING, convening.leave_hearing),
    },
    dialogues=(CALL, RECORD),
)
