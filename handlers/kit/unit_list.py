"""The question for several units: their names in one message."""

import re
from dataclasses import dataclass

from domain.draft import Answers, Json
from domain.messages import Fact, words
from handlers.kit.dialogue import Answer, More, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.talk import Heard

BETWEEN = re.compile(r"[\s,;\u3001\uff0c\uff1b]+")
"""Blanks, commas and semicolons of both scripts."""
RIGHT = "right"


@dataclass(frozen=True, slots=True)
class UnitList:
    """The answer: the ids of the units. The part: the ids that older or mistyped names may mean; one press confirms."""

    name: str
    asks: str
    optional: bool = True
    takes_text: bool = True
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """The plain sentence, or whether these units were meant."""
        meant = unit_ids(so_far.get(f"~{self.name}"))
        if not meant:
            return Question(words(self.asks))
        names: list[Fact] = [words("kit.unit", name=_name(setting, one)) for one in meant]
        return Question(words("kit.units_meant", units=names), ((Option(words("kit.units_right"), RIGHT),),))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """Every name must be known or be like one; the first that is not is named."""
        if chosen == RIGHT:
            return Answer(so_far.get(f"~{self.name}"))
        units, today = setting.policy.units, setting.policy.calendar.day_of(heard.at)
        found: list[Json] = []
        sure = True
        for name in filter(None, BETWEEN.split(heard.text)):
            unit = units.named(name, today)
            if unit is None:
                meant, _ = units.search(name, today)
                if len(meant) != 1:
                    return NotUnderstood(words("kit.no_such_unit", name=name[:40]))
                unit, sure = meant[0], False
            found.append(unit.id)
        if not found:
            return NotUnderstood(words("kit.text_needed"))
        return Answer(found) if sure else More(found)

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """Their names."""
        return [words("kit.unit", name=_name(setting, one)) for one in unit_ids(answer)]


def _name(setting: Setting, unit: str) -> str:
    return setting.policy.units.get(unit).name


def unit_ids(answer: Json) -> tuple[str, ...]:
    """The ids that were answered; none when it was skipped."""
    return tuple(str(one) for one in answer) if isinstance(answer, list) else ()
