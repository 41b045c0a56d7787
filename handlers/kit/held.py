"""What the card shows of a reply that is written and has not left yet."""

from domain.concern import Act, Concern
from domain.messages import Button, Words, words
from domain.services.stepping import open_acts
from handlers.kit.talk import Turn, button


def held_lines(turn: Turn, concern: Concern) -> list[Words]:
    """When it leaves."""
    held = turn.uow.held_replies.of(concern.id)
    return [words("card.reply_waits", at=held.leaves_at)] if held else []


def undo_buttons(turn: Turn, concern: Concern) -> list[Button]:
    """撤回, for whoever may reply."""
    may_reply = Act.REPLY in open_acts(concern, turn.me, turn.now)
    waits = may_reply and turn.uow.held_replies.of(concern.id) is not None
    return [button("button.undo_reply", f"undo_reply:{concern.id}")] if waits else []
