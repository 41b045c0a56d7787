"""The handler asks the unit's lead for an extension: how many days, and why (the resident reads the reason)."""

from domain.concern import Act
from domain.draft import Draft
from domain.messages import Words, words
from domain.privacy import find_forbidden
from domain.services import extending
from domain.services.stepping import check_step
from handlers.kit.card import guarded_by, seen, show_card
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.steps import Choice, Text
from handlers.kit.talk import Turn

LONGEST = 1000
"""Characters of the reason."""
DAYS = (("10", "extension.days_10"), ("20", "extension.days_20"), ("30", "extension.days_30"))


def _refused(text: str) -> Words | None:
    finding = find_forbidden(text)
    return words(finding.key) if finding else None


def _submit(turn: Turn, draft: Draft) -> None:
    reason, days = str(draft.answers["words"]), int(str(draft.answers["days"]))
    concern = seen(turn, draft.about)
    after = extending.ask_extension(turn.uow, concern, turn.me, turn.now, reason, days)
    done = words("done.ask_extension")
    turn.toast = done
    show_card(turn, after, done)


ASK_EXTENSION = Dialogue(
    "ask_extension",
    (
        Choice("days", "ask_extension.ask_days", options=DAYS),
        Text("words", "ask_extension.ask_words", longest=LONGEST, refuses=_refused),
    ),
    _submit,
    review="ask_extension.review",
    guard=guarded_by(Act.ASK_EXTENSION),
)


def _begin(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.ASK_EXTENSION, turn.me, turn.now)
    begin_and_ask(turn, ASK_EXTENSION, concern.id)


FEATURE = Feature("ask_extension", presses={"ask_extension": _begin}, dialogues=(ASK_EXTENSION,))
