"""The question for a time of the day: one of a few in one press, any other by writing it."""

import re
from dataclasses import dataclass
from datetime import time

from domain.draft import Answers, Json
from domain.messages import Fact, words
from handlers.kit.dialogue import Answer, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.talk import Heard

OFFERED = ("09:00", "14:30")
WRITTEN = re.compile(r"(\d{1,2})\s*[:\uff1a]\s*(\d{2})")
"""9:30, also with the wide colon of a Chinese keyboard."""


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """The answer is the time as 09:30."""

    name: str
    asks: str
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """A morning and an afternoon as buttons."""
        options = tuple(Option(words("kit.time", time=one), one) for one in OFFERED)
        return Question(words(self.asks), (options,))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """A time that there is."""
        found = WRITTEN.fullmatch(chosen or heard.text.strip())
        if found is None or int(found[1]) > 23 or int(found[2]) > 59:
            return NotUnderstood(words("kit.no_time"))
        return Answer(time(int(found[1]), int(found[2])).isoformat("minutes"))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The time."""
        return str(answer)
