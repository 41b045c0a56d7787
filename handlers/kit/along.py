"""The question whether one reply is also the answer to the concerns that are handled together with its own (并单)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from domain.concern import Concern
from domain.draft import Answers, Json
from domain.messages import Fact, Words, words
from domain.services.answer_ports import HeldReply
from domain.services.answering import Reply
from domain.services.carrying import along, apart, hold_along, reply_along
from handlers.kit.dialogue import Answer, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.talk import Heard, Turn

ALL, ONE = "all", "one"


@dataclass(frozen=True, slots=True)
class Along:
    """Asked only where others are joined (`joined` of the answers: their numbers)."""

    name: str
    asks: str
    optional: bool = False
    takes_text: bool = False
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Unless it is known that there is nothing to carry the reply to."""
        return bool(so_far.get("joined")) or "category" not in so_far

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """The numbers of the others, and both ways."""
        numbers = _numbers(so_far)
        both = ((Option(words("reply.along_all"), ALL),), (Option(words("reply.along_one"), ONE),))
        return Question(words(self.asks, n=len(numbers), numbers=_in_a_row(numbers)), both)

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """One of the two."""
        return Answer(chosen) if chosen else NotUnderstood(words("kit.choose"))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The label of what was chosen."""
        return words("reply.along_all" if answer == ALL else "reply.along_one")


def joined_numbers(turn: Turn, concern: Concern) -> dict[str, Json]:
    """What the question needs to know when a reply is begun."""
    return {"joined": [one.number for one in along(turn.uow, concern, turn.me, turn.now)]}


def carry(turn: Turn, concern: Concern, held: HeldReply, reply: Reply) -> Words | None:
    """Hold the reply back for all to whom it is carried as well; which they are, and which need one of their own."""
    wanted = _numbers(held.answers) if held.answers.get("along") == ALL else []
    carried = [
        one.number
        for one in along(turn.uow, concern, turn.me, turn.now)
        if one.number in wanted and _held_along(turn, one, held, reply)
    ]
    alone = [one.number for one in apart(turn.uow, concern, turn.me, turn.now)]
    left = [one.number for one in along(turn.uow, concern, turn.me, turn.now)] + alone
    if not (carried or left):
        return None
    return words(
        "reply.carried",
        carried=words("reply.carried_to", numbers=_in_a_row(carried)) if carried else "",
        left=words("reply.left_alone", numbers=_in_a_row(left)) if left else "",
    )


def _held_along(turn: Turn, concern: Concern, held: HeldReply, reply: Reply) -> bool:
    own = reply_along(turn.uow, concern, reply.answers, reply.facts, reply.ground)
    return hold_along(turn.uow, concern, held, own, turn.plain(own.parts().written())) is not None


def _numbers(answers: Answers) -> list[str]:
    return [str(one) for one in cast(Sequence[Json], answers.get("joined") or [])]


def _in_a_row(numbers: Sequence[str]) -> str:
    return " · ".join(numbers)
