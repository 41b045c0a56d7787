"""The question for several units: their names in one message."""

import re
from dataclasses import dataclass

from domain.draft import Answers, Json
from domain.messages import Fact, words
from handlers.kit.dialogue import Answer, NotUnderstood, Question, Reading, Setting
from handlers.kit.talk import Heard

BETWEEN = re.compile(r"[\s,;\u3001\uff0c\uff1b]+")
"""Blanks, commas and semicolons of both scripts."""


@dataclass(frozen=True, slots=True)
class UnitList:
    """The answer: the ids of the units; they may be called by any of their names."""

    name: str
    asks: str
    optional: bool = True
    takes_text: bool = True
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """The plain sentence."""
        return Question(words(self.asks))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """Every name must be known; the first that is not is named."""
        found: list[Json] = []
        for name in filter(None, BETWEEN.split(heard.text)):
            unit = setting.policy.units.named(name)
            if unit is None:
                return NotUnderstood(words("kit.no_such_unit", name=name[:40]))
            found.append(unit.id)
        return Answer(found) if found else NotUnderstood(words("kit.text_needed"))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """Their names."""
        return [words("kit.unit", name=setting.policy.units.get(one).name) for one in unit_ids(answer)]


def unit_ids(answer: Json) -> tuple[str, ...]:
    """The ids that were answered; none when it was skipped."""
    return tuple(str(one) for one in answer) if isinstance(answer, list) else ()
