"""Turns the files about time (holidays, clocks, reminders) into rules."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from domain.calendar import DayTable, Hours, WorkCalendar
from domain.clocks import ClockRule, Debtor, Event, Measure, Procedure
from domain.policy.reading import Entry
from domain.reminders import LadderRule, Receiver, RungRule


def calendar_from(holidays: list[Entry], settings: Entry, zone: ZoneInfo) -> WorkCalendar:
    """The calendar of the district from its holiday files, the national one first, later ones over it."""
    years: dict[int, DayTable] = {}
    local: list[DayTable] = []
    for file in holidays:
        years |= year_tables(file)
        local += [_table(entry) for entry in file.entries("local", "version")]
        file.finish()
    week = settings.numbers("working_week")
    if not week or not all(1 <= day <= 7 for day in week):
        raise settings.wrong("working_week must name weekdays from 1 (Monday) to 7")
    hours, quiet = _hours(settings, "working_hours"), _hours(settings, "quiet_hours")
    if hours.end <= hours.start or quiet.cover(hours.start):
        raise settings.wrong("working_hours must lie within one day and start outside quiet_hours")
    return WorkCalendar(years, tuple(local), zone, frozenset(week), hours, quiet)


def year_tables(file: Entry) -> dict[int, DayTable]:
    """The complete tables of years in a holiday file."""
    return {entry.whole("year"): _year_table(entry) for entry in file.entries("year", "year")}


def _year_table(entry: Entry) -> DayTable:
    year, table = entry.whole("year"), _table(entry)
    if any(day.year != year for day in table.rest | table.work):
        raise entry.wrong(f"all days must lie in {year}")
    return table


def _table(entry: Entry) -> DayTable:
    work = frozenset(entry.days("work"))
    rest = frozenset(day for span in entry.entries("rest") for day in _days(span))
    version = entry.text("version")
    entry.finish()
    if rest & work:
        raise entry.wrong(f"{min(rest & work)} is named as rest and as work")
    return DayTable(version, rest, work)


def _days(span: Entry) -> Iterator[date]:
    first, last = span.day("from"), span.day("to")
    span.finish()
    if last < first:
        raise span.wrong("to lies before from")
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _hours(settings: Entry, key: str) -> Hours:
    entry = settings.entry(key)
    hours = Hours(entry.hour("from"), entry.hour("to"))
    entry.finish()
    return hours


def clock_rules_from(file: Entry) -> tuple[ClockRule, ...]:
    """The clock rules; two rules of one id must not hold on one day."""
    entries = file.entries("clock", "id")
    file.finish()
    rules = tuple(map(_clock_rule, entries))
    refuse_overlap(file, [(rule.id, rule.valid_from, rule.valid_to) for rule in rules])
    return rules


def _clock_rule(entry: Entry) -> ClockRule:
    rule = ClockRule(
        id=entry.text("id"),
        start=entry.choice("start", Event),
        length=entry.whole("length"),
        measure=entry.choice("measure", Measure),
        met_by=frozenset(entry.choices("met_by", Event)),
        procedures=frozenset(entry.choices("procedures", Procedure)),
        debtor=entry.choice("debtor", Debtor),
        law=entry.text("law"),
        article=entry.text("article"),
        valid_from=entry.day("valid_from"),
        valid_to=entry.day_or_none("valid_to"),
        pauses=entry.flag("pauses"),
        movable=entry.whole_or("movable", 0),
    )
    entry.finish()
    if rule.movable < 0:
        raise entry.wrong("movable must be 0 or more calendar days")
    as_written = rule.length == 0 and rule.procedures == {Procedure.ORDER}
    if rule.length < 1 and not as_written:
        raise entry.wrong(
            "length must be at least 1; 0, as written on the order, with the procedure order alone"
        )
    if not rule.met_by:
        raise entry.wrong("met_by must name what meets the clock")
    return rule


def ladders_from(file: Entry, hours: Hours) -> dict[Debtor, LadderRule]:
    """The ladder of each debtor who is reminded."""
    entries = file.entries("ladder", "debtor")
    file.finish()
    return {rule.debtor: rule for rule in (_ladder(entry, hours) for entry in entries)}


def _ladder(entry: Entry, hours: Hours) -> LadderRule:
    at = entry.hour("at")
    if not hours.cover(at):
        raise entry.wrong("at must lie within the working hours")
    steps = {rung.whole("offset"): _receivers(rung) for rung in entry.entries("rungs", "offset")}
    if not steps:
        raise entry.wrong("rungs must not be empty")
    weekly = entry.entry_or_none("then")
    if weekly:
        steps |= _weekly(weekly, max(steps))
    rule = LadderRule(entry.choice("debtor", Debtor), tuple(_rung(n, at, steps[n]) for n in sorted(steps)))
    entry.finish()
    return rule


def _weekly(entry: Entry, last: int) -> dict[int, tuple[Receiver, ...]]:
    every, times, receivers = entry.whole("every"), entry.whole("times"), _receivers(entry)
    if every < 1:
        raise entry.wrong("every must be at least 1")
    return {last + every * turn: receivers for turn in range(1, times + 1)}


def _rung(offset: int, at: time, receivers: tuple[Receiver, ...]) -> RungRule:
    return RungRule(f"D{offset:+d}", offset, at, receivers)


def _receivers(entry: Entry) -> tuple[Receiver, ...]:
    receivers = entry.choices("receivers", Receiver)
    entry.finish()
    return receivers


def refuse_overlap(file: Entry, periods: list[tuple[str, date, date | None]]) -> None:
    """Refuse two periods of one name that share a day: then no day has two rules."""
    seen: dict[str, list[tuple[date, date]]] = {}
    for name, since, until in periods:
        last = until or date.max
        for other_since, other_last in seen.setdefault(name, []):
            if since <= other_last and other_since <= last:
                raise file.wrong(f"two rules of {name} hold on {max(since, other_since)}")
        seen[name].append((since, last))
