"""Draws docs/dialogues.md from the code: every dialogue with its questions, and the life of a concern."""

from collections.abc import Iterator, Sequence
from functools import partial

from domain.concern import Act, State
from domain.draft import Answers
from domain.life import LIFE, Edge
from domain.messages import Words, words
from domain.permissions import PERMISSIONS
from domain.policy import DEMO, read_policy
from handlers.features import DIALOGUES
from handlers.kit.dialogue import Dialogue, Option, Question, Setting, Step
from handlers.kit.steps import Choice
from locales import DEFAULT, load
from tests.architecture.source import ROOT

PAPER = ROOT / "docs" / "dialogues.md"
OPENING = """# Dialogues and the life of a concern

Drawn from the code by `make docs`; a test compares. Do not edit by hand. The questions are those of the Chinese
catalogue, the options those of the demo district, both as they are before anything else was answered.
"""
LIFE_OPENING = """## The life of a concern 诉求的一生

The table `LIFE` of domain/concern.py; `take_step` of domain/services/stepping.py is the only way along an arrow.
"""

CATALOGUES = load()
CHINESE = CATALOGUES.sentences[DEFAULT]


def plain(label: Words) -> str:
    """A sentence in Chinese without markup."""
    return CATALOGUES.plain(DEFAULT, label.key, label.facts)


SETTING = Setting(read_policy(DEMO), plain)


def paper() -> str:
    """The whole of docs/dialogues.md."""
    return (
        "\n".join([OPENING, *map(_dialogue, DIALOGUES.values()), LIFE_OPENING, _diagram(), "", _table()])
        + "\n"
    )


def choices(dialogue: Dialogue) -> list[Choice]:
    """The steps whose answer may decide about other steps."""
    return [step for step in dialogue.steps if isinstance(step, Choice)]


def shown_options(question: Question) -> list[Option]:
    """All options of a question, in their order."""
    return [option for row in question.options for option in row]


def _dialogue(dialogue: Dialogue) -> str:
    [called, *_] = [key for key in (f"command.{dialogue.name}", f"button.{dialogue.name}") if key in CHINESE]
    lines = [
        f"## `{dialogue.name}` {CHINESE[called]}",
        "",
        *(line for n, step in enumerate(dialogue.steps, 1) for line in _step(dialogue, step, n)),
    ]
    return "\n".join([*lines, *_end(dialogue)])


def _step(dialogue: Dialogue, step: Step, number: int) -> Iterator[str]:
    question = step.question({}, SETTING)
    yield f"{number}. **{plain(words(f'{dialogue.name}.{step.name}'))}** `{step.name}`{_notes(dialogue, step)}"
    yield ""
    yield from _quoted(plain(question.words))
    yield ""
    buttons = [plain(option.label) for option in shown_options(question)]
    keys = [plain(key.label) for row in question.keys for key in row]
    if buttons or keys:
        yield f"   Offered: {' / '.join(buttons or keys)}"
        yield ""


def _notes(dialogue: Dialogue, step: Step) -> str:
    notes = ["may be skipped"] if step.optional else []
    if step is dialogue.collects:
        notes.append("takes words, pictures, voices and pins at any time")
    notes += [f"only after {one}" for one in _conditions(dialogue, step)]
    return f" ({'; '.join(notes)})" if notes else ""


def _conditions(dialogue: Dialogue, step: Step) -> Iterator[str]:
    """Which answers of other steps bring this one, found by trying each."""
    if step.asked({}):
        return
    for choice in choices(dialogue):
        bringing = [
            plain(words(label)) for value, label in choice.options if step.asked({choice.name: value})
        ]
        if bringing:
            yield f"{plain(words(f'{dialogue.name}.{choice.name}'))} = {' or '.join(bringing)}"


def _end(dialogue: Dialogue) -> Iterator[str]:
    if dialogue.review:
        button = plain(words(f"{dialogue.name}.submit"))
        yield "Then the review card, on which each answer can be changed, and the button that submits:"
        yield ""
        yield from _quoted(plain(words(dialogue.review, lines="…")), indent="")
        yield ""
        yield f"Offered: {button}"
    else:
        yield "Submitted after the last answer."
    yield ""


def _quoted(sentence: str, indent: str = "   ") -> Iterator[str]:
    return (f"{indent}> {line}".rstrip() for line in sentence.split("\n"))


def _diagram() -> str:
    arrows = [partial(_arrow, act=act, edge=edge) for act, edge in LIFE.items() if edge.to]
    lines = [line for draw in arrows for line in draw()]
    names = [f"    {state} : {_word('state', state)} {state}" for state in State]
    left = {state for edge in LIFE.values() if edge.to for state in edge.from_}
    ends = [f"    {state} --> [*]" for state in State if state not in left]
    start = f"    [*] --> {State.REGISTERED} : {Act.REGISTER}"
    return "\n".join(["```mermaid", "stateDiagram-v2", *names, start, *lines, *ends, "```"])


def _arrow(act: Act, edge: Edge) -> list[str]:
    return [f"    {state} --> {edge.to} : {act}" for state in State if state in edge.from_]


def _table() -> str:
    head = ["| act | 记录 | from | to | who may | words | tells |", "|---|---|---|---|---|---|---|"]
    return "\n".join([*head, *(_row(act, edge) for act, edge in LIFE.items())])


def _row(act: Act, edge: Edge) -> str:
    cells: Sequence[str] = (
        f"`{act}`",
        _word("act", act),
        _states(edge.from_),
        _word("state", edge.to) if edge.to else "stays",
        _who(edge),
        "needed" if edge.needs_words else "",
        ", ".join(audience for audience, _ in edge.tells) or "nobody",
    )
    return f"| {' | '.join(cells)} |"


def _states(states: frozenset[State]) -> str:
    """The states by name, or, if they are nearly all, what is missing."""
    missing = [state for state in State if state not in states]
    if not missing:
        return "any"
    if len(missing) < len(states) / 2:
        return f"any but {', '.join(_word('state', state) for state in missing)}"
    return ", ".join(_word("state", state) for state in State if state in states)


def _who(edge: Edge) -> str:
    standings = PERMISSIONS[edge.deed] if edge.deed else frozenset()
    return ", ".join(sorted({relation.value.replace("_", " ") for _, relation in standings})) or "the service"


def _word(family: str, member: str) -> str:
    return CHINESE[f"{family}.{member}"]


def answers_of(step: Step) -> list[str]:
    """Answers to try: each option of a choice, else any one."""
    return [value for value, _ in step.options] if isinstance(step, Choice) else ["x"]


def walks(dialogue: Dialogue, so_far: Answers | None = None) -> Iterator[list[str]]:
    """Every way through a dialogue as the names of its steps, whatever is chosen on the way."""
    answers = dict(so_far or {})
    step = next((one for one in dialogue.asked(answers) if one.name not in answers), None)
    if step is None:
        yield [name for name in answers]
        return
    for answer in answers_of(step):
        yield from walks(dialogue, {**answers, step.name: answer})


if __name__ == "__main__":
    PAPER.write_text(paper(), encoding="utf-8")
