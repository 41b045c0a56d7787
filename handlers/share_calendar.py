"""日历文件: the own duties of the year to come as a file for one's own calendar (W6)."""

from domain.errors import Refusal
from domain.permissions import Deed, may, standing
from domain.services.duty_calendar import own_duties
from handlers.kit.feature import Feature
from handlers.kit.ics import DutyCalendar
from handlers.kit.paper import Look, Paper
from handlers.kit.talk import Turn

OWN_DUTIES = "own_duties"


def _share(turn: Turn, _: str = "") -> None:
    """The file is drawn when it leaves. Refusal duty_day.not_yours."""
    if not may(Deed.DO_DUTY, standing(turn.me.roles(turn.now))):
        raise Refusal("duty_day.not_yours")
    turn.say("calendar.sent", paper=f"{OWN_DUTIES}:")


def _duties(look: Look, _: str) -> Paper:
    """Refusal duty_day.not_yours: no duties (any more)."""
    if not may(Deed.DO_DUTY, standing(look.me.roles(look.now))):
        raise Refusal("duty_day.not_yours")
    return DutyCalendar(own_duties(look.uow, look.me, look.now), look.now)


FEATURE = Feature("share_calendar", commands={"calendar": _share}, papers={OWN_DUTIES: _duties})
