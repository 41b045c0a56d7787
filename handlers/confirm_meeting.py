"""三见面: the resident says by one button that they have met the handler; nobody can say it for them."""

from domain.messages import words
from domain.services.following import own_concern
from domain.services.meeting import meet_as_reporter
from handlers.kit.feature import Feature
from handlers.kit.progress_card import show_progress
from handlers.kit.talk import Turn


def _met(turn: Turn, concern_id: str) -> None:
    concern = own_concern(turn.uow, concern_id, turn.me, turn.now)
    after = meet_as_reporter(turn.uow, concern, turn.me, turn.now)
    turn.toast = words("done.meet_as_reporter")
    show_progress(turn, after, bound=True)


FEATURE = Feature("confirm_meeting", presses={"met": _met})
