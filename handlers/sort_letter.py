"""领导信箱: the office says what a letter is about; with that it goes to its unit (H21)."""

from domain.concern import Act, Kind
from domain.draft import Draft, Json
from domain.messages import words
from domain.services.mailing import sort_letter
from domain.services.stepping import check_step
from handlers.kit.card import guarded_by, seen, show_card
from handlers.kit.category import CategoryChoice, category_name
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.steps import Choice
from handlers.kit.talk import Turn


def _submit(turn: Turn, draft: Draft) -> None:
    """A 举报 is discipline's alone from then on: the office sees it no more."""
    concern = seen(turn, draft.about)
    kind, category = Kind(str(draft.answers["kind"])), str(draft.answers["category"])
    written = turn.plain(
        words("sort.written", kind=words(f"kind_name.{kind}"), category=category_name(category))
    )
    after = sort_letter(turn.uow, concern, turn.me, turn.now, kind, category, written)
    turn.toast = words("done.sort")
    if kind is Kind.MISCONDUCT:
        turn.say("done.sort")
    else:
        show_card(turn, after, words("done.sort"))


SORT = Dialogue(
    "sort",
    (
        Choice("kind", "sort.ask_kind", tuple((kind, f"kind_name.{kind}") for kind in Kind)),
        CategoryChoice("category", "sort.ask_category", source="letter"),
    ),
    _submit,
    review="sort.review",
    guard=guarded_by(Act.SORT),
)


def _begin(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.SORT, turn.me, turn.now)
    letter: Json = {"parts": [[0, concern.words]]}
    begin_and_ask(turn, SORT, concern.id, {"letter": letter})


FEATURE = Feature("sort", presses={"sort": _begin}, dialogues=(SORT,))
