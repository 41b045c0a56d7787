"""Joining as somebody who works here, by an invitation link that works once (H1)."""

from domain.messages import Rows
from domain.people import Role
from domain.services.enrolling import enrol
from domain.services.outlook import unit_name
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button

PREFIX = "inv_"
"""What the start argument of an invitation begins with."""

FIRST_STEPS: dict[Role, tuple[str, ...]] = {
    Role.CADRE: ("todo", "duty"),
    Role.UNIT_LEAD: ("todo", "duty"),
    Role.OFFICE: ("todo", "duty"),
    Role.LEADER: ("duty",),
    Role.INFORMATION_WORKER: ("observe",),
    Role.ADMINISTRATOR: ("staff", "district"),
}
"""What somebody new in a role can do at once, by the name of the command."""


def join(turn: Turn, argument: str) -> None:
    """Take the invitation, and say what the role is and what to do first."""
    turn.me, binding = enrol(turn.uow, argument.removeprefix(PREFIX), turn.me, turn.now)
    steps = FIRST_STEPS.get(binding.role, ())
    rows: Rows = (tuple(button(f"menu.{name}", f"go:{name}") for name in steps),) if steps else ()
    turn.say(f"enrol.{binding.role}", rows, unit=unit_name(turn.uow, binding.unit))


FEATURE = Feature("enrol")
