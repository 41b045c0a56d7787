"""The question for how many: a few numbers in one press, any other by writing it."""

from dataclasses import dataclass

from domain.draft import Answers, Json
from domain.messages import Fact, words
from handlers.kit.dialogue import Answer, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.talk import Heard

ROW = 3


@dataclass(frozen=True, slots=True)
class Number:
    """The answer is a whole number from 1 to `most`; `offered` are those with a button."""

    name: str
    asks: str
    offered: tuple[int, ...]
    most: int
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """The numbers offered, a few to a row."""
        options = [Option(words("kit.count", n=one), f"={one}") for one in self.offered]
        rows = tuple(tuple(options[at : at + ROW]) for at in range(0, len(options), ROW))
        return Question(words(self.asks), rows, numbered=False)

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """A number that is written is itself, never the place of a button."""
        text = heard.text.strip() or chosen.removeprefix("=")
        number = int(text) if text.isdecimal() and len(text) < 5 else 0
        return (
            Answer(number)
            if 0 < number <= self.most
            else NotUnderstood(words("kit.no_number", most=self.most))
        )

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The number."""
        return int(str(answer))
