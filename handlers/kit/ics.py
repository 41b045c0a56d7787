"""Writes entries of a calendar as a file that every calendar program reads (RFC 5545)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from domain.files import FileKind
from domain.services.duty_calendar import Entry
from handlers.kit.paper import Drawn
from locales import Catalogues

NAME = "minqing-duties.ics"
FOLD = 75
"""Octets of a line at most (RFC 5545, 3.1)."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class DutyCalendar:
    """The own duties of somebody, as they stand at a moment."""

    entries: Sequence[Entry]
    now: datetime

    def drawn(self, catalogues: Catalogues, language: str) -> Drawn:
        """The file for a calendar program."""
        content = calendar_file(catalogues, language, self.entries, self.now)
        return Drawn(NAME, FileKind.DOCUMENT, content)


def calendar_file(catalogues: Catalogues, language: str, entries: Sequence[Entry], now: datetime) -> bytes:
    """The file in UTF-8; days are whole days, uncertain ones tentative."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//minqing//duties//ZH", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", *_described(catalogues, language)]
    for entry in entries:
        lines += _event(catalogues, language, entry, now)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _described(catalogues: Catalogues, language: str) -> Iterator[str]:
    yield f"X-WR-CALNAME:{_text(catalogues.plain(language, 'calendar.name', {}))}"


def _event(catalogues: Catalogues, language: str, entry: Entry, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_day(entry.day)}"
    yield f"DTEND;VALUE=DATE:{_day(entry.day + timedelta(days=1))}"
    summary = catalogues.plain(language, entry.summary.key, entry.summary.facts)
    yield f"SUMMARY:{_text(summary)}"
    if entry.place:
        yield f"LOCATION:{_text(entry.place)}"
    yield f"STATUS:{'CONFIRMED' if entry.sure else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _text(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """A long line goes on in the next one after a blank; no letter is cut in two."""
    parts: list[bytes] = [b""]
    for letter in line:
        octets = letter.encode()
        room = FOLD if len(parts) == 1 else FOLD - 1
        if len(parts[-1]) + len(octets) > room:
            parts.append(b"")
        parts[-1] += octets
    return b"\r\n ".join(parts) + b"\r\n"
