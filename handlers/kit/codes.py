"""The questions for values of dated data: one of several, or as many of them as apply; and for a whole number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from domain.draft import Answers, Json
from domain.messages import Fact, Words, words
from domain.policy import Policy
from handlers.kit.dialogue import Answer, More, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.talk import Heard

Codes = Callable[[Policy, Answers], Sequence[str]]
"""Which codes may be chosen, in the order shown."""
THATS_ALL = "*"
LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Code:
    """One of the codes; `family` begins the sentence of each, such as "trend."."""

    name: str
    asks: str
    codes: Codes
    family: str
    optional: bool = False
    takes_text: bool = False
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """The codes, two to a row."""
        return Question(
            words(self.asks), in_pairs([self._option(c) for c in self.codes(setting.policy, so_far)])
        )

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """The chosen code."""
        known = chosen in self.codes(setting.policy, so_far)
        return Answer(chosen) if known else NotUnderstood(words("kit.choose"))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """Its name."""
        return words(f"{self.family}{answer}")

    def _option(self, code: str) -> Option:
        return Option(words(f"{self.family}{code}"), code)


@dataclass(frozen=True, slots=True)
class Several:
    """As many of the codes as apply, none too. The answer: a list; the part: what is ticked so far."""

    name: str
    asks: str
    codes: Codes
    family: str
    none: str
    optional: bool = False
    takes_text: bool = False
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """The codes, each with a tick if it is chosen, and a button that says that these are all."""
        ticked = self._ticked(so_far)
        options = [
            Option(words("kit.ticked_code" if code in ticked else "kit.code", name=self._name(code)), code)
            for code in self.codes(setting.policy, so_far)
        ]
        done = Option(words("kit.thats_all") if ticked else words(self.none), THATS_ALL)
        return Question(words(self.asks), (*in_pairs(options), (done,)))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """A press ticks a code or takes its tick away, until the last button."""
        ticked = self._ticked(so_far)
        if chosen == THATS_ALL:
            return Answer(cast(Json, ticked))
        known = self.codes(setting.policy, so_far)
        if chosen not in known:
            return NotUnderstood(words("kit.choose_several"))
        now = set(ticked) ^ {chosen}
        return More(cast(Json, [code for code in known if code in now]))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """Their names, one to a line."""
        chosen = codes_in(answer)
        return [self._name(code) for code in chosen] if chosen else words(self.none)

    def _ticked(self, so_far: Answers) -> list[str]:
        unfinished = so_far.get(f"~{self.name}")
        return codes_in(so_far.get(self.name) if unfinished is None else unfinished)

    def _name(self, code: str) -> Words:
        return words(f"{self.family}{code}")


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number that is not below nothing; `offered` stand on buttons."""

    name: str
    asks: str
    offered: Sequence[int] = ()
    optional: bool = False
    takes_text: bool = True
    takes_media: bool = False

    def asked(self, so_far: Answers) -> bool:
        """Always."""
        return True

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """Some numbers as buttons."""
        options = [Option(words("kit.whole", n=n), str(n)) for n in self.offered]
        return Question(words(self.asks), (tuple(options),) if options else (), numbered=False)

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """The number, in digits of any width; one that is written is itself, never the place of a button."""
        text = chosen or heard.text.strip()
        if not (text.isdecimal() and len(text) <= len(str(LARGEST)) and int(text) <= LARGEST):
            return NotUnderstood(words("kit.whole_needed", most=LARGEST))
        return Answer(int(text))

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The number."""
        return int(str(answer))


def codes_in(answer: Json) -> list[str]:
    """The codes of an answer of `Several`."""
    return [str(code) for code in answer] if isinstance(answer, list | tuple) else []


def in_pairs(options: Sequence[Option]) -> tuple[tuple[Option, ...], ...]:
    """Two to a row."""
    return tuple(tuple(options[at : at + 2]) for at in range(0, len(options), 2))
