"""催办: one press by the reporter, seen by the handler and the office, so often as the district allows (T6)."""

from domain.messages import words
from domain.services.following import own_concern
from domain.services.outlook import next_step
from domain.services.withdrawing import urge
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button


def _press(turn: Turn, concern_id: str) -> None:
    concern = own_concern(turn.uow, concern_id, turn.me, turn.now)
    urge(turn.uow, concern, turn.me, turn.now)
    turn.toast = words("done.urge")
    follow = ((button("button.follow", f"mine:{concern.id}"),),)
    turn.say(
        "urge.done", follow, concern=concern.id, number=concern.number, next=next_step(turn.uow, concern)
    )


FEATURE = Feature("urge", presses={"urge": _press})
