"""How a question, the review card and their buttons look; written once for all dialogues."""

from domain.draft import Draft
from domain.messages import Button, Fact, Rows, Words, words
from handlers.kit.dialogue import Dialogue, Option, Question, Setting, Step
from handlers.kit.talk import Turn, button


def setting(turn: Turn) -> Setting:
    """What the steps may look at in this turn."""
    return Setting(turn.policy, turn.plain)


def ask(turn: Turn, dialogue: Dialogue, draft: Draft, before: Words | None = None) -> None:
    """Ask the present question, or show the review card; `before` is said above it."""
    step = dialogue.present(draft)
    if step is None:
        _say(turn, before, review(dialogue, draft, setting(turn)), review_rows(dialogue, draft))
        return
    question = step.question(draft.answers, setting(turn))
    if question.keys:
        keys = (*question.keys, _control_keys(dialogue, draft))
        _say(turn, before, question.words, keys=keys)
    else:
        _say(
            turn,
            before,
            question.words,
            (*_option_rows(draft, step, question), _controls(dialogue, draft, step)),
        )


def _say(turn: Turn, before: Words | None, sentence: Words, rows: Rows = (), keys: Rows = ()) -> None:
    turn.answer(words("kit.two", first=before, second=sentence) if before else sentence, rows, keys)


def options(question: Question) -> list[Option]:
    """All options in the order shown; their place is the number that can be typed."""
    return [option for row in question.options for option in row]


def _option_rows(draft: Draft, step: Step, question: Question) -> Rows:
    order = options(question)

    def shown(option: Option) -> Button:
        n = order.index(option) + 1
        label = words("kit.numbered", n=n, label=option.label) if question.numbered else option.label
        return Button(label, f"{draft.id}.{step.name}={option.value}")

    return tuple(tuple(shown(option) for option in row) for row in question.options)


def _controls(dialogue: Dialogue, draft: Draft, step: Step) -> tuple[Button, ...]:
    """返回, 跳过, 取消: as far as they make sense here."""
    back = [button("kit.back", f"{draft.id}.!back")] if dialogue.before(draft) else []
    skip = [button("kit.skip", f"{draft.id}.!skip")] if step.optional else []
    return (*back, *skip, button("kit.cancel", f"{draft.id}.!cancel"))


def _control_keys(dialogue: Dialogue, draft: Draft) -> tuple[Button, ...]:
    back = [Button(words("kit.back"))] if dialogue.before(draft) else []
    return (*back, Button(words("kit.cancel")))


def review(dialogue: Dialogue, draft: Draft, setting: Setting) -> Words:
    """The review card: every answer that counts, in the order asked."""
    lines: list[Fact] = [
        words("kit.line", label=words(f"{dialogue.name}.{step.name}"), value=step.shown(answer, setting))
        for step in dialogue.asked(draft.answers)
        if (answer := draft.answers.get(step.name)) is not None
    ]
    return words(dialogue.review, lines=lines)


def review_rows(dialogue: Dialogue, draft: Draft) -> Rows:
    """Under the review card: the one that submits, one for each answer, and the one that stops."""
    edits = [
        button("kit.edit", f"{draft.id}.!edit={step.name}", label=words(f"{dialogue.name}.{step.name}"))
        for step in dialogue.asked(draft.answers)
    ]
    pairs = tuple(tuple(edits[at : at + 2]) for at in range(0, len(edits), 2))
    submit = button(f"{dialogue.name}.submit", f"{draft.id}.!submit")
    return ((submit,), *pairs, (button("kit.cancel", f"{draft.id}.!cancel"),))
