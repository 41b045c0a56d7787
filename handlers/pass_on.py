"""转交 and 办不了 under a reminder: to a colleague in two taps, or why not to the lead of the unit (D8)."""

from domain.concern import Act
from domain.draft import Draft
from domain.messages import words
from domain.services.passing_on import give_up, pass_on
from domain.services.recusing import appointable
from domain.services.stepping import check_step
from handlers.kit.card import guarded_by, seen, show_card
from handlers.kit.colleagues import colleague_rows
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.steps import Text, refused_words
from handlers.kit.talk import Turn, button

LONGEST = 500


def _choose(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.PASS_ON, turn.me, turn.now)
    people = appointable(turn.uow, concern, turn.now)
    back = (button("button.card", f"card:{concern.id}"),)
    key = "pass_on.ask" if people else "appoint.nobody"
    rows = (*colleague_rows(turn, concern, people, "passed"), back)
    turn.say(key, rows, concern=concern.id, number=concern.number)


def _passed(turn: Turn, what: str) -> None:
    concern_id, _, person = what.partition(".")
    after = pass_on(turn.uow, seen(turn, concern_id), turn.me, turn.now, person)
    turn.toast = words("done.pass_on")
    show_card(turn, after, words("done.pass_on"))


def _give_up(turn: Turn, draft: Draft) -> None:
    concern = seen(turn, draft.about)
    after = give_up(turn.uow, concern, turn.me, turn.now, str(draft.answers["words"]))
    turn.toast = words("done.give_up")
    show_card(turn, after, words("done.give_up"))


GIVE_UP = Dialogue(
    "give_up",
    (Text("words", "give_up.ask_words", longest=LONGEST, refuses=refused_words),),
    _give_up,
    review="give_up.review",
    guard=guarded_by(Act.GIVE_UP),
)


def _begin(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.GIVE_UP, turn.me, turn.now)
    begin_and_ask(turn, GIVE_UP, concern.id)


FEATURE = Feature(
    "pass_on",
    presses={"pass_on": _choose, "passed": _passed, "give_up": _begin},
    dialogues=(GIVE_UP,),
)
