"""The question for a day to come: in some days in one press, any other by writing it."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.draft import Answers, Json
from domain.messages import Fact, words
from handlers.kit.day import WRITTEN
from handlers.kit.dialogue import Answer, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.talk import Heard

OFFERED = (3, 7, 15, 30)
"""Days ahead, each one button."""


@dataclass(frozen=True, slots=True)
class ComingDay:
    """The answer is the day as 2026-11-24; a day without its year is the next one so called."""

    name: str
    asks: str
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """Some days ahead as buttons."""
        options = tuple(Option(words("kit.in_days", n=n), f"+{n}") for n in OFFERED)
        return Question(words(self.asks), (options[:2], options[2:]))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """Counted from the day on which it was said; a day that is past is asked again."""
        today = setting.policy.calendar.day_of(heard.at)
        if chosen:
            return Answer((today + timedelta(days=int(chosen))).isoformat())
        day = coming_day_in(heard.text, today)
        return Answer(day.isoformat()) if day and day >= today else NotUnderstood(words("kit.no_coming_day"))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The day."""
        return date.fromisoformat(str(answer))


def coming_day_in(text: str, today: date) -> date | None:
    """The day that was written; None when it is none (such as the 30th of February)."""
    found = WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = found.groups()
    try:
        written = date(int(year or today.year), int(month), int(day))
        return written if year or written >= today else written.replace(year=today.year + 1)
    except ValueError:
        return None
