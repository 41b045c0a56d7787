"""One turn of a dialogue: what was heard becomes an answer, a step back, an edit, a question asked again."""

from dataclasses import replace
from uuid import uuid4

from domain.draft import Answers, Draft
from domain.files import FileState, StoredFile
from domain.messages import Words, words
from domain.tracking import short_id
from handlers.kit.asking import ask, options, review_rows, setting
from handlers.kit.closing import closes_itself, submits
from handlers.kit.dialogue import (
    ANEW,
    Answer,
    Dialogue,
    More,
    NotUnderstood,
    Question,
    Step,
    answered,
    edited,
    part,
)
from handlers.kit.talk import Event, Turn, button
from handlers.kit.typed import begun, whole

BEGUN = "begun"
"""Among the answers: those that stood there when the dialogue began, so that nobody is asked about losing them."""
LONG_TEXT = 12
"""Characters from which a text that is no option counts as a supplement, not as a mistyped choice."""

CONTROLS = {
    "word.back": "back",
    "word.skip": "skip",
    "word.cancel": "cancel",
    "word.submit": "submit",
    "word.resume": "resume",
    "word.later": "later",
    "word.drop": "drop",
}
"""What can be typed instead of pressed; the last three are the answers to "really cancel?", whole."""


def begin(turn: Turn, dialogue: Dialogue, about: str = "", answers: Answers | None = None) -> Draft:
    """Open a new draft, from now on the present one; nothing is asked yet."""
    draft = Draft(short_id(), turn.me.id, dialogue.name, about, dict(answers or {}), "", turn.now, turn.now)
    _keep(turn, draft)
    return draft


def begin_and_ask(turn: Turn, dialogue: Dialogue, about: str = "", answers: Answers | None = None) -> None:
    """Open a new draft and ask its first question."""
    ask(turn, dialogue, begin(turn, dialogue, about, answers))


def hear(turn: Turn, dialogue: Dialogue, draft: Draft) -> None:
    """Take what was heard into the open draft and answer it."""
    heard = turn.heard
    if closes_itself(turn, dialogue, draft):
        return
    order, value = _order(turn, draft)
    if order.startswith("!") and order[1:] in _ORDERS:
        _ORDERS[order[1:]](turn, dialogue, draft, value)
    elif heard.event is Event.EDIT:
        _hear_edit(turn, dialogue, draft)
    else:
        _hear_answer(turn, dialogue, draft, order, value)


def _order(turn: Turn, draft: Draft) -> tuple[str, str]:
    """(order or step, value) of a press on this draft or of a typed control word; else two empty texts."""
    heard = turn.heard
    if heard.event is Event.PRESS:
        owner, _, rest = heard.press.partition(".")
        order, _, value = rest.partition("=")
        return (order, value) if owner == draft.id else ("", "")
    control = CONTROLS.get(turn.meaning(heard.text) or "") if heard.text else None
    return (f"!{control}", "") if control else ("", "")


def _hear_answer(turn: Turn, dialogue: Dialogue, draft: Draft, pressed: str, value: str) -> None:
    step = dialogue.present(draft)
    if turn.heard.event is Event.PRESS and (step is None or pressed != step.name):
        ask(turn, dialogue, draft)
        return
    if step is None:
        _hear_at_review(turn, dialogue, draft)
        return
    question = step.question(draft.answers, setting(turn))
    chosen = _chosen(turn, question, value) or _begun(turn, step, question)
    if not chosen and _belongs_to_collector(turn, dialogue, step):
        _collect(turn, dialogue, draft)
    else:
        _read(turn, dialogue, draft, step, question.words, chosen)


def _hear_at_review(turn: Turn, dialogue: Dialogue, draft: Draft) -> None:
    """At the review card its buttons can be typed, files and longer texts are added; other words are answered."""
    heard, amends = turn.heard, dialogue.amends
    if typed := _typed_at_review(turn, dialogue, draft):
        order, _, value = typed.removeprefix(f"{draft.id}.!").partition("=")
        _ORDERS[order](turn, dialogue, draft, value)
        return
    if amends and amends.asked(draft.answers):
        complete = amends.amend(heard, draft.answers.get(amends.name), setting(turn))
        if complete is not None:
            draft = _keep(turn, answered(draft, amends.name, complete))
            ask(turn, dialogue, draft, words("kit.contact_added"))
            return
    if dialogue.collects and (heard.files or heard.pin or len(heard.text) >= LONG_TEXT):
        _collect(turn, dialogue, draft)
    else:
        ask(turn, dialogue, draft, _hint(turn, _at_review(dialogue)))


def _typed_at_review(turn: Turn, dialogue: Dialogue, draft: Draft) -> str:
    """The data of the card's button whose words were typed, or how it begins; "" if none."""
    text = turn.heard.text
    labels = [(turn.plain(one.label), one.data) for row in review_rows(dialogue, draft) for one in row]
    return whole(text, labels) or begun(text, labels)


def _at_review(dialogue: Dialogue) -> Words:
    """What to do at the review card, with the name of the button that stands there."""
    return words("kit.at_review", submit=words(f"{dialogue.name}.submit"))


def _chosen(turn: Turn, question: Question, pressed: str) -> str:
    """The value of the option that was pressed, or typed by its number or its label."""
    offered = options(question)
    if turn.heard.event is Event.PRESS:
        return pressed if any(option.value == pressed for option in offered) else ""
    text = turn.heard.text.strip()
    if question.numbered and text.isdecimal() and 0 < int(text[:4]) <= len(offered):
        return offered[int(text[:4]) - 1].value
    return whole(text, [(turn.plain(option.label), option.value) for option in offered])


def _begun(turn: Turn, step: Step, question: Question) -> str:
    """The value of the one option whose label begins with what was typed, where words are no answer themselves."""
    if turn.heard.event is Event.PRESS or step.takes_text:
        return ""
    return begun(turn.heard.text, [(turn.plain(one.label), one.value) for one in options(question)])


def _belongs_to_collector(turn: Turn, dialogue: Dialogue, step: Step) -> bool:
    """Files, pins and longer texts that cannot be the answer here belong to the step that collects."""
    heard = turn.heard
    if dialogue.collects is None or step is dialogue.collects or heard.event is Event.PRESS:
        return False
    media = bool(heard.files) or (heard.pin is not None and not step.takes_media)
    return media or (not step.takes_text and len(heard.text) >= LONG_TEXT)


def _read(turn: Turn, dialogue: Dialogue, draft: Draft, step: Step, asked: Words, chosen: str) -> None:
    match step.read(turn.heard, chosen, draft.answers, setting(turn)):
        case Answer(value, says):
            _keep_files(turn, dialogue, draft, step)
            draft = _keep(turn, answered(draft, step.name, value))
            turn.tick(asked, words("kit.chosen", answer=step.shown(value, setting(turn))))
            _go_on(turn, dialogue, draft, says)
        case More(value):
            ask(turn, dialogue, _keep(turn, part(draft, step.name, value)))
        case NotUnderstood(hint):
            takes_files = step is dialogue.collects
            ask(turn, dialogue, draft, _hint(turn, hint, takes_files))


def _hint(turn: Turn, hint: Words, takes_files: bool = False) -> Words:
    heard = turn.heard
    if heard.strange:
        return words("kit.strange")
    return words("kit.no_files") if heard.files and not takes_files else hint


def _go_on(turn: Turn, dialogue: Dialogue, draft: Draft, before: Words | None = None) -> None:
    if dialogue.present(draft) is None and not dialogue.review:
        _submit(turn, dialogue, draft, "")
    else:
        ask(turn, dialogue, draft, before)


def _collect(turn: Turn, dialogue: Dialogue, draft: Draft) -> None:
    """Take further words, pictures or a pin into the step that collects, and ask the present question again."""
    collector = dialogue.collects
    assert collector is not None
    match collector.read(turn.heard, "", draft.answers, setting(turn)):
        case Answer(value, says):
            _keep_files(turn, dialogue, draft, collector)
            answers = {**draft.answers, collector.name: value}
            ask(turn, dialogue, _keep(turn, replace(draft, answers=answers)), says or words("kit.collected"))
        case NotUnderstood(refused):
            ask(turn, dialogue, draft, refused)


def _keep_files(turn: Turn, dialogue: Dialogue, draft: Draft, step: Step) -> None:
    if step is dialogue.collects:
        for named in turn.heard.files:
            turn.uow.files.add(StoredFile(uuid4().hex, f"draft:{draft.id}", named, FileState.NAMED, turn.now))


def _hear_edit(turn: Turn, dialogue: Dialogue, draft: Draft) -> None:
    """An edited message changes what it had said, if it was words; other answers are edited on the review card."""
    collector = dialogue.collects
    old = draft.answers.get(collector.name) if collector else None
    new = collector.edit(turn.heard, old) if collector and old is not None else old
    if collector is None or new == old:
        ask(turn, dialogue, draft, words("kit.edit_not_taken"))
    else:
        draft = _keep(turn, replace(draft, answers={**draft.answers, collector.name: new}))
        ask(turn, dialogue, draft, words("kit.edit_taken"))


def _keep(turn: Turn, draft: Draft) -> Draft:
    draft = replace(draft, changed_at=turn.now)
    turn.uow.drafts.put(draft)
    turn.draft = draft.id
    return draft


def _back(turn: Turn, dialogue: Dialogue, draft: Draft, _: str) -> None:
    step = dialogue.before(draft)
    if step is None:
        ask(turn, dialogue, draft, words("kit.at_start"))
    else:
        ask(turn, dialogue, _keep(turn, edited(draft, step.name)))


def _skip(turn: Turn, dialogue: Dialogue, draft: Draft, _: str) -> None:
    step = dialogue.present(draft)
    if step is None:
        ask(turn, dialogue, draft, _at_review(dialogue))
    elif not step.optional:
        ask(turn, dialogue, draft, words("kit.not_optional"))
    else:
        _go_on(turn, dialogue, _keep(turn, answered(draft, step.name, None)))


def _edit(turn: Turn, dialogue: Dialogue, draft: Draft, name: str) -> None:
    step = dialogue.step(name)
    if step is not None and step.asked(draft.answers):
        anew = part(edited(draft, name), name, ANEW) if step is dialogue.collects else edited(draft, name)
        draft = _keep(turn, anew)
    ask(turn, dialogue, draft)


def _submit(turn: Turn, dialogue: Dialogue, draft: Draft, _: str) -> None:
    if dialogue.present(draft) is not None:
        ask(turn, dialogue, draft, words("kit.not_finished"))
        return
    if not submits(turn, dialogue, draft):
        return
    turn.uow.drafts.drop(draft.id)
    turn.draft = ""


def _cancel(turn: Turn, dialogue: Dialogue, draft: Draft, _: str) -> None:
    """Ask once more when something would be lost; else just stop."""
    if not any(_has_own(draft, step.name) for step in dialogue.steps):
        _drop(turn, dialogue, draft, "")
        return
    orders = (("kit.resume", "!resume"), ("kit.later", "!later"), ("kit.drop", "!drop"))
    turn.say("kit.really_cancel", tuple((button(label, f"{draft.id}.{order}"),) for label, order in orders))


def _has_own(draft: Draft, name: str) -> bool:
    begun, answers = draft.answers.get(BEGUN), draft.answers
    stood = isinstance(begun, dict) and name in begun and begun[name] == answers.get(name)
    return f"~{name}" in answers or (name in answers and not stood)


def _resume(turn: Turn, dialogue: Dialogue, draft: Draft, _: str) -> None:
    ask(turn, dialogue, _keep(turn, draft))


def _later(turn: Turn, dialogue: Dialogue, draft: Draft, _: str) -> None:
    turn.draft = ""
    turn.say("kit.kept_for_later", removes_keys=True)


def _drop(turn: Turn, dialogue: Dialogue, draft: Draft, _: str) -> None:
    turn.uow.drafts.drop(draft.id)
    turn.uow.files.drop(f"draft:{draft.id}")
    turn.draft = ""
    turn.say("kit.dropped", removes_keys=True)


_ORDERS = {
    "back": _back,
    "skip": _skip,
    "edit": _edit,
    "submit": _submit,
    "cancel": _cancel,
    "resume": _resume,
    "later": _later,
    "drop": _drop,
}
