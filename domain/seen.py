"""Reads from the words of an observation when it was seen; that is often not when it was sent (O7)."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from domain.calendar import WorkCalendar

WORDS = Path(__file__).parent / "policy" / "when.toml"
NOON = time(12)
"""The time of a day of which nothing more is said."""


@dataclass(frozen=True, slots=True)
class _Words:
    days: dict[str, int]
    parts: dict[str, int]
    afternoon: tuple[str, ...]
    weekdays: dict[str, int]
    numbers: dict[str, float]
    shapes: dict[str, re.Pattern[str]]
    ahead: tuple[str, ...]


def seen_at(text: str, sent: datetime, calendar: WorkCalendar) -> datetime | None:
    """The moment that the words name, in UTC; None where they name none, or one after the sending.

    A day without its year is the last one so called; a day without a time is its noon, today's the sending.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    back = _span_back(plain)
    if back is not None:
        return sent - back
    today = calendar.day_of(sent)
    day, at = _day(plain, today), _time(plain)
    if day is None and at is None:
        return None
    if at is None and day == today:
        return None
    found = calendar.moment(day or today, at or NOON)
    return found if found <= sent else None


def clock_in(text: str) -> time | None:
    """The time of the day that is all of these words, in digits or in words, such as half past nine; else None."""
    words = _words()
    found = words.shapes["clock"].fullmatch(unicodedata.normalize("NFKC", text).casefold().strip())
    if found is None:
        return None
    hour = int(found["hour"]) if found["hour"].isdigit() else int(words.numbers[found["hour"]])
    if hour < 12 and found["part"] in words.afternoon:
        hour += 12
    minute = 30 if found["half"] else int(found["minute"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def names_future(text: str) -> bool:
    """Whether the words speak of a day that is still to come."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return any(word in plain for word in _words().ahead)


def _span_back(plain: str) -> timedelta | None:
    """Hours or minutes ago."""
    words = _words()
    if found := words.shapes["hours_ago"].search(plain):
        return timedelta(hours=_number(found["hours"]))
    if found := words.shapes["minutes_ago"].search(plain):
        return timedelta(minutes=int(found["minutes"]))
    return None


def _day(plain: str, today: date) -> date | None:
    words = _words()
    if found := words.shapes["ago"].search(plain):
        return today - timedelta(days=int(_number(found["days"])))
    if found := words.shapes["iso"].search(plain) or words.shapes["date"].search(plain):
        return _written(found, today)
    if found := words.shapes["week"].search(plain):
        monday = today - timedelta(days=today.weekday() + 7)
        return monday + timedelta(days=words.weekdays[found["weekday"]] - 1)
    named = [(plain.find(word), -len(word), back) for word, back in words.days.items() if word in plain]
    return today - timedelta(days=min(named)[2]) if named else None


def _written(found: re.Match[str], today: date) -> date | None:
    """None for a day that does not exist; without its year the last one so called."""
    try:
        day = date(int(found["year"] or today.year), int(found["month"]), int(found["day"]))
        return day if found["year"] or day <= today else day.replace(year=day.year - 1)
    except ValueError:
        return None


def _time(plain: str) -> time | None:
    """The hour that was written, in the afternoon where a word says so; else the part of the day."""
    words = _words()
    part = next((word for word in words.parts if word in plain), None)
    found = words.shapes["hour"].search(plain)
    if found is None:
        return time(words.parts[part]) if part else None
    hour = int(found["hour"])
    if hour < 12 and any(word in plain for word in words.afternoon):
        hour += 12
    minute = 30 if found["half"] else int(found["minute"] or found["minute2"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _number(text: str) -> float:
    return float(text) if text.isascii() else _words().numbers[text]


@cache
def _words() -> _Words:
    with WORDS.open("rb") as file:
        data = tomllib.load(file)
    shapes = {name: re.compile(shape) for name, shape in data["shapes"].items()}
    longest_first = dict(sorted(data["parts"].items(), key=lambda part: -len(part[0])))
    return _Words(
        data["days"],
        longest_first,
        tuple(data["afternoon"]["words"]),
        data["weekdays"],
        data["numbers"],
        shapes,
        tuple(data["ahead"]["words"]),
    )
