"""月报告: drafted from what is known, completed by the unit, sent to the office (S2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.duties import Occurrence, begins
from domain.errors import Refusal
from domain.messages import Button, Fact, Message, Weight, Words, words
from domain.months import last_day, month_of
from domain.people import Person, Role
from domain.permissions import Deed
from domain.relations import check
from domain.reports import ReportSection, Section
from domain.services.drafting import Drafted, drafted
from domain.services.ports import UnitOfWork
from domain.services.rostering import does
from domain.services.serving import DONE, is_over, mark, occurrences_between

DUTY = "monthly_report"
"""The duty that is done with the report."""


@dataclass(frozen=True, slots=True)
class MonthReport:
    """A report as it stands: what the unit wrote, and what the draft says where it wrote nothing.

    `gaps`: sections that still ask for words of the unit. `sent_at`: None while it has not gone to the office as it
    stands.
    """

    unit: str
    month: date
    sections: Mapping[Section, Words | str]
    written: frozenset[Section]
    gaps: tuple[Section, ...]
    due_on: date
    sent_at: datetime | None


def report_of(uow: UnitOfWork, me: Person, unit: str, month: date, now: datetime) -> MonthReport:
    """A report of the own unit, or one that was sent, for office and leaders.

    Refusal deed.not_yours, monthly.unknown: it is not sent yet.
    """
    own = unit in me.units(now, Role.UNIT_LEAD)
    check(Deed.WRITE_REPORT if own else Deed.SEE_REPORTS, me, now)
    found = _as_it_stands(uow, me, unit, month, now)
    if not own and found.sent_at is None:
        raise Refusal("monthly.unknown")
    return found


def write_section(
    uow: UnitOfWork, me: Person, unit: str, month: date, section: Section, text: str, now: datetime
) -> None:
    """The unit's own words in the place of the draft's; a report that was sent has to be sent again.

    Refusal deed.not_yours.
    """
    _check_own(me, unit, now)
    uow.reports.put(ReportSection(unit, month, section, text, now))


def send(
    uow: UnitOfWork, me: Person, unit: str, month: date, texts: Mapping[Section, str], now: datetime
) -> bool:
    """The report goes to the office, and the duty of it is done; False if it lies there already just so.

    `texts`: each section as it reads now.
    Refusal deed.not_yours.
    """
    _check_own(me, unit, now)
    report = _as_it_stands(uow, me, unit, month, now)
    if report.sent_at is not None:
        return False
    for section in Section:
        uow.reports.put(ReportSection(unit, month, section, texts[section], now, now))
    _tell_office(uow, unit, month, now)
    _duty_done(uow, unit, month, now)
    return True


def sent_reports(
    uow: UnitOfWork, me: Person, month: date, now: datetime
) -> list[tuple[str, datetime | None]]:
    """Every unit that writes one, in the order of the directory, with when its report was sent.

    Refusal deed.not_yours.
    """
    check(Deed.SEE_REPORTS, me, now)
    kinds = uow.policy.reports.monthly.kinds
    units = [unit.id for unit in uow.policy.units.by_id.values() if unit.kind in kinds]
    return [(unit, _sent_at(uow.reports.of(unit, month))) for unit in units]


def draft_reports(uow: UnitOfWork, now: datetime) -> int:
    """From the day of the draft until the report is due, tell those who lead a unit that theirs is ready; how many."""
    rule, calendar = uow.policy.reports.monthly, uow.policy.calendar
    today = calendar.day_of(now)
    month = month_of(today)
    begins = calendar.moment(month.replace(day=rule.draft_day), rule.at)
    if now < begins or today > _due_on(uow, month):
        return 0
    units = [unit.id for unit in uow.policy.units.by_id.values() if unit.kind in rule.kinds]
    return sum(_offer(uow, unit, month, now) for unit in units)


def comes_with_draft(uow: UnitOfWork, person: Person, occurrence: Occurrence, now: datetime) -> bool:
    """Whether the word that the draft is ready announces this duty to the person: they lead a unit that writes one."""
    led = (uow.policy.units.by_id.get(unit) for unit in person.units(now, Role.UNIT_LEAD))
    kinds = uow.policy.reports.monthly.kinds
    return occurrence.rule.id == DUTY and any(unit is not None and unit.kind in kinds for unit in led)


def _offer(uow: UnitOfWork, unit: str, month: date, now: datetime) -> int:
    due_on = _due_on(uow, month)
    until = uow.policy.calendar.moment(due_on + timedelta(days=1), time())
    said = words("monthly.ready", unit=uow.policy.units.get(unit).name, month=_month(month), due=due_on)
    rows = ((Button(words("monthly.open"), f"monthly:show.{unit}.{month:%Y-%m}"),),)
    new = [
        uow.outbox.put(
            Message(
                one.chat,
                said,
                rows,
                weight=Weight.COMES_AGAIN,
                once=f"monthly:{unit}:{month:%Y-%m}:{one.id}",
                not_before=uow.policy.calendar.after_quiet(now),
                expires_at=until,
            ),
            now,
        )
        for one in uow.people.in_unit(unit, (Role.UNIT_LEAD,), now)
    ]
    return sum(new)


def _as_it_stands(uow: UnitOfWork, me: Person, unit: str, month: date, now: datetime) -> MonthReport:
    written = uow.reports.of(unit, month)
    draft = drafted(uow, me, unit, month, now) if len(written) < len(Section) else {}
    sections: dict[Section, Words | str] = {}
    gaps = []
    for section in Section:
        if section in written:
            sections[section] = written[section].words
        else:
            part: Drafted = draft[section]
            sections[section] = words("monthly.drafted", lines=[*part.lines, *part.gaps])
            gaps += [section] if part.gaps else []
    sent_at = _sent_at(written)
    return MonthReport(unit, month, sections, frozenset(written), tuple(gaps), _due_on(uow, month), sent_at)


def _due_on(uow: UnitOfWork, month: date) -> date:
    """The day of the month by which it is due; a rest day gives way to the working day before, but to none before the
    draft."""
    rule = uow.policy.reports.monthly
    wished = month.replace(day=rule.due_day)
    day = uow.policy.calendar.working_day_until(wished)
    return day if day >= month.replace(day=rule.draft_day) else wished


def _sent_at(written: Mapping[Section, ReportSection]) -> datetime | None:
    """When all of it was sent; None while a part is not."""
    moments = [one.sent_at for one in written.values()]
    if len(moments) < len(Section) or None in moments:
        return None
    return max(moment for moment in moments if moment is not None)


def _check_own(me: Person, unit: str, now: datetime) -> None:
    check(Deed.WRITE_REPORT, me, now)
    if unit not in me.units(now, Role.UNIT_LEAD):
        raise Refusal("deed.not_yours")


def _duty_done(uow: UnitOfWork, unit: str, month: date, now: datetime) -> None:
    """For all who lead the unit, and have sent the report of every other one that they lead: nobody asks them again."""
    today, kinds = uow.policy.calendar.day_of(now), uow.policy.reports.monthly.kinds
    for day in occurrences_between(uow, DUTY, month, last_day(month)):
        if begins(day) <= today and not is_over(uow, day, now):
            for one in uow.people.in_unit(unit, (Role.UNIT_LEAD,), now):
                led = (uow.policy.units.by_id.get(other) for other in one.units(now, Role.UNIT_LEAD))
                writing = [other.id for other in led if other and other.kind in kinds]
                if does(uow, day, one, now) and all(_sent_at(uow.reports.of(u, month)) for u in writing):
                    mark(uow, one, day, DONE, now)


def _tell_office(uow: UnitOfWork, unit: str, month: date, now: datetime) -> None:
    name: Fact = uow.policy.units.get(unit).name
    said = words("monthly.arrived", unit=name, month=_month(month))
    rows = ((Button(words("monthly.open"), f"monthly:show.{unit}.{month:%Y-%m}"),),)
    for one in uow.people.with_roles((Role.OFFICE,), now):
        once = f"monthly_sent:{unit}:{month:%Y-%m}:{now.isoformat()}:{one.id}"
        uow.outbox.put(Message(one.chat, said, rows, weight=Weight.COMES_AGAIN, once=once), now)


def _month(month: date) -> Words:
    return words("month.name", year=f"{month.year}", month=month.month)
