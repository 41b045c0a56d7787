"""A draft whose concern has moved on closes itself: one sentence why, and what was written, to copy."""

from collections.abc import Iterator, Mapping, Sequence

from domain.draft import Draft, Json
from domain.errors import Refusal
from domain.messages import Words, words
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
    """Act on the draft; False: it was past, nothing of it happened, and the draft is closed."""
    try:
        with turn.uow.savepoint():
            dialogue.submit(turn, draft)
    except Refusal as refusal:
        if not draft.about or refusal.code not in PAST:
            raise
        _close(turn, dialogue, draft, refusal)
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
