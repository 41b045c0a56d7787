"""领导接访: a day on which a leader receives residents, its numbered places, and who has booked one."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.calendar import DAY, WorkCalendar

AHEAD = 366
"""Calendar days ahead that lists show; nothing farther can be published."""
PROPOSED = 62
"""Calendar days in which days are proposed."""


class Outcome(StrEnum):
    """What came of it: 当场答复, 承诺办理, 指引其他途径, or the resident did not come."""

    ANSWERED = "answered"
    PROMISED = "promised"
    POINTED = "pointed"
    ABSENT = "absent"


class Ending(StrEnum):
    """Why a booking holds no more: taken back or changed by the resident, or the day was called off."""

    CANCELLED = "cancelled"
    CHANGED = "changed"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class Reception:
    """One day. `leader`: person id. `title`: as residents read it, an office and no name. `venue`: where.

    `places`: how many residents, numbered from 1. `minutes`: for each, 0 where people are called by number only.
    `called_off_at`: None while it stands.
    """

    id: str
    leader: str
    title: str
    day: date
    start: time
    venue: str
    places: int
    minutes: int
    made_at: datetime
    made_by: str
    called_off_at: datetime | None = None

    def turn_of(self, number: int) -> time:
        """When this number's turn is, as far as the day says; the beginning where people are called by number."""
        begun = datetime.combine(self.day, self.start)
        return (begun + timedelta(minutes=self.minutes * (number - 1))).time()


@dataclass(frozen=True, slots=True)
class Booking:
    """One place of a day. `concern`: id of the resident's own one, or "" and then `matter` says it in short.

    `called`: how they want to be called, "" for not at all. `said`: what was told after `outcome`, in words.
    """

    id: str
    reception: str
    number: int
    person: str
    concern: str
    matter: str
    called: str
    made_at: datetime
    ended_at: datetime | None = None
    ending: Ending | None = None
    outcome: Outcome | None = None
    said: str = ""

    @property
    def holds(self) -> bool:
        """Whether the place is still theirs."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class ReceptionRules:
    """When residents are reminded (the day before, the same morning) and the brief leaves; then booking closes too.

    `roster_days`: so many days after it the day's list can still be opened; `booking_days`: so many days after it the
    bookings are forgotten. `monthly_days`: days of the month on which chief leaders receive; `weekdays`: ISO weekdays
    on which the others do by turn (DOMAIN.md 5).
    """

    eve_at: time
    morning_at: time
    brief_at: time
    roster_days: int
    booking_days: int
    monthly_days: tuple[int, ...]
    weekdays: tuple[int, ...]


def closing(reception: Reception, rules: ReceptionRules, calendar: WorkCalendar) -> datetime:
    """When booking ends and the brief leaves: on the working day before, in UTC."""
    return calendar.moment(calendar.previous_working_day(reception.day), rules.brief_at)


def beginning(reception: Reception, calendar: WorkCalendar) -> datetime:
    """When it begins, in UTC."""
    return calendar.moment(reception.day, reception.start)


def turn(reception: Reception, number: int, calendar: WorkCalendar) -> datetime:
    """When this number's turn is, in UTC."""
    return calendar.moment(reception.day, reception.turn_of(number))


def proposed_days(
    rules: ReceptionRules, today: date, calendar: WorkCalendar, limit: int = 4
) -> tuple[date, ...]:
    """The next days that the rule of the district proposes; one that is a rest day gives way to the next working day.

    Those with time to be announced: from the third day on.
    """
    wished = (today + n * DAY for n in range(3, PROPOSED))
    meant = (day for day in wished if day.day in rules.monthly_days or day.isoweekday() in rules.weekdays)
    found = dict.fromkeys(calendar.working_day_from(day) for day in meant)
    return tuple(sorted(found)[:limit])
