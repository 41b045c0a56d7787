"""The question for a day to come: in some days in one press, any other by writing it."""

from dataclasses import dataclass
from datetime import timedelta

from domain.draft import Answers
from domain.messages import words
from handlers.kit.day import Day, day_in
from handlers.kit.dialogue import Answer, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.talk import Heard

OFFERED = (3, 7, 15, 30)
"""Days ahead, each one button."""


@dataclass(frozen=True, slots=True)
class ComingDay(Day):
    """The answer is the day as 2026-11-24; a day without its year is the next one so called."""

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """Some days ahead as buttons."""
        options = tuple(Option(words("kit.in_days", n=n), f"+{n}") for n in OFFERED)
        return Question(words(self.asks), (options[:2], options[2:]))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """Counted from the day on which it was said; a day that is past is asked again."""
        today = setting.policy.calendar.day_of(heard.at)
        if chosen:
            return Answer((today + timedelta(days=int(chosen))).isoformat())
        day = day_in(heard.text, today, ahead=True)
        return Answer(day.isoformat()) if day and day >= today else NotUnderstood(words("kit.no_coming_day"))
