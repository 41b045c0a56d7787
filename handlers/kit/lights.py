"""绿 黄 红: how near a deadline is, in one sign."""

from datetime import date

from domain.clocks import Light
from domain.messages import Words, words
from handlers.kit.talk import Turn


def light(turn: Turn, due_on: date | None) -> Words:
    """The sign for a last day: red after it, yellow shortly before it, else green; green where none runs."""
    if due_on is None:
        return words(f"light.{Light.GREEN}")
    left = (due_on - turn.policy.calendar.day_of(turn.now)).days
    if left < 0:
        return words(f"light.{Light.RED}")
    return words(f"light.{Light.AMBER if left <= turn.policy.settings.amber_days else Light.GREEN}")
