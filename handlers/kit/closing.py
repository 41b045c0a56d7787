"""A draft whose concern has moved on closes itself: one sentence why, and what was written, to copy."""

from collections.abc import Iterator, Mapping, Sequence

from domain.draft import Draft, Json
from domain.errors import Refusal
from domain.messages import Words, words
from handlers.kit.asking import ask
from handlers.kit.dialogue import Dialogue
from handlers.kit.talk import Event, Turn, button

PAST = frozenset({"step.moved_on", "step.not_yours", "step.taken", "card.unknown", "follow.not_yours"}) | {
    "booking.recorded",
    "booking.unknown",
    "reception.over",
    "reception.roster_over",
}
"""Refusals after which nothing that is written in the draft can ever be sent off."""


def closes_itself(turn: Turn, dialogue: Dialogue, draft: Draft) -> bool:
    """Close the draft if its guard says that it is past; whether it did."""
    if dialogue.guard is None:
        return False
    try:
        dialogue.guard(turn, draft)
    except Refusal as refusal:
        _close(turn, dialogue, draft, refusal)
        return True
    return False


def submits(turn: Turn, dialogue: Dialogue, draft: Draft) -> bool:
    """Act on the draft; False: nothing of it happened, and either the draft was past and is closed, or the review
    card stands below the reason, so that the one answer can be changed."""
    try:
        with turn.uow.savepoint():
            dialogue.submit(turn, draft)
    except Refusal as refusal:
        if draft.about and refusal.code in PAST:
            _close(turn, dialogue, draft, refusal)
            return False
        if not dialogue.review:
            raise
        turn.draft = draft.id
        ask(turn, dialogue, draft, Words(refusal.code, refusal.facts))
        return False
    return True


def _close(turn: Turn, dialogue: Dialogue, draft: Draft, refusal: Refusal) -> None:
    turn.uow.drafts.drop(draft.id)
    turn.draft = ""
    written = "\n".join(_written(turn, dialogue, draft))
    reason = Words(refusal.code, refusal.facts)
    said = words("draft.closed", reason=reason, written=written) if written else reason
    card = ((button("button.card", f"card:{draft.about}"),),) if refusal.code == "step.moved_on" else ()
    turn.answer(said, card)


def _written(turn: Turn, dialogue: Dialogue, draft: Draft) -> Iterator[str]:
    """Every text in the answers, finished or not, and what was said just now."""
    for step in dialogue.steps:
        if step.takes_text:
            yield from _texts(draft.answers.get(step.name))
            yield from _texts(draft.answers.get(f"~{step.name}"))
    if turn.heard.event is Event.MESSAGE and turn.heard.text:
        yield turn.heard.text


def _texts(answer: Json) -> Iterator[str]:
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, Mapping):
        yield from (text for one in answer.values() for text in _texts(one))
    elif isinstance(answer, Sequence):
        yield from (text for one in answer for text in _texts(one))
