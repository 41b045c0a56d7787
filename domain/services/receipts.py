"""Paper receipts: the date on which a written notice or a reply was handed over where no chat could take it."""

from datetime import date, datetime, time

from domain.clocks import Event, starting
from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.people import Person
from domain.services.ports import UnitOfWork
from domain.services.stepping import take_step
from domain.services.tallying import tally
from domain.services.timing import happened, procedure, rule_of, running

NOTICES = (Act.ACCEPT, Act.DECLINE, Act.POINT)


def receipt_owed(uow: UnitOfWork, concern: Concern) -> Event | None:
    """What still waits for a receipt: the notice of acceptance or not, else the reply; None when both arrived."""
    acts = {row.act for row in uow.history.of(concern.id)}
    waiting = {event for clock in running(uow, concern) for event in rule_of(uow, clock).met_by}
    if Event.NOTICE_DELIVERED in waiting and acts & set(NOTICES):
        return Event.NOTICE_DELIVERED
    if Act.REPLY in acts and _counts_from_delivery(uow, concern):
        return Event.REPLY_DELIVERED
    return None


def enter_receipt(uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, day: date) -> Concern:
    """The date on the signed receipt: it counts as the delivery ("Delivered", DOMAIN.md 4).

    Refusal receipt.not_owed, receipt.in_future, receipt.too_early (before the notice was written).
    """
    event = receipt_owed(uow, concern)
    if event is None:
        raise Refusal("receipt.not_owed", number=concern.number)
    calendar = uow.policy.calendar
    written = calendar.day_of(_written_at(uow, concern, event))
    if day > calendar.day_of(now):
        raise Refusal("receipt.in_future", day=day)
    if day < written:
        raise Refusal("receipt.too_early", day=day, written=written)
    after = take_step(uow, concern, Act.ENTER_RECEIPT, actor, now, day.isoformat())
    happened(uow, after, event, min(now, calendar.moment(day, time(12))))
    tally(uow, after)
    return after


def _counts_from_delivery(uow: UnitOfWork, concern: Concern) -> bool:
    """Whether a clock waits to be started by the delivery of the reply."""
    today = uow.policy.calendar.day_of(concern.registered_at)
    rules = starting(uow.policy.clocks, Event.REPLY_DELIVERED, procedure(uow, concern), today)
    begun = {clock.rule for clock in uow.clocks.of(concern.id)}
    return any(rule.id not in begun for rule in rules)


def _written_at(uow: UnitOfWork, concern: Concern, event: Event) -> datetime:
    wanted = NOTICES if event is Event.NOTICE_DELIVERED else (Act.REPLY,)
    return next(row.at for row in reversed(uow.history.of(concern.id)) if row.act in wanted)
