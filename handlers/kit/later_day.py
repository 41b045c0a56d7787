"""The question for a day later than the one that holds: which one holds and how far it may move are said at once."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.draft import Answers
from domain.messages import words
from handlers.kit.coming_day import OFFERED, ComingDay
from handlers.kit.dialogue import Answer, NotUnderstood, Option, Question, Reading, Setting
from handlers.kit.talk import Heard

HOLDS, MOST = "holds", "most"
"""The answers, given when the dialogue begins: the day that holds, and the last one it may move to, as 2026-11-24."""


@dataclass(frozen=True, slots=True)
class LaterDay(ComingDay):
    """The answer is the day as 2026-11-24, never a rest day: what is shown is what will hold."""

    def question(self, so_far: Answers, setting: Setting) -> Question:
        """Some days after the one that holds; with nothing begun, as docs/dialogues.md draws it, some days ahead."""
        if HOLDS not in so_far:
            return ComingDay.question(self, so_far, setting)
        holds, most = _limits(so_far)
        later = [setting.policy.calendar.working_day_from(holds + timedelta(days=n)) for n in OFFERED]
        days = [Option(words("kit.that_day", day=one), one.isoformat()) for one in later if one <= most]
        asks = words("later_day.ask", ask=words(self.asks), holds=holds, most=most)
        return Question(asks, tuple((day,) for day in days))

    def read(self, heard: Heard, chosen: str, so_far: Answers, setting: Setting) -> Reading:
        """A day that may not be is asked again at once, with the one that holds or the last there is."""
        reading = Answer(chosen) if chosen else ComingDay.read(self, heard, chosen, so_far, setting)
        return _within(reading.value, *_limits(so_far), setting) if isinstance(reading, Answer) else reading


def _within(day: object, holds: date, most: date, setting: Setting) -> Reading:
    """A rest day gives way to the next working day, as it will (民法典 203)."""
    told = setting.policy.calendar.working_day_from(date.fromisoformat(str(day)))
    if told <= holds:
        return NotUnderstood(words("later_day.not_later", holds=holds))
    return NotUnderstood(words("later_day.too_far", most=most)) if told > most else Answer(told.isoformat())


def _limits(so_far: Answers) -> tuple[date, date]:
    """What the dialogue was begun with."""
    return date.fromisoformat(str(so_far[HOLDS])), date.fromisoformat(str(so_far[MOST]))
