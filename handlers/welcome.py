"""The first words, the menu of what one can do here, and help when something was not understood."""

from collections.abc import Sequence

from domain.messages import Button, Fact, Rows, words
from domain.people import Role
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button

RESIDENT_MENU = (
    "report",
    "mine",
    "lookup",
    "reception",
    "emergency",
    "help",
    "contacts",
    "mailbox",
    "language",
)
WORK_MENU: dict[str, tuple[Role, ...]] = {
    "observe": (Role.INFORMATION_WORKER,),
    "todo": (Role.CADRE, Role.UNIT_LEAD, Role.OFFICE),
    "reviews": (Role.REVIEWER,),
    "led": (Role.LEADER,),
    "unreached": (Role.OFFICE,),
    "agenda": (Role.OFFICE,),
    "duty": (Role.CADRE, Role.UNIT_LEAD, Role.LEADER, Role.OFFICE),
    "diary": (Role.CADRE, Role.UNIT_LEAD, Role.LEADER),
    "receptions": (Role.OFFICE, Role.LEADER),
    "ledger": (Role.OFFICE,),
    "figures": (Role.UNIT_LEAD, Role.OFFICE, Role.LEADER),
    "sweep": (Role.INFORMATION_WORKER, Role.OFFICE),
    "monthly": (Role.UNIT_LEAD, Role.OFFICE, Role.LEADER),
    "packs": (Role.OFFICE,),
    "sums": (Role.UNIT_LEAD, Role.OFFICE, Role.LEADER),
    "staff": (Role.OFFICE, Role.ADMINISTRATOR),
    "roles": tuple(role for role in Role if role is not Role.RESIDENT),
}
"""What is done most often stands first in both."""
FOR_WORK, FOR_RESIDENTS = 8, 7
"""So many buttons are shown at once; what is left is behind “more”, and can be typed all the same."""


def menu(turn: Turn) -> None:
    """What this person can do, as buttons; work first for those who work here."""
    _say(turn, "welcome.menu")


def _start(turn: Turn, _: str) -> None:
    working = turn.me.roles(turn.now) != {Role.RESIDENT}
    _say(turn, "welcome.worker" if working else "welcome.resident")


def _help(turn: Turn, _: str) -> None:
    office = turn.policy.units.office
    _say(turn, "welcome.help", office=office.name, address=office.address)


def unknown_command(turn: Turn) -> None:
    """A command that we do not have."""
    _say(turn, "welcome.unknown_command")


def not_understood(turn: Turn) -> None:
    """Free words of somebody who works here and is in no dialogue."""
    _say(turn, "welcome.not_understood")


def strange(turn: Turn) -> None:
    """A sticker, a poll, a dice: nothing a concern can be made of."""
    _say(turn, "welcome.strange")


def _say(turn: Turn, key: str, **facts: Fact) -> None:
    """The sentence with the first page of the menu."""
    pages = _pages(turn)
    turn.answer(words(key, **facts), _pairs(pages[0]))
    turn.can_be_typed(pages[1:])


def _turn_page(turn: Turn, what: str) -> None:
    """Another page of the menu, in place of this one; what stands on the others can be typed."""
    pages = _pages(turn)
    at = min(int(what), len(pages) - 1) if what.isdecimal() else 0
    turn.show("welcome.menu", _pairs(pages[at]))
    turn.can_be_typed((*pages[:at], *pages[at + 1 :]))


def _pages(turn: Turn) -> Rows:
    """The buttons of each page, with the ways to the next and to the one before."""
    roles = turn.me.roles(turn.now)
    work = [name for name, needed in WORK_MENU.items() if roles & set(needed)]
    names = [*work, *(RESIDENT_MENU if not work else ("report", "mine", "help"))]
    most = FOR_WORK if work else FOR_RESIDENTS
    pages: list[tuple[Button, ...]] = []
    while names:
        back = (button("button.less", f"menu:{len(pages) - 1}"),) if pages else ()
        all_fit = len(names) + len(back) <= most
        more = () if all_fit else (button("button.more", f"menu:{len(pages) + 1}"),)
        room = most - len(back) - len(more)
        pages.append((*(button(f"menu.{name}", f"go:{name}") for name in names[:room]), *more, *back))
        names = names[room:]
    return tuple(pages)


def _pairs(buttons: Sequence[Button]) -> Rows:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _nothing_to_cancel(turn: Turn, _: str) -> None:
    _say(turn, "welcome.nothing_to_cancel")


FEATURE = Feature(
    "welcome",
    commands={"start": _start, "help": _help, "cancel": _nothing_to_cancel},
    presses={"menu": _turn_page},
)
