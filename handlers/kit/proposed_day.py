"""The question for a day to come of which some are proposed: those in one press, any other by writing it."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from domain.draft import Answers
from domain.messages import words
from handlers.kit.coming_day import ComingDay
from handlers.kit.dialogue import Answer, Option, Question, Reading, Setting
from handlers.kit.talk import Heard

PROPOSED = "proposed"
"""The answer, given when the dialogue begins, that holds the days proposed, as 2026-11-24."""


@dataclass(frozen=True, slots=True)
class ProposedDay(ComingDay):
    """The answer is the day as 2026-11-24."""

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """The days proposed; without any, some days ahead."""
        days = cast("list[str]", so_far.get(PROPOSED) or [])
        if not days:
            return ComingDay(self.name, self.asks).question(so_far, setting)
        rows = tuple((Option(words("kit.that_day", day=date.fromisoformat(day)), day),) for day in days)
        return Question(words(self.asks), rows)

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """The day proposed, or the one that was written."""
        if chosen in cast("list[str]", so_far.get(PROPOSED) or []):
            return Answer(chosen)
        return ComingDay(self.name, self.asks).read(heard, chosen, so_far, setting)
