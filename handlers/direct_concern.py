"""What the office directs: 转办 to another unit, and the date of a paper receipt (which the handler may enter too)."""

from datetime import date

from domain.concern import Act, Concern
from domain.draft import Draft
from domain.messages import Words, words
from domain.privacy import find_forbidden
from domain.services.objecting import transfer
from domain.services.pushing_down import is_pushed_down
from domain.services.receipts import enter_receipt
from domain.services.stepping import check_step
from handlers.kit.card import guarded_by, seen, show_card
from handlers.kit.day import Day
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin, begin_and_ask
from handlers.kit.steps import Text
from handlers.kit.talk import Turn, button
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
    if is_pushed_down(turn.uow, concern, unit, turn.now):
        _warn(turn, concern, draft)
    else:
        _done(turn, transfer(turn.uow, concern, turn.me, turn.now, reason, unit), Act.TRANSFER)


def _warn(turn: Turn, concern: Concern, draft: Draft) -> None:
    """A department's matter for a community: nothing happens yet; the office may say why it is right after all."""
    check_step(concern, Act.TRANSFER, turn.me, turn.now)
    kept = begin(turn, PUSH_DOWN, concern.id, {name: draft.answers[name] for name in ("unit", "words")})
    rows = (
        (button("button.push_down", f"{kept.id}.!resume"),),
        (button("push_down.other_unit", f"transfer:{concern.id}"),),
        (button("button.card", f"card:{concern.id}"),),
    )
    unit = turn.policy.units.get(str(draft.answers["unit"])).name
    turn.say("push_down.warning", rows, concern=concern.id, number=concern.number, unit=unit)


def _push_down(turn: Turn, draft: Draft) -> None:
    unit, reason, word = (str(draft.answers[name]) for name in ("unit", "words", "word"))
    concern = seen(turn, draft.about)
    _done(turn, transfer(turn.uow, concern, turn.me, turn.now, reason, unit, word), Act.TRANSFER)


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
PUSH_DOWN = Dialogue(
    "push_down",
    (Text("word", "push_down.ask_word", longest=LONGEST, refuses=_refused),),
    _push_down,
    review="push_down.review",
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
    dialogues=(TRANSFER, PUSH_DOWN, ENTER_RECEIPT),
)
