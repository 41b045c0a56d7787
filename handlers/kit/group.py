"""What the card shows of concerns that are handled together (并单): how many, and the way to each of them."""

from domain.concern import Concern
from domain.messages import Button, Words, words
from domain.permissions import Deed
from domain.relations import may_on
from domain.services.regrouping import others
from handlers.kit.talk import Turn, button


def seen_group(turn: Turn, concern: Concern) -> list[Concern]:
    """The others that this person may see."""
    return [one for one in others(turn.uow, concern) if may_on(Deed.VIEW_CARD, turn.me, one, turn.now)]


def group_lines(turn: Turn, concern: Concern) -> list[Words]:
    """「并单」 with how many others."""
    found = seen_group(turn, concern)
    return [words("card.group", n=len(found))] if found else []


def group_button(turn: Turn, concern: Concern) -> list[Button]:
    """The list of the others."""
    return [button("button.group", f"group:{concern.id}")] if seen_group(turn, concern) else []
