"""Look-up from any phone: number and query code in one message show where a concern stands (T4).

Nothing is stored for it, so it also works for somebody who has not agreed to anything.
"""

import re

from domain.services.following import look_up
from domain.tracking import read_number
from handlers.kit.feature import Feature
from handlers.kit.progress_card import show_progress
from handlers.kit.talk import Turn

NUMBER = re.compile(
    r"[0-9A-Za-z]{2,6}[-\s\u2010-\u2015\uff0d]?\d{4}[-\s\u2010-\u2015\uff0d]?[0-9A-Za-z]{5}"
    r"[-\s\u2010-\u2015\uff0d]?[0-9A-Za-z](?![0-9A-Za-z])"
)
CODE = re.compile(r"(?<!\d)\d{4}\s?\d{4}(?!\d)")


def number_in(text: str) -> str | None:
    """The first tracking number that stands in a text."""
    return next((number for found in NUMBER.findall(text) if (number := read_number(found))), None)


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
    elif number is None or code is None:
        turn.say("lookup.both_needed")
    else:
        found = look_up(turn.uow, turn.heard.chat, number, "".join(code.group().split()), turn.now)
        if found:
            show_progress(turn, found, bound=False)
        else:
            turn.say("lookup.wrong")


FEATURE = Feature("lookup", commands={"lookup": _explain})
