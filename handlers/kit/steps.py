"""The ready-made questions: one of several, and a text of one's own."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.draft import Answers, Json
from domain.messages import Fact, Words, words
from domain.privacy import find_forbidden
from handlers.kit.dialogue import Answer, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.talk import Heard


def refused_words(text: str) -> Words | None:
    """Numbers of cards and secrets are not passed on, in either direction (R20)."""
    finding = find_forbidden(text)
    return words(finding.key) if finding else None


def always(_so_far: Answers) -> bool:
    """A step that is asked whatever was answered before."""
    return True


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: `options` are (value, sentence key of the label), one to a row."""

    name: str
    asks: str
    options: tuple[tuple[str, str], ...]
    when: Callable[[Answers], bool] = always
    optional: bool = False
    takes_text: bool = False
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Whether the answers so far lead here."""
        return self.when(so_far)

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """The sentence with all options."""
        return Question(
            words(self.asks), tuple((Option(words(label), value),) for value, label in self.options)
        )

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """The chosen value; anything else is not understood."""
        return Answer(chosen) if chosen else NotUnderstood(words("kit.choose"))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The label of the chosen option."""
        return words(next(label for value, label in self.options if value == answer))


@dataclass(frozen=True, slots=True)
class Text:
    """Words of one's own, from `shortest` to `longest` characters."""

    name: str
    asks: str
    shortest: int = 1
    longest: int = 2000
    refuses: Callable[[str], Words | None] = lambda _text: None
    when: Callable[[Answers], bool] = always
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Whether the answers so far lead here."""
        return self.when(so_far)

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """The plain sentence."""
        return Question(words(self.asks))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """The text itself, unless it is too short, too long or refused."""
        text = heard.text.strip()
        if len(text) < self.shortest:
            return NotUnderstood(words("kit.text_needed"))
        if len(text) > self.longest:
            return NotUnderstood(words("kit.too_long", longest=self.longest, length=len(text)))
        refused = self.refuses(text)
        return NotUnderstood(refused) if refused else Answer(text)

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The text, whole."""
        return str(answer)
