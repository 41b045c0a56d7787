"""关联编号: the handler or the office writes down under which number the matter runs elsewhere (H11)."""

from domain.concern import Act
from domain.draft import Draft
from domain.messages import words
from domain.services.linking import link
from domain.services.stepping import check_step
from handlers.kit.card import seen, show_card
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.steps import Choice, Text, refused_words
from handlers.kit.talk import Turn

SYSTEMS = ("hotline", "sunshine", "elsewhere")


def _submit(turn: Turn, draft: Draft) -> None:
    concern = seen(turn, draft.about)
    system = turn.plain(words(f"link.{draft.answers['system']}"))
    after = link(turn.uow, concern, turn.me, turn.now, system, str(draft.answers["number"]))
    turn.toast = words("done.link")
    show_card(turn, after, words("done.link"))


LINK = Dialogue(
    "link",
    (
        Choice("system", "link.ask_system", tuple((one, f"link.{one}") for one in SYSTEMS)),
        Text("number", "link.ask_number", shortest=4, longest=40, refuses=refused_words),
    ),
    _submit,
)


def _begin(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.LINK, turn.me, turn.now)
    begin_and_ask(turn, LINK, concern.id)


FEATURE = Feature("link", presses={"link": _begin}, dialogues=(LINK,))
