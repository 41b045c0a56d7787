"""What was typed instead of pressed: a button's words, with or without the sign before them, or how only one begins."""

from collections.abc import Sequence

from locales.facts import fold

SHORTEST = 2
"""Letters from which a beginning counts; one alone is too easily typed by mistake."""

Labels = Sequence[tuple[str, str]]
"""(label, value) of what is offered."""


def whole(text: str, labels: Labels) -> str:
    """The value of the label that was typed in full; "" if none. Signs and stops around the words do not matter."""
    said = _bare(text)
    return next((value for label, value in labels if _bare(label) == said), "") if said else ""


def begun(text: str, labels: Labels) -> str:
    """The value of the one label that begins with what was typed; "" if none or several do."""
    said = _bare(text)
    if len(said) < SHORTEST or said.isdecimal():
        return ""
    found = {value for label, value in labels if _bare(label).startswith(said)}
    return found.pop() if len(found) == 1 else ""


def _bare(text: str) -> str:
    """The words alone: no picture before them, no full stop behind them."""
    folded = fold(text)
    inside = [place for place, one in enumerate(folded) if one.isalnum()]
    return folded[inside[0] : inside[-1] + 1] if inside else ""
