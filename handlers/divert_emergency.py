"""Danger to life comes first: the emergency numbers are shown before anything is stored (R4)."""

from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button


def names_danger(turn: Turn) -> bool:
    """Whether the words speak of danger to life, in any of our languages (the sentence `danger.words` lists them)."""
    return turn.catalogues.names_listed("danger.words", turn.heard.text)


def divert(turn: Turn, go_on: str = "again:safe") -> None:
    """110, 119, 120, 122; whoever is safe goes on with the very words just said."""
    turn.hurry()
    turn.say("danger.divert", ((button("danger.safe", go_on),),), reply=True)


def show_numbers(turn: Turn) -> None:
    """The emergency numbers alone; what was said goes its way."""
    turn.hurry()
    turn.say("danger.numbers")


def _show(turn: Turn, _: str) -> None:
    turn.hurry()
    turn.say("danger.numbers", ((button("danger.go_on", "go:report"),),))


FEATURE = Feature("emergency", commands={"emergency": _show})
