"""Which days are worked, which are rest, and when offices may be reminded: the calendar of the district."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayTable:
    """Rest days and make-up working days of one notice; `version` is what the notice is quoted as."""

    version: str
    rest: frozenset[date]
    work: frozenset[date]

    def decides(self, day: date) -> bool:
        """Whether the notice names this day."""
        return day in self.rest or day in self.work


@dataclass(frozen=True, slots=True)
class Hours:
    """A span of the clock on the wall, from `start` up to `end`; it may reach past midnight."""

    start: time
    end: time

    def cover(self, at: time) -> bool:
        """Whether this time of day lies in the span."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """Days and hours of one district; a day outside the known years is judged by the working week alone.

    `years`: the complete national table of a year (全国年节及纪念日放假办法 7); `local`: days a district
    adds, which come first (同办法 4). `working_week`: ISO weekdays, 1 is Monday. Moments are aware UTC.
    """

    years: Mapping[int, DayTable]
    local: tuple[DayTable, ...]
    zone: ZoneInfo
    working_week: frozenset[int]
    working_hours: Hours
    quiet_hours: Hours

    @property
    def known_until(self) -> date | None:
        """Last day of the last year whose table is known, None without any table."""
        return date(max(self.years), 12, 31) if self.years else None

    def provisional(self, day: date) -> bool:
        """Whether the year's table is unknown, so that only the working week speaks."""
        return day.year not in self.years

    def version(self, first: date, last: date) -> str:
        """Labels of the notices that decide the years from `first` to `last`; "" where none is known."""
        years = range(first.year, last.year + 1)
        labels = [self.years[year].version for year in years if year in self.years]
        touched = (t for t in self.local if any(first <= day <= last for day in t.rest | t.work))
        return "; ".join([*labels, *(table.version for table in touched)])

    def is_working_day(self, day: date) -> bool:
        """Whether offices work: the district's own days first, then the national table, then the week."""
        for table in self.local:
            if table.decides(day):
                return day in table.work
        national = self.years.get(day.year)
        if national is not None and national.decides(day):
            return day in national.work
        return day.isoweekday() in self.working_week

    def is_statutory_rest(self, day: date) -> bool:
        """法定休假日 in the sense of 民法典 203: weekends and holidays, but no make-up working day."""
        return not self.is_working_day(day)

    def next_working_day(self, day: date) -> date:
        """The first working day after this one."""
        return self.working_day_from(day + DAY)

    def previous_working_day(self, day: date) -> date:
        """The last working day before this one."""
        return self.working_day_until(day - DAY)

    def working_day_from(self, day: date) -> date:
        """This day if worked, else the next working day."""
        while self.is_statutory_rest(day):
            day += DAY
        return day

    def working_day_until(self, day: date) -> date:
        """This day if worked, else the working day before."""
        while self.is_statutory_rest(day):
            day -= DAY
        return day

    def add_working_days(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`, which itself is not counted (民法典 201); count ≥ 0."""
        day = start
        for _ in range(count):
            day = self.next_working_day(day)
        return day

    def add_hours(self, at: datetime, hours: int) -> datetime:
        """The moment after so many hours that lie on working days (民法典 201: hours run from the moment itself)."""
        left, now = timedelta(hours=hours), at
        while left > (until := self.end_of_day(self.day_of(now)) - now) or not self._counts(now):
            left -= until if self._counts(now) else timedelta()
            now += until
        return now + left

    def last_day_before(self, at: datetime) -> date:
        """The day that this moment ends or falls into: midnight belongs to the day that it ends."""
        return self.day_of(at - timedelta(microseconds=1))

    def _counts(self, at: datetime) -> bool:
        return self.is_working_day(self.day_of(at))

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; below zero when `end` lies before."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working_day(start + n * DAY) for n in range(1, (end - start).days + 1))

    def working_day_by(self, day: date, offset: int) -> date:
        """The working day `offset` days from `day`; rest days move it back if before `day`, else on."""
        wished = add_days(day, offset)
        return self.working_day_until(wished) if offset < 0 else self.working_day_from(wished)

    def local_time(self, at: datetime) -> datetime:
        """The moment as the district's wall clock shows it."""
        return at.astimezone(self.zone)

    def day_of(self, at: datetime) -> date:
        """The district's date at this moment."""
        return self.local_time(at).date()

    def moment(self, day: date, at: time) -> datetime:
        """The UTC moment when the district's clocks show this day and time."""
        return datetime.combine(day, at, self.zone).astimezone(UTC)

    def end_of_day(self, day: date) -> datetime:
        """24:00 of the day (民法典 203), the first moment that no longer belongs to it, in UTC."""
        return self.moment(day + DAY, time())

    def is_working_time(self, at: datetime) -> bool:
        """Whether offices are at work at this moment."""
        here = self.local_time(at)
        return self.is_working_day(here.date()) and self.working_hours.cover(here.time())

    def next_working_moment(self, at: datetime) -> datetime:
        """This moment if offices are at work, else the start of their next hours, in UTC."""
        if self.is_working_time(at):
            return at
        here = self.local_time(at)
        today = here.date() if here.time() < self.working_hours.start else here.date() + DAY
        return self.moment(self.working_day_from(today), self.working_hours.start)

    def is_quiet(self, at: datetime) -> bool:
        """Whether people are left in peace at this moment."""
        return self.quiet_hours.cover(self.local_time(at).time())

    def after_quiet(self, at: datetime) -> datetime:
        """This moment if it is not quiet, else the end of the quiet hours, in UTC."""
        if not self.is_quiet(at):
            return at
        here = self.local_time(at)
        day = here.date() if here.time() < self.quiet_hours.end else here.date() + DAY
        return self.moment(day, self.quiet_hours.end)


def add_days(start: date, count: int) -> date:
    """`count` calendar days after `start`, which itself is not counted (民法典 201)."""
    return start + count * DAY
