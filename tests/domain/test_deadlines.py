"""Golden table of deadlines: every line was counted by hand on the printed calendar (民法典 201, 203)."""

from datetime import date

import pytest

from domain.policy import Policy
from tests.domain.times import clock_at

KNOWN, UNKNOWN = False, True

# rule, start (local time), last day, past the known table?, what the line is about
CASES = [
    ("K2", "2025-03-03 10:00", "2025-03-18", KNOWN, "15 plain days"),
    ("K2", "2025-03-07 10:00", "2025-03-24", KNOWN, "Saturday moves to Monday"),
    ("K2", "2025-03-08 10:00", "2025-03-24", KNOWN, "Sunday moves to Monday; received on a rest day"),
    ("K2", "2025-01-10 10:00", "2025-01-26", KNOWN, "Saturday moves to a make-up Sunday"),
    ("K2", "2025-01-11 10:00", "2025-01-26", KNOWN, "a make-up Sunday is no rest day"),
    ("K2", "2025-01-13 10:00", "2025-02-05", KNOWN, "New Year's Eve moves past Spring Festival"),
    ("K2", "2025-01-20 10:00", "2025-02-05", KNOWN, "last day of Spring Festival"),
    ("K2", "2025-01-24 10:00", "2025-02-08", KNOWN, "a make-up Saturday is no rest day"),
    ("K2", "2025-03-20 10:00", "2025-04-07", KNOWN, "Qingming before a weekend"),
    ("K2", "2025-04-11 10:00", "2025-04-27", KNOWN, "Saturday moves to the make-up Sunday before May"),
    ("K2", "2025-04-12 10:00", "2025-04-27", KNOWN, "make-up Sunday before May"),
    ("K2", "2025-04-16 10:00", "2025-05-06", KNOWN, "Labour Day"),
    ("K2", "2025-05-16 10:00", "2025-06-03", KNOWN, "Dragon Boat over a weekend and Monday"),
    ("K2", "2025-09-13 10:00", "2025-09-28", KNOWN, "make-up Sunday before National Day"),
    ("K2", "2025-09-16 10:00", "2025-10-09", KNOWN, "eight days of National Day and Mid-Autumn"),
    ("K2", "2025-09-26 10:00", "2025-10-11", KNOWN, "make-up Saturday after National Day"),
    ("K2", "2025-12-17 10:00", "2026-01-04", KNOWN, "New Year moves to a make-up Sunday of the next year"),
    ("K2", "2025-12-31 10:00", "2026-01-15", KNOWN, "across the year's end"),
    ("K2", "2026-01-30 10:00", "2026-02-14", KNOWN, "make-up Saturday before Spring Festival"),
    ("K2", "2026-01-31 10:00", "2026-02-24", KNOWN, "first day of the nine of Spring Festival"),
    ("K2", "2026-02-08 10:00", "2026-02-24", KNOWN, "last day of the nine of Spring Festival"),
    ("K2", "2026-02-13 10:00", "2026-02-28", KNOWN, "month end on a make-up Saturday"),
    ("K2", "2026-02-14 10:00", "2026-03-02", KNOWN, "short February, then a Sunday"),
    ("K2", "2026-03-20 10:00", "2026-04-07", KNOWN, "Qingming on Saturday, Monday off"),
    ("K2", "2026-04-16 10:00", "2026-05-06", KNOWN, "Labour Day"),
    ("K2", "2026-04-24 10:00", "2026-05-09", KNOWN, "make-up Saturday after Labour Day"),
    ("K2", "2026-06-04 10:00", "2026-06-22", KNOWN, "Dragon Boat on a Friday"),
    ("K2", "2026-09-05 10:00", "2026-09-20", KNOWN, "make-up Sunday before National Day"),
    ("K2", "2026-09-10 10:00", "2026-09-28", KNOWN, "Mid-Autumn on a Friday"),
    ("K2", "2026-09-16 10:00", "2026-10-08", KNOWN, "National Day"),
    ("K2", "2026-09-25 10:00", "2026-10-10", KNOWN, "received on Mid-Autumn, due on a make-up Saturday"),
    ("K2", "2026-11-22 10:00", "2026-12-07", KNOWN, "a Monday in December"),
    ("K2", "2026-12-16 10:00", "2026-12-31", KNOWN, "last day of the known table"),
    ("K2", "2026-12-17 10:00", "2027-01-01", UNKNOWN, "a Friday that the week alone calls worked"),
    ("K2", "2026-12-18 10:00", "2027-01-04", UNKNOWN, "Saturday by the week alone"),
    ("K2", "2026-03-02 23:59", "2026-03-17", KNOWN, "one minute before midnight still counts from this day"),
    ("K2", "2026-03-03 00:00", "2026-03-18", KNOWN, "midnight belongs to the new day"),
    ("K2", "2026-03-03 07:59", "2026-03-18", KNOWN, "before 08:00 it is yesterday in UTC, not here"),
    ("K4", "2026-11-23 09:00", "2026-12-08", KNOWN, "15 plain days"),
    ("K4", "2027-02-13 09:00", "2027-03-01", UNKNOWN, "Sunday at the end of a short February"),
    ("K4", "2028-02-14 09:00", "2028-02-29", UNKNOWN, "leap day"),
    ("K6", "2025-07-31 10:00", "2025-09-29", KNOWN, "from a month's end, 60 days are not two months"),
    ("K6", "2025-08-10 10:00", "2025-10-09", KNOWN, "first working day after the holiday"),
    ("K6", "2025-11-03 10:00", "2026-01-04", KNOWN, "Friday off, Saturday off, make-up Sunday"),
    ("K6", "2025-12-31 10:00", "2026-03-02", KNOWN, "accepted on the last day of a year"),
    ("K6", "2026-01-15 10:00", "2026-03-16", KNOWN, "holidays inside do not lengthen calendar days"),
    ("K6", "2026-04-20 10:00", "2026-06-22", KNOWN, "Dragon Boat"),
    ("K6", "2026-08-02 10:00", "2026-10-08", KNOWN, "National Day"),
    ("K6", "2026-11-01 23:59", "2026-12-31", KNOWN, "accepted at 23:59, last known day"),
    ("K6", "2026-11-02 00:00", "2027-01-01", UNKNOWN, "a minute later, unknown year"),
    ("K6", "2026-11-22 10:00", "2027-01-21", UNKNOWN, "unknown year"),
    ("K6", "2026-12-31 10:00", "2027-03-01", UNKNOWN, "through a February of 28 days"),
    ("K6", "2027-12-31 10:00", "2028-02-29", UNKNOWN, "through a leap February"),
    ("K6", "2028-01-31 10:00", "2028-03-31", UNKNOWN, "leap year, month end to month end"),
    ("K6", "2028-02-29 10:00", "2028-05-01", UNKNOWN, "from leap day; the week knows no Labour Day"),
    ("K8", "2025-12-05 10:00", "2026-01-04", KNOWN, "make-up Sunday of the next year"),
    ("K8", "2026-01-16 10:00", "2026-02-24", KNOWN, "the resident's day moves past the holiday too"),
    ("K8", "2026-01-31 10:00", "2026-03-02", KNOWN, "30 days are not a month"),
    ("K8", "2026-06-30 10:00", "2026-07-30", KNOWN, "plain"),
    ("K8", "2026-09-01 10:00", "2026-10-08", KNOWN, "National Day"),
    ("K8", "2027-02-28 10:00", "2027-03-30", UNKNOWN, "from the end of a short February"),
    ("K8", "2028-01-30 10:00", "2028-02-29", UNKNOWN, "to leap day"),
    ("K8", "2028-02-28 10:00", "2028-03-29", UNKNOWN, "leap day counts"),
    ("K13", "2024-12-30 10:00", "2025-01-07", UNKNOWN, "starts before the first known year"),
    ("K13", "2024-12-31 10:00", "2025-01-08", KNOWN, "the unknown first day is not counted"),
    ("K13", "2025-01-23 10:00", "2025-02-06", KNOWN, "a make-up Sunday counts, Spring Festival does not"),
    ("K13", "2025-01-27 10:00", "2025-02-10", KNOWN, "a make-up Saturday counts"),
    ("K13", "2025-09-26 10:00", "2025-10-10", KNOWN, "around National Day"),
    ("K13", "2025-09-30 10:00", "2025-10-14", KNOWN, "make-up Saturday after National Day"),
    ("K13", "2025-12-26 10:00", "2026-01-05", KNOWN, "New Year with a make-up Sunday"),
    ("K13", "2025-12-31 10:00", "2026-01-08", KNOWN, "assigned on the last day of the year"),
    ("K13", "2026-02-12 10:00", "2026-02-26", KNOWN, "Spring Festival inside"),
    ("K13", "2026-02-14 10:00", "2026-02-28", KNOWN, "from make-up Saturday to make-up Saturday"),
    ("K13", "2026-02-18 10:00", "2026-02-28", KNOWN, "assigned within the holiday"),
    ("K13", "2026-04-03 10:00", "2026-04-13", KNOWN, "Qingming"),
    ("K13", "2026-04-30 10:00", "2026-05-11", KNOWN, "Labour Day with a make-up Saturday"),
    ("K13", "2026-06-17 10:00", "2026-06-25", KNOWN, "Dragon Boat"),
    ("K13", "2026-09-18 10:00", "2026-09-24", KNOWN, "make-up Sunday shortens the wait"),
    ("K13", "2026-09-24 10:00", "2026-10-09", KNOWN, "Mid-Autumn and National Day"),
    ("K13", "2026-10-08 10:00", "2026-10-14", KNOWN, "make-up Saturday"),
    ("K13", "2026-11-20 18:30", "2026-11-27", KNOWN, "after hours on Friday is still Friday"),
    ("K13", "2026-12-24 10:00", "2026-12-31", KNOWN, "ends on the last known day"),
    ("K13", "2026-12-25 10:00", "2027-01-01", UNKNOWN, "the fifth day is unknown"),
]


@pytest.mark.parametrize(("rule", "started", "due", "provisional", "about"), CASES)
def test_deadline(policy: Policy, rule: str, started: str, due: str, provisional: bool, about: str) -> None:
    clock = clock_at(policy, rule, started)
    assert (clock.due_on, clock.provisional) == (date.fromisoformat(due), provisional), about


def test_the_table_is_long_enough_and_says_nothing_twice() -> None:
    assert len({case[:2] for case in CASES}) == len(CASES) >= 60
