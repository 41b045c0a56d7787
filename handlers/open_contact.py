"""The handler opens how the reporter can be reached: with a reason, which the reporter can read (T9)."""

from domain.concern import Act
from domain.draft import Draft
from domain.messages import words
from domain.services.handling import contact_left, view_contact
from domain.services.stepping import check_step
from handlers.kit.card import seen
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.reason import Reason
from handlers.kit.talk import Turn, button

WHY = Reason(
    "why", "view_contact.ask_why", ("view_contact.call", "view_contact.visit", "view_contact.deliver")
)


def _open(turn: Turn, draft: Draft) -> None:
    concern = seen(turn, draft.about)
    reason = WHY.said(turn, draft.answers["why"])
    contact = view_contact(turn.uow, concern, turn.me, turn.now, reason)
    none = words("contact.not_given")
    turn.say(
        "contact.shown",
        ((button("button.card", f"card:{concern.id}"),),),
        concern=concern.id,
        number=concern.number,
        name=contact.name or none,
        phone=contact.phone or none,
    )


VIEW_CONTACT = Dialogue("view_contact", (WHY,), _open)


def _begin(turn: Turn, concern_id: str) -> None:
    """Refusal contact.none: nothing was left, so nothing is asked."""
    concern = seen(turn, concern_id)
    check_step(concern, Act.VIEW_CONTACT, turn.me, turn.now)
    contact_left(turn.uow, concern)
    begin_and_ask(turn, VIEW_CONTACT, concern.id)


FEATURE = Feature("open_contact", presses={"view_contact": _begin}, dialogues=(VIEW_CONTACT,))
