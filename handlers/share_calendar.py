"""日历文件: the own duties of the year to come as a file for one's own calendar (W6)."""

from domain.errors import Refusal
from domain.messages import Message, words
from domain.people import Deed, may, standing
from domain.services.duty_calendar import OWN_DUTIES
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn


def _share(turn: Turn, _: str = "") -> None:
    """The file is drawn when it leaves. Refusal duty_day.not_yours."""
    if not may(Deed.DO_DUTY, standing(turn.me.roles(turn.now))):
        raise Refusal("duty_day.not_yours")
    draws = f"{OWN_DUTIES}{turn.me.id}"
    turn.uow.outbox.put(Message(turn.heard.chat, words("calendar.sent"), draws=draws), turn.now)


FEATURE = Feature("share_calendar", commands={"calendar": _share})
