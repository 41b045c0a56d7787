"""Tells what is heard again from what is heard for the first time, without keeping anything readable of it."""

from datetime import timedelta

from handlers.kit.talk import Turn

REMEMBERED = timedelta(days=7)


def heard_before(turn: Turn, what: str) -> bool:
    """Whether this was heard in this chat before; from now on it was. Only a keyed digest is kept."""
    key = turn.uow.secrets.digest("heard", f"{turn.heard.chat}:{what}")
    before = turn.uow.attempts.count(key, turn.now - REMEMBERED) > 0
    turn.uow.attempts.add(key, turn.now)
    return before
