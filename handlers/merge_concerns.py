"""并单: the office or the lead of the unit joins a concern to a like one, takes it apart again, sees what is joined."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from domain.concern import Act, Concern
from domain.draft import Answers, Draft, Json
from domain.errors import Refusal
from domain.messages import Fact, words
from domain.permissions import Deed
from domain.relations import may_on
from domain.services.grouping import like_concerns, merge, separate
from domain.services.stepping import check_step
from domain.tracking import read_number
from handlers.kit.card import guarded_by, seen, shortened, show_card
from handlers.kit.category import category_name
from handlers.kit.dialogue import Answer, Dialogue, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.feature import Feature
from handlers.kit.group import seen_group
from handlers.kit.hearing import begin_and_ask
from handlers.kit.talk import Heard, Turn, button

NEAR = 6
"""Like concerns that are offered."""
GLIMPSE = 16
"""Characters of the reporter's words on a button."""


@dataclass(frozen=True, slots=True)
class LikeConcern:
    """Which concern: one of those alike (`near` of the answers: number and words), or any by its number but `own`."""

    name: str
    asks: str
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """Those alike, one press each."""
        near = cast(Sequence[Sequence[str]], so_far.get("near") or [])
        rows = tuple(
            (Option(words("merge.option", number=number, words=said), number),) for number, said in near
        )
        return Question(words(self.asks), rows)

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """The chosen one, or a number as it is printed."""
        number = chosen or read_number(heard.text)
        if number and number == so_far.get("own"):
            return NotUnderstood(words("merge.itself", number=number))
        return Answer(number) if number else NotUnderstood(words("merge.not_a_number"))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """Its number."""
        return str(answer)


def _begin(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.MERGE, turn.me, turn.now)
    near: list[Json] = [
        [one.number, shortened(one.words.replace("\n", " "), GLIMPSE)]
        for one in like_concerns(turn.uow, concern, turn.me, turn.now, NEAR)
    ]
    begin_and_ask(turn, MERGE, concern.id, {"near": near, "own": concern.number})


def _merged(turn: Turn, draft: Draft) -> None:
    """Refusal merge.unknown: there is none of this number, or none that this person may see."""
    concern = seen(turn, draft.about)
    other = turn.uow.concerns.by_number(str(draft.answers["number"]))
    if other is None or not may_on(Deed.VIEW_CARD, turn.me, other, turn.now):
        raise Refusal("merge.unknown", number=str(draft.answers["number"]))
    reason = turn.plain(words("merge.reason"))
    _done(turn, merge(turn.uow, concern, turn.me, turn.now, other, reason), Act.MERGE)


MERGE = Dialogue(
    "merge",
    (LikeConcern("number", "merge.ask_number"),),
    _merged,
    review="merge.review",
    guard=guarded_by(Act.MERGE),
)


def _separate(turn: Turn, concern_id: str) -> None:
    _done(turn, separate(turn.uow, seen(turn, concern_id), turn.me, turn.now), Act.SEPARATE)


def _done(turn: Turn, after: Concern, act: Act) -> None:
    turn.toast = words(f"done.{act}")
    show_card(turn, after, words(f"done.{act}"))


def _group(turn: Turn, concern_id: str) -> None:
    """The others, the leading one first, each one press from its card."""
    concern = seen(turn, concern_id)
    found = seen_group(turn, concern)
    lines: list[Fact] = [
        words(
            "group.leading" if one.id == concern.joined_to else "group.line",
            number=one.number,
            category=category_name(one.category),
            state=words(f"state.{one.state}"),
        )
        for one in found
    ]
    rows = tuple((button("group.open", f"card:{one.id}", number=one.number),) for one in found)
    back = (button("button.card", f"card:{concern.id}"),)
    turn.show("group.list", (*rows, back), concern=concern.id, number=concern.number, lines=lines)


FEATURE = Feature(
    "merge", presses={"merge": _begin, "separate": _separate, "group": _group}, dialogues=(MERGE,)
)
