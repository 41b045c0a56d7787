"""In a group the bot takes no personal data; it offers the private chat (R18)."""

from domain.messages import Button, words
from handlers.kit.talk import Event, Turn


def answer(turn: Turn) -> None:
    """A sentence with a way into the private chat; nothing said in the group is kept."""
    if turn.heard.event not in (Event.MESSAGE, Event.PRESS, Event.JOINED_GROUP):
        return
    start = Button(words("group.open_private"), opens="report")
    turn.say("group.private_only", ((start,),))
