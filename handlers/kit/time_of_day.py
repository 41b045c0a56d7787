"""The question for a time of the day: one of a few in one press, any other by writing it."""

from dataclasses import dataclass

from domain.draft import Answers, Json
from domain.messages import Fact, words
from domain.seen import clock_in
from handlers.kit.dialogue import Answer, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.talk import Heard

OFFERED = ("09:00", "14:30")


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
        found = clock_in(chosen or heard.text)
        return Answer(found.isoformat("minutes")) if found else NotUnderstood(words("kit.no_time"))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The time."""
        return str(answer)
