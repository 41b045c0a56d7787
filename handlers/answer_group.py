"""In a group the bot takes no personal data; to who speaks to it, it offers the private chat (R18)."""

from collections.abc import Container

from domain.messages import Button, words
from handlers.kit.talk import Event, Heard, Turn


def answer(turn: Turn, commands: Container[str]) -> None:
    """A sentence with a way into the private chat, or silence; nothing said in the group is kept.

    `commands`: ours; others without a name may be meant for another bot of the group.
    """
    if not _is_meant(turn.heard, commands):
        return
    start = Button(words("group.open_private"), opens="report")
    turn.say("group.private_only", ((start,),))


def _is_meant(heard: Heard, commands: Container[str]) -> bool:
    """A bot that may read everything (privacy mode off, or an administrator) does not join in people's talk."""
    if heard.event is Event.MESSAGE:
        return heard.addressed or heard.command in commands
    return heard.event in (Event.PRESS, Event.JOINED_GROUP)
