"""A later date for a hotline order (progress, measure, date) or a written order (reason, date), told at once (D5)."""

from collections.abc import Callable
from datetime import date

from domain.concern import Act, Concern
from domain.draft import Answers, Draft
from domain.messages import words
from domain.services import lengthening
from handlers.kit.card import seen, show_card
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature, Handler
from handlers.kit.hearing import begin_and_ask
from handlers.kit.later_day import HOLDS, MOST, LaterDay
from handlers.kit.steps import Text, refused_words
from handlers.kit.talk import Turn

LONGEST = 1000


def _day(turn: Turn, given: Answers) -> date:
    """The day that will be told: never a rest day."""
    return lengthening.day_told(turn.uow, date.fromisoformat(str(given["day"])))


def _lengthened(turn: Turn, draft: Draft) -> None:
    concern, given = seen(turn, draft.about), LENGTHEN.submitted(draft)
    day, progress, measure = _day(turn, given), str(given["progress"]), str(given["measure"])
    written = turn.plain(words("lengthen.written", progress=progress, measure=measure, day=day))
    parts = (progress, measure)
    after = lengthening.lengthen(turn.uow, concern, turn.me, turn.now, day, parts, written)
    _done(turn, after, Act.LENGTHEN)


def _date_moved(turn: Turn, draft: Draft) -> None:
    concern, given = seen(turn, draft.about), MOVE_DATE.submitted(draft)
    day = _day(turn, given)
    written = turn.plain(words("move_date.written", words=str(given["words"]), day=day))
    after = lengthening.move_date(turn.uow, concern, turn.me, turn.now, day, written)
    _done(turn, after, Act.MOVE_DATE)


def _done(turn: Turn, after: Concern, act: Act) -> None:
    turn.toast = words(f"done.{act}")
    show_card(turn, after, words(f"done.{act}"))


def _guard(act: Act) -> Callable[[Turn, Draft], None]:
    def guard(turn: Turn, draft: Draft) -> None:
        lengthening.check_movable(turn.uow, seen(turn, draft.about), act, turn.me, turn.now)

    return guard


LENGTHEN = Dialogue(
    "lengthen",
    (
        Text("progress", "lengthen.ask_progress", longest=LONGEST, refuses=refused_words),
        Text("measure", "lengthen.ask_measure", longest=LONGEST, refuses=refused_words),
        LaterDay("day", "lengthen.ask_day"),
    ),
    _lengthened,
    review="lengthen.review",
    guard=_guard(Act.LENGTHEN),
)
MOVE_DATE = Dialogue(
    "move_date",
    (
        LaterDay("day", "move_date.ask_day"),
        Text("words", "move_date.ask_words", longest=LONGEST, refuses=refused_words),
    ),
    _date_moved,
    review="move_date.review",
    guard=_guard(Act.MOVE_DATE),
)


def _door(act: Act, dialogue: Dialogue) -> Handler:
    def begin(turn: Turn, concern_id: str) -> None:
        concern = seen(turn, concern_id)
        clock = lengthening.check_movable(turn.uow, concern, act, turn.me, turn.now)
        most = lengthening.latest(turn.uow, clock)
        known: Answers = {HOLDS: clock.due_on.isoformat(), MOST: most.isoformat()}
        begin_and_ask(turn, dialogue, concern.id, known)

    return begin


FEATURE = Feature(
    "move_deadline",
    presses={
        "lengthen": _door(Act.LENGTHEN, LENGTHEN),
        "move_date": _door(Act.MOVE_DATE, MOVE_DATE),
    },
    dialogues=(LENGTHEN, MOVE_DATE),
)
