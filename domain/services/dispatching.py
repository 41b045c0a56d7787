"""四个一调度: when a week, half a month, a quarter or half a year is over, the office sends its figures round (S2)."""

from datetime import date, datetime, timedelta

from domain.errors import Refusal
from domain.messages import Button, Message, Weight, Words, words
from domain.people import Person, Role
from domain.periods import Period, Span, neighbour, period_in, period_of
from domain.permissions import Deed
from domain.relations import check
from domain.reports import Pack
from domain.services.ports import UnitOfWork

LATE_DAYS = 5
"""Calendar days for which the office is still told that a pack is ready, should the service have slept."""


def last_period(pack: Pack, today: date) -> Period:
    """The newest period of the pack that is over."""
    return neighbour(period_of(pack.span, today), later=False)


def ready_at(uow: UnitOfWork, pack: Pack, period: Period) -> datetime:
    """The first working day after the period, at the pack's hour."""
    calendar = uow.policy.calendar
    return calendar.moment(calendar.working_day_from(period.last + timedelta(days=1)), pack.at)


def offer_packs(uow: UnitOfWork, now: datetime) -> int:
    """Tell the office, once for each period, that a pack is ready to be looked at and sent; how many were told.

    After a long holiday two weeks are ready on one morning.
    """
    told = 0
    for pack in uow.policy.reports.packs:
        last = last_period(pack, uow.policy.calendar.day_of(now))
        for period in (neighbour(last, later=False), last):
            ready = ready_at(uow, pack, period)
            if ready <= now < ready + timedelta(days=LATE_DAYS):
                told += _offer(uow, pack, period, now)
    return told


def dispatch(
    uow: UnitOfWork, me: Person, pack_id: str, code: str, list_id: str, now: datetime
) -> tuple[Pack, Period, int]:
    """Send the figures of the period to everybody on the list; each gets what their own role may see.

    Returns to how many it goes now; whoever has it already gets it no second time. Refusal deed.not_yours;
    pack.unknown; pack.not_over: the period runs on.
    """
    check(Deed.DISPATCH, me, now)
    pack, period = found(uow, pack_id, code, now)
    listed = uow.policy.reports.distribution(list_id) if list_id in pack.lists else None
    if listed is None:
        raise Refusal("pack.unknown")
    said = words("pack.sent", pack=words(f"pack.{pack.id}"), period=period_words(period))
    new = [
        uow.outbox.put(
            Message(
                one.chat,
                said,
                weight=Weight.COMES_AGAIN,
                once=f"pack:{pack.id}:{period.code}:{one.id}",
                paper=f"figures:{period.code}",
                not_before=uow.policy.calendar.after_quiet(now),
            ),
            now,
        )
        for one in uow.people.with_roles(listed.roles, now)
    ]
    return pack, period, sum(new)


def found(uow: UnitOfWork, pack_id: str, code: str, now: datetime) -> tuple[Pack, Period]:
    """Pack and period of a button. Refusal pack.unknown, pack.not_over."""
    pack, period = uow.policy.reports.pack(pack_id), period_in(code)
    if pack is None or period is None or period.span is not pack.span:
        raise Refusal("pack.unknown")
    if period.last >= uow.policy.calendar.day_of(now):
        raise Refusal("pack.not_over")
    return pack, period


def _offer(uow: UnitOfWork, pack: Pack, period: Period, now: datetime) -> int:
    said = words("pack.ready", pack=words(f"pack.{pack.id}"), period=period_words(period))
    rows = ((Button(words("pack.look"), f"packs:show.{pack.id}.{period.code}"),),)
    new = [
        uow.outbox.put(
            Message(
                one.chat,
                said,
                rows,
                weight=Weight.COMES_AGAIN,
                once=f"pack_ready:{pack.id}:{period.code}:{one.id}",
            ),
            now,
        )
        for one in uow.people.with_roles((Role.OFFICE,), now)
    ]
    return sum(new)


HALVES = {
    (Span.HALF_MONTH, 1): "period.half_month_1",
    (Span.HALF_MONTH, 2): "period.half_month_2",
    (Span.HALF_YEAR, 1): "period.half_year_1",
    (Span.HALF_YEAR, 2): "period.half_year_2",
}
"""The names of halves, which people call the first and the second."""


def period_words(period: Period) -> Words:
    """Its name, such as 2026年第47周."""
    half = HALVES.get((period.span, period.number))
    key = half or f"period.{period.span}"
    return words(key, year=f"{period.year}", month=period.first.month, n=period.number)
