"""Turns the file about reception days into rules."""

from datetime import time

from domain.calendar import Hours
from domain.policy.reading import Entry
from domain.reception import ReceptionRules


def reception_rules_from(file: Entry, quiet: Hours) -> ReceptionRules:
    """The rules; PolicyError where an hour is quiet, a day is none, or nothing would be proposed."""
    hours = {name: _hour(file, name, quiet) for name in ("eve_at", "morning_at", "brief_at")}
    roster_days, booking_days = file.whole("roster_days"), file.whole("booking_days")
    monthly, weekdays = file.numbers("monthly_days"), file.numbers("weekdays")
    file.finish()
    if roster_days < 1:
        raise file.wrong("roster_days must be at least 1")
    if booking_days <= roster_days:
        raise file.wrong(
            "booking_days must be more than roster_days: until then what came of it can be recorded"
        )
    if not all(1 <= day <= 28 for day in monthly):
        raise file.wrong("monthly_days must be from 1 to 28, which every month has")
    if not all(1 <= day <= 7 for day in weekdays):
        raise file.wrong("weekdays must be from 1 (Monday) to 7")
    if not (monthly or weekdays):
        raise file.wrong("monthly_days or weekdays must name a day")
    return ReceptionRules(
        **hours,
        roster_days=roster_days,
        booking_days=booking_days,
        monthly_days=monthly,
        weekdays=weekdays,
    )


def _hour(file: Entry, name: str, quiet: Hours) -> time:
    at = file.hour(name)
    if quiet.cover(at):
        raise file.wrong(f"{name} must lie outside quiet_hours")
    return at
