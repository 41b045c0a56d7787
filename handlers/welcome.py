"""The first words, the menu of what one can do here, and help when something was not understood."""

from domain.messages import Rows
from domain.people import Role
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button

RESIDENT_MENU = (
    "report",
    "mine",
    "reception",
    "mailbox",
    "contacts",
    "lookup",
    "emergency",
    "language",
    "help",
)
WORK_MENU: dict[str, tuple[Role, ...]] = {
    "observe": (Role.INFORMATION_WORKER,),
    "todo": (Role.CADRE, Role.UNIT_LEAD, Role.OFFICE),
    "reviews": (Role.REVIEWER,),
    "duty": (Role.CADRE, Role.UNIT_LEAD, Role.LEADER, Role.OFFICE),
    "diary": (Role.CADRE, Role.UNIT_LEAD, Role.LEADER),
    "sweep": (Role.INFORMATION_WORKER, Role.OFFICE),
    "led": (Role.LEADER,),
    "sums": (Role.UNIT_LEAD, Role.OFFICE, Role.LEADER),
    "receptions": (Role.OFFICE, Role.LEADER),
    "agenda": (Role.OFFICE,),
    "ledger": (Role.OFFICE,),
    "figures": (Role.UNIT_LEAD, Role.OFFICE, Role.LEADER),
    "monthly": (Role.UNIT_LEAD, Role.OFFICE, Role.LEADER),
    "packs": (Role.OFFICE,),
    "staff": (Role.OFFICE, Role.ADMINISTRATOR),
    "unreached": (Role.OFFICE,),
    "roles": tuple(role for role in Role if role is not Role.RESIDENT),
}


def menu(turn: Turn) -> None:
    """What this person can do, as buttons; work first for those who work here."""
    turn.say("welcome.menu", _rows(turn))


def _start(turn: Turn, _: str) -> None:
    working = turn.me.roles(turn.now) != {Role.RESIDENT}
    turn.say("welcome.worker" if working else "welcome.resident", _rows(turn))


def _help(turn: Turn, _: str) -> None:
    office = turn.policy.units.office
    turn.say("welcome.help", _rows(turn), office=office.name, address=office.address)


def unknown_command(turn: Turn) -> None:
    """A command that we do not have."""
    turn.say("welcome.unknown_command", _rows(turn))


def not_understood(turn: Turn) -> None:
    """Free words of somebody who works here and is in no dialogue."""
    turn.say("welcome.not_understood", _rows(turn))


def strange(turn: Turn) -> None:
    """A sticker, a poll, a dice: nothing a concern can be made of."""
    turn.say("welcome.strange", _rows(turn))


def _rows(turn: Turn) -> Rows:
    roles = turn.me.roles(turn.now)
    work = [name for name, needed in WORK_MENU.items() if roles & set(needed)]
    names = [*work, *(RESIDENT_MENU if not work else ("report", "mine", "help"))]
    buttons = [button(f"menu.{name}", f"go:{name}") for name in names]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _nothing_to_cancel(turn: Turn, _: str) -> None:
    turn.say("welcome.nothing_to_cancel", _rows(turn))


FEATURE = Feature("welcome", commands={"start": _start, "help": _help, "cancel": _nothing_to_cancel})
