"""用同组答复: the reply that one of a group has got already, offered for another of it that still waits (并单, H11)."""

import re

from domain.concern import Act, Concern
from domain.messages import Button
from domain.parts import Parts
from domain.services.answering import claims_of
from domain.services.stepping import open_acts
from handlers.kit.group import seen_group
from handlers.kit.talk import Turn, button

SHAPES = {
    "parts.written": ("request", "facts", "opinion", "ground"),
    "parts.brief": ("request", "opinion", "ground"),
}
"""The sentences in which a reply is written down, and what each holds."""


def same_reply(turn: Turn, concern: Concern) -> Parts | None:
    """What another of the group was told last; None where nobody was, or this one needs a reply of its own.

    Who asks for several things needs an answer to each (销号), so nothing is offered there. What the other had asked
    for is left out: it is not this reporter's.
    """
    if Act.REPLY not in open_acts(concern, turn.me, turn.now) or turn.uow.held_replies.of(concern.id):
        return None
    group = seen_group(turn, concern)
    if not group or len(claims_of(turn.uow, concern)[0]) != 1:
        return None
    told = [row for one in group for row in turn.uow.history.of(one.id) if row.act is Act.REPLY]
    last = max(told, key=lambda row: row.at, default=None)
    return _parts(turn, last.words) if last else None


def same_reply_button(turn: Turn, concern: Concern) -> list[Button]:
    """Beside 答复, where there is such a reply."""
    return [button("button.same_reply", f"same_reply:{concern.id}")] if same_reply(turn, concern) else []


def _parts(turn: Turn, written: str) -> Parts | None:
    """The parts of a reply that was written down, in whichever language; None where its shape is another by now."""
    for language in turn.catalogues.languages():
        for key, names in SHAPES.items():
            empty = turn.catalogues.plain(language, key, {name: f"<{name}>" for name in names})
            shape = re.escape(empty)
            for name in names:
                shape = shape.replace(re.escape(f"<{name}>"), f"(?P<{name}>.*{'?' * (name == 'request')})")
            if found := re.fullmatch(shape, written, re.DOTALL):
                said = found.groupdict()
                return Parts("", said.get("facts", ""), said["opinion"], said["ground"])
    return None
