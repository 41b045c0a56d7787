"""A form by chat: steps read from top to bottom; all it must remember is the answers.

Place in the form = the step being edited, else the first asked step without an answer, else the review.
An unfinished answer of a step (a list opened, a pin to be corrected) is kept as a part, under "~step".
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from domain.draft import Answers, Draft, Json
from domain.messages import Fact, Rows, Words
from domain.policy import Policy
from handlers.kit.talk import Heard, Turn

ANEW = "anew"
"""The part of a collecting step that is being written anew: the next words replace the old ones."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a step understood; the step is answered. `says`: read back above the next question."""

    value: Json
    says: Words | None = None


@dataclass(frozen=True, slots=True)
class More:
    """Understood so far; the same step asks on."""

    part: Json


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Not understood; the sentence says what to do, and the question is asked again."""

    hint: Words


Reading = Answer | More | NotUnderstood


@dataclass(frozen=True, slots=True)
class Option:
    """One answer offered as a button."""

    label: Words
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a step asks: words, and either options (buttons under the message) or keys (a reply keyboard).

    `numbered`: whether an option can be typed by its place; not where the options are numbers themselves.
    """

    words: Words
    options: tuple[tuple[Option, ...], ...] = ()
    keys: Rows = ()
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Setting:
    """What steps may look at besides the answers: the policy, and how a label reads in the person's language."""

    policy: Policy
    plain: Callable[[Words], str]


class Step(Protocol):
    """One question of a dialogue; all of it pure."""

    @property
    def name(self) -> str: ...
    @property
    def optional(self) -> bool: ...
    @property
    def takes_text(self) -> bool:
        """Whether any text may be an answer; else longer texts go to the step that collects."""

    @property
    def takes_media(self) -> bool:
        """Whether a pin may be an answer; else pins and files go to the step that collects."""

    def asked(self, so_far: Answers) -> bool: ...
    def question(self, so_far: Answers, setting: Setting) -> Question: ...
    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """`chosen`: value of the option that was pressed or typed, or ""."""

    def shown(self, answer: Json, setting: Setting) -> Fact:
        """The answer as the review card shows it."""


class Collector(Step, Protocol):
    """A step that takes words, pictures, voices and pins in any order, at any time of its dialogue."""

    def edit(self, heard: Heard, answer: Json) -> Json:
        """The answer with an edited message's new words; the same answer when it holds no such message."""


class Amender(Step, Protocol):
    """A step whose answer may be completed by what is said at the review."""

    def amend(self, heard: Heard, answer: Json, setting: Setting) -> Json:
        """The completed answer; None when what was said has nothing to do with it."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """`review`: sentence key of the card shown before submitting; "" submits after the last answer.

    `guard`: raises a Refusal once what the draft is about has moved on; the draft then closes itself (closing.py).
    `submit`: the only thing that acts. `collects`: the step that takes further words and files at any time.
    `amends`: the step that may still be completed at the review. `from_resident`: own words of a resident: where they
    name danger, the emergency numbers come first (R4); so it is wherever a step collects.
    """

    name: str
    steps: tuple[Step, ...]
    submit: Callable[[Turn, Draft], None]
    review: str = ""
    collects: Collector | None = None
    amends: Amender | None = None
    guard: Callable[[Turn, Draft], None] | None = None
    from_resident: bool = False

    def step(self, name: str) -> Step | None:
        """The step of this name."""
        return next((step for step in self.steps if step.name == name), None)

    def asked(self, answers: Answers) -> tuple[Step, ...]:
        """The steps that these answers lead through."""
        return tuple(step for step in self.steps if step.asked(answers))

    def present(self, draft: Draft) -> Step | None:
        """The step to be asked now; None when only the review is left."""
        if draft.editing:
            return self.step(draft.editing)
        return next((step for step in self.asked(draft.answers) if step.name not in draft.answers), None)

    def before(self, draft: Draft) -> Step | None:
        """The step to which 返回 leads."""
        present = self.present(draft)
        answered = [step for step in self.asked(draft.answers) if step is not present]
        if present is None:
            return answered[-1] if answered else None
        names = [step.name for step in self.asked(draft.answers)]
        place = names.index(present.name)
        return answered[place - 1] if place else None

    def submitted(self, draft: Draft) -> dict[str, Json]:
        """The answers that count: those of steps that are still asked."""
        return {step.name: draft.answers.get(step.name) for step in self.asked(draft.answers)}


def answered(draft: Draft, step: str, value: Json) -> Draft:
    """The draft with this answer; the step is no longer edited and has no part left."""
    answers = {k: v for k, v in draft.answers.items() if k != f"~{step}"} | {step: value}
    return replace(draft, answers=answers, editing="")


def part(draft: Draft, step: str, value: Json) -> Draft:
    """The draft with an unfinished answer of a step."""
    return replace(draft, answers={**draft.answers, f"~{step}": value})


def edited(draft: Draft, step: str) -> Draft:
    """The draft with this step to be asked again; its answer stays until a new one comes."""
    answers = {k: v for k, v in draft.answers.items() if k != f"~{step}"}
    return replace(draft, answers=answers, editing=step)
