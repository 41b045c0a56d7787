"""The calendar file of own duties, read back by a small reader of RFC 5545 (W6)."""

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.messages import words
from domain.services.duty_calendar import Entry
from handlers.kit.ics import FOLD, calendar_file
from locales.catalogues import load

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
BOOK = load()
Event = dict[str, str]


def read(content: bytes) -> list[Event]:
    """The events of a file; every rule of the form that a calendar program insists on is asserted on the way."""
    assert content.endswith(b"\r\n") and b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= FOLD for line in content.split(b"\r\n"))
    lines = content.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    assert any(line.startswith("PRODID:") for line in lines)
    events: list[Event] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name != "END":
            events[-1][name] = plain(value)
    return events


def plain(value: str) -> str:
    """Without the escapes."""
    kept = value.replace("\\\\", "\0")
    assert all(kept[at + 1] in ";,nN" for at, one in enumerate(kept) if one == "\\")
    return kept.replace("\\n", "\n").replace("\\;", ";").replace("\\,", ",").replace("\0", "\\")


ONE = Entry(
    uid="visiting_day-1@minqing",
    day=date(2026, 11, 28),
    summary=words("calendar.on", duty=words("duty.visiting_day")),
    place="",
    sure=True,
)


def test_a_day_is_a_whole_day_with_a_name_and_a_stamp() -> None:
    (event,) = read(calendar_file(BOOK, "zh_Hans", [ONE], NOW))
    assert event["SUMMARY"] == "民情日" and event["STATUS"] == "CONFIRMED"
    assert event["DTSTART;VALUE=DATE"] == "20261128" and event["DTEND;VALUE=DATE"] == "20261129"
    assert event["DTSTAMP"] == "20261124T040000Z" and event["UID"] == "visiting_day-1@minqing"


def test_what_may_move_is_tentative() -> None:
    (event,) = read(calendar_file(BOOK, "zh_Hans", [replace(ONE, sure=False)], NOW))
    assert event["STATUS"] == "TENTATIVE"


def test_long_and_odd_places_are_folded_and_escaped() -> None:
    place = "柳园小区；东门, 3号楼\\2单元;" * 9 + "\n尾"
    (event,) = read(calendar_file(BOOK, "zh_Hans", [replace(ONE, place=place)], NOW))
    assert event["LOCATION"] == place


def test_nothing_owed_is_still_a_calendar() -> None:
    assert read(calendar_file(BOOK, "en", [], NOW)) == []
