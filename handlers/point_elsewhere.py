"""指引: the handler or the office points the resident to the way of the law that decides the matter, and says why."""

from domain.concern import Act
from domain.draft import Draft
from domain.legal_routes import LegalRoute
from domain.messages import words
from domain.services.pointing import point
from domain.services.stepping import check_step
from handlers.kit.card import guarded_by, seen, show_card
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.steps import Choice, Text, refused_words
from handlers.kit.talk import Turn

LONGEST = 2000
"""Characters of the reason."""


def _submit(turn: Turn, draft: Draft) -> None:
    concern = seen(turn, draft.about)
    route = turn.plain(words(f"legal_route.{LegalRoute(str(draft.answers['route']))}"))
    after = point(turn.uow, concern, turn.me, turn.now, route, str(draft.answers["words"]))
    turn.toast = words("done.point")
    show_card(turn, after, words("done.point"))


POINT = Dialogue(
    "point",
    (
        Choice("route", "point.ask_route", tuple((one, f"legal_route.{one}") for one in LegalRoute)),
        Text("words", "point.ask_words", longest=LONGEST, refuses=refused_words),
    ),
    _submit,
    review="point.review",
    guard=guarded_by(Act.POINT),
)


def _begin(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.POINT, turn.me, turn.now)
    begin_and_ask(turn, POINT, concern.id)


FEATURE = Feature("point", presses={"point": _begin}, dialogues=(POINT,))
