"""拆单: the office gives some of the claims of a concern to another unit, as a concern of their own (H11)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from domain.claims import as_lines
from domain.concern import Act, Concern
from domain.draft import Answers, Draft, Json
from domain.errors import Refusal
from domain.messages import Fact, words
from domain.services.answering import claims_of
from domain.services.pushing_down import is_pushed_down
from domain.services.splitting import split
from domain.services.stepping import check_step
from handlers.kit.card import guarded_by, seen, shortened, show_card
from handlers.kit.dialogue import Answer, Dialogue, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin, begin_and_ask
from handlers.kit.reason import Reason
from handlers.kit.steps import Text, refused_words
from handlers.kit.talk import Heard, Turn, button
from handlers.kit.unit import UnitChoice

LONGEST = 1000
"""Characters of the office's word."""
GLIMPSE = 30
"""Characters of a claim on its button."""
NUMBERS = re.compile(r"[\d\s,;.\u3001\uff0c\uff1b]+")


@dataclass(frozen=True, slots=True)
class ClaimPick:
    """Which claims (`parts` of the answers): one by its button, or several by their numbers in one message."""

    name: str
    asks: str
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """All claims, numbered, and a button for each."""
        claims = _parts(so_far)
        rows = tuple(
            (Option(words("split.option", claim=shortened(claim, GLIMPSE)), str(n)),)
            for n, claim in enumerate(claims, 1)
        )
        return Question(words(self.asks, claims=as_lines(claims)), rows)

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """The claims of these numbers; one at least stays."""
        claims, text = _parts(so_far), chosen or heard.text.strip()
        numbers = {int(one[:4]) for one in re.findall(r"\d+", text)} if NUMBERS.fullmatch(text) else set()
        if not numbers or not numbers <= set(range(1, len(claims) + 1)):
            return NotUnderstood(words("split.which", n=len(claims)))
        if len(numbers) == len(claims):
            return NotUnderstood(words("split.all"))
        return Answer([claims[n - 1] for n in sorted(numbers)])

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """A numbered line each."""
        return words("claim.lines", claims=as_lines(cast(Sequence[str], answer)))


def _parts(so_far: Answers) -> list[str]:
    return [str(claim) for claim in cast(Sequence[Json], so_far.get("parts") or [])]


WHY = Reason("words", "split.ask_words", ("split.why",))


def _split(turn: Turn, draft: Draft) -> None:
    concern = seen(turn, draft.about)
    reason = WHY.said(turn, draft.answers["words"])
    if is_pushed_down(turn.uow, concern, str(draft.answers["unit"]), turn.now):
        _warn(turn, concern, {**draft.answers, "words": reason})
    else:
        _done(turn, concern, draft, reason)


def _warn(turn: Turn, concern: Concern, answers: dict[str, Json]) -> None:
    """A department's matter for a community: nothing happens yet; the office may say why it is right after all."""
    check_step(concern, Act.SPLIT, turn.me, turn.now)
    kept = begin(turn, SPLIT_DOWN, concern.id, {name: answers[name] for name in ("claims", "unit", "words")})
    rows = (
        (button("button.split_down", f"{kept.id}.!resume"),),
        (button("push_down.other_unit", f"split:{concern.id}"),),
        (button("button.card", f"card:{concern.id}"),),
    )
    unit = turn.policy.units.get(str(answers["unit"])).name
    turn.say("split.warning", rows, concern=concern.id, number=concern.number, unit=unit)


def _split_down(turn: Turn, draft: Draft) -> None:
    _done(turn, seen(turn, draft.about), draft, str(draft.answers["words"]), str(draft.answers["word"]))


def _done(turn: Turn, concern: Concern, draft: Draft, reason: str, word: str = "") -> None:
    picked = [str(one) for one in cast(Sequence[Json], draft.answers["claims"])]
    unit = str(draft.answers["unit"])
    part = split(turn.uow, concern, turn.me, turn.now, picked, unit, reason, word)
    turn.toast = words("done.split", number=part.number)
    show_card(turn, seen(turn, concern.id), words("done.split", number=part.number))


SPLIT = Dialogue(
    "split",
    (ClaimPick("claims", "split.ask_claims"), UnitChoice("unit", "split.ask_unit"), WHY),
    _split,
    review="split.review",
    guard=guarded_by(Act.SPLIT),
)
SPLIT_DOWN = Dialogue(
    "split_down",
    (Text("word", "push_down.ask_word", longest=LONGEST, refuses=refused_words),),
    _split_down,
    review="split_down.review",
)


def _begin(turn: Turn, concern_id: str) -> None:
    concern = seen(turn, concern_id)
    check_step(concern, Act.SPLIT, turn.me, turn.now)
    claims, _ = claims_of(turn.uow, concern)
    if len(claims) < 2:
        raise Refusal("split.single", number=concern.number)
    begin_and_ask(turn, SPLIT, concern.id, {"parts": list(claims)})


FEATURE = Feature("split", presses={"split": _begin}, dialogues=(SPLIT, SPLIT_DOWN))
