"""Look-up from any phone: number and query code in one message show where a concern stands (T4).

Nothing is stored for it, so it also works for somebody who has not agreed to anything.
"""

import re

from domain.services.following import look_up
from domain.tracking import read_number
from handlers.kit.feature import Feature
from handlers.kit.progress_card import show_progress
from handlers.kit.talk import Turn

GAP = r"[-\s\u2010-\u2015\uff0d]?"
REST = rf"{GAP}\d{{4}}{GAP}[0-9A-Za-z]{{5}}{GAP}[0-9A-Za-z](?![0-9A-Za-z])"
NUMBER = re.compile(rf"(?<![0-9A-Za-z])[0-9A-Za-z]{{2,6}}{REST}")
CODE = re.compile(r"(?<!\d)\d{4}\s?\d{4}(?!\d)")
NOTHING_ELSE = re.compile(rf"[A-Za-z]{{2,6}}{REST}(?:\W+\d{{4}}\s?\d{{4}})?")
"""A message that is a number, with or without a code, and no story, be the number right or mistyped."""


def number_in(text: str) -> str | None:
    """The first tracking number that stands in a text."""
    return next((number for found in NUMBER.findall(text) if (number := read_number(found))), None)


def is_meant(text: str) -> bool:
    """Whether somebody wants to look something up with these words."""
    return number_in(text) is not None or NOTHING_ELSE.fullmatch(text.strip()) is not None


def _explain(turn: Turn, _: str) -> None:
    turn.say("lookup.how")


def try_words(turn: Turn) -> None:
    """A message with a number: one's own concern needs no code in its own chat; any other does."""
    text = turn.heard.text
    number = number_in(text)
    own = [concern for concern in turn.uow.concerns.of_reporter(turn.me.id) if concern.number == number]
    code = CODE.search(NUMBER.sub(" ", text))
    if own:
        show_progress(turn, own[0], bound=True)
    elif code is None:
        turn.say("lookup.both_needed")
    else:
        _try(turn, number or "", "".join(code.group().split()))


def _try(turn: Turn, number: str, code: str) -> None:
    """A mistyped number sounds like an unknown one and like a wrong code (T1)."""
    found = look_up(turn.uow, turn.heard.chat, number, code, turn.now)
    if found:
        show_progress(turn, found, bound=False)
    else:
        turn.say("lookup.wrong")


FEATURE = Feature("lookup", commands={"lookup": _explain})
