"""What the office directs: 转办 to another unit, and the date of a paper receipt (which the handler may enter too)."""

from datetime import date

from domain.concern import Act, Concern
from domain.draft import Draft
from domain.messages import Words, words
from domain.privacy import find_forbidden
from domain.services.objecting import transfer
from domain.services.receipts import enter_receipt
from domain.services.stepping import check_step
from handlers.kit.card import guarded_by, seen, show_card
from handlers.kit.day import Day
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.steps import Text
from handlers.kit.talk import Turn
from handlers.kit.unit import UnitChoice

LONGEST = 1000
"""Characters of a reason."""


def _refused(text: str) -> Words | None:
    finding = find_forbidden(text)
    return words(finding.key) if finding else None


def _done(turn: Turn, after: Concern, act: Act) -> None:
    turn.toast = words(f"done.{act}")
    show_card(turn, after, words(f"done.{act}"))


def _transfer(turn: Turn, draft: Draft) -> None:
    reason, unit = str(draft.answers["words"]), str(draft.answers["unit"])
    concern = seen(turn, draft.about)
    _done(turn, transfer(turn.uow, concern, turn.me, turn.now, reason, unit), Act.TRANSFER)


def _enter_receipt(turn: Turn, draft: Draft) -> None:
    day = date.fromisoformat(str(draft.answers["day"]))
    concern = seen(turn, draft.about)
    _done(turn, enter_receipt(turn.uow, concern, turn.me, turn.now, day), Act.ENTER_RECEIPT)


TRANSFER = Dialogue(
    "transfer",
    (
        UnitChoice("unit", "transfer.ask_unit"),
        Text("words", "transfer.ask_words", longest=LONGEST, refuses=_refused),
    ),
    _transfer,
    review="transfer.review",
    guard=guarded_by(Act.TRANSFER),
)
ENTER_RECEIPT = Dialogue(
    "enter_receipt",
    (Day("day", "enter_receipt.ask_day"),),
    _enter_receipt,
    review="enter_receipt.review",
    guard=guarded_by(Act.ENTER_RECEIPT),
)


def _begin_transfer(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.TRANSFER, turn.me, turn.now)
    begin_and_ask(turn, TRANSFER, concern.id)


def _begin_receipt(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.ENTER_RECEIPT, turn.me, turn.now)
    begin_and_ask(turn, ENTER_RECEIPT, concern.id)


FEATURE = Feature(
    "direct",
    presses={"transfer": _begin_transfer, "enter_receipt": _begin_receipt},
    dialogues=(TRANSFER, ENTER_RECEIPT),
)
