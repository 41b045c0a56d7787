"""The question for a day: today or yesterday in one press, any other by writing it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from domain.draft import Answers, Json
from domain.messages import Fact, words
from handlers.kit.dialogue import Answer, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.talk import Heard

JUST = timedelta(days=90)
"""So near on the wrong side, a day without its year is this year's, not one of another year."""
WRITTEN = re.compile(r"(?:(\d{4})\D+)?(\d{1,2})\D+(\d{1,2})\D*")
"""2026-11-24, 2026年11月24日, 11月24日, 11.24."""


@dataclass(frozen=True, slots=True)
class Day:
    """The answer is the day as 2026-11-24; a day without its year is the last one so called."""

    name: str
    asks: str
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """Today and yesterday as buttons."""
        options = (Option(words("kit.today"), "0"), Option(words("kit.yesterday"), "1"))
        return Question(words(self.asks), (options,))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """Counted from the day on which it was said; a day to come is asked again."""
        today = setting.policy.calendar.day_of(heard.at)
        if chosen:
            return Answer((today - timedelta(days=int(chosen))).isoformat())
        day = day_in(heard.text, today)
        return Answer(day.isoformat()) if day and day <= today else NotUnderstood(words("kit.day_wrong"))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The day."""
        return date.fromisoformat(str(answer))


def day_in(text: str, today: date, *, ahead: bool = False) -> date | None:
    """The day that was written; None when it is none (such as the 30th of February).

    Without its year it is the last one so called, or the next one if `ahead`; but where this year's is at most 90
    days off on the other side it was meant, and whoever asks refuses it.
    """
    found = WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = found.groups()
    if year:
        return _date(int(year), month, day)
    written = _date(today.year, month, day)
    if written and (today - written if ahead else written - today) <= JUST:
        return written
    return _date(today.year + (1 if ahead else -1), month, day)


def _date(year: int, month: str, day: str) -> date | None:
    """None where there is no such day in that year."""
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None
