"""绿 黄 红: how near a deadline is, in one sign."""

from datetime import date

from domain.clocks import Light, light_of
from domain.messages import Words, words
from handlers.kit.talk import Turn


def light(turn: Turn, due_on: date | None) -> Words:
    """The sign for a last day: red after it, yellow shortly before it, else green; green where none runs."""
    if due_on is None:
        return words(f"light.{Light.GREEN}")
    today = turn.policy.calendar.day_of(turn.now)
    return words(f"light.{light_of(due_on, today, turn.policy.settings.amber_days)}")
