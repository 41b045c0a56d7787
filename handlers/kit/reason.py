"""The question for a reason: one of a few short ones, or one's own words."""

from dataclasses import dataclass

from domain.draft import Answers, Json
from domain.messages import Fact, words
from handlers.kit.dialogue import Answer, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.steps import refused_words
from handlers.kit.talk import Heard, Turn

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Reason:
    """`options`: sentence keys of the short ones; the answer is such a key, or the words that were written."""

    name: str
    asks: str
    options: tuple[str, ...]
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """The sentence with the short reasons."""
        return Question(words(self.asks), tuple((Option(words(key), key),) for key in self.options))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """A short reason, or a text that holds nothing that must not be passed on."""
        text = heard.text.strip()
        if chosen:
            return Answer(chosen)
        if not text:
            return NotUnderstood(words("kit.text_needed"))
        if len(text) > LONGEST:
            return NotUnderstood(words("kit.too_long", longest=LONGEST, length=len(text)))
        refused = refused_words(text)
        return NotUnderstood(refused) if refused else Answer(text)

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The reason in words."""
        return words(str(answer)) if answer in self.options else str(answer)

    def said(self, turn: Turn, answer: Json) -> str:
        """The reason as it is written into the record."""
        return turn.plain(words(str(answer))) if answer in self.options else str(answer)
