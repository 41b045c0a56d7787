"""What begins when Telegram has accepted a message: delivery is what the law counts from (条例 23, 35)."""

from datetime import datetime

from domain.clocks import Event
from domain.concern import Act, Concern
from domain.services.ports import UnitOfWork
from domain.services.tallying import tally
from domain.services.timing import happened

EVENTS = {
    "accepted": Event.NOTICE_DELIVERED,
    "reply": Event.REPLY_DELIVERED,
    "review": Event.REVIEW_DELIVERED,
}


def delivered(uow: UnitOfWork, deed: str, now: datetime) -> None:
    """Bring the clocks up to date; `deed` is the `on_delivery` of the delivered message, such as "reply:ID".

    A second delivery of the same notice changes nothing.
    """
    name, _, subject = deed.partition(":")
    concern = uow.concerns.get(subject)
    if concern is not None and name in EVENTS:
        happened(uow, concern, EVENTS[name], now)
        if name == "reply" and _replied_anew(uow, concern):
            happened(uow, concern, Event.REWORK_DELIVERED, now)
        tally(uow, concern)


def _replied_anew(uow: UnitOfWork, concern: Concern) -> bool:
    """Whether the last reply came after a rework: it has an own time for 复查, the old one stays where it was."""
    acts = [row.act for row in uow.history.of(concern.id) if row.act in (Act.REPLY, Act.REWORK)]
    return Act.REWORK in acts and acts[-1] is Act.REPLY
