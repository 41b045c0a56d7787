"""The office invites by chat: a role, a unit, for whom; out comes a link to pass on, which works once (H1)."""

from domain.draft import Draft
from domain.errors import Refusal
from domain.messages import Button, Words, words
from domain.people import Role
from domain.privacy import find_personal
from domain.services.enrolling import VALID
from domain.services.inviting import LONGEST_NAME, grantable, invite_by_chat, open_invitations, withdraw
from domain.services.outlook import unit_name
from handlers.kit.dialogue import Dialogue
from handlers.kit.feature import Feature
from handlers.kit.hearing import begin_and_ask
from handlers.kit.staff import role_in_unit
from handlers.kit.steps import Choice, Text
from handlers.kit.talk import Turn, button
from handlers.kit.unit import UnitChoice

PREFIX = "inv_"
SHORT = 16
"""Characters of an invitation's digest that stand in a button."""
ROLES = tuple(role for role in Role if role is not Role.RESIDENT)


def _refuses(text: str) -> Words | None:
    """A name, not a number: what belongs to a badge and nothing else."""
    finding = find_personal(text) if any(letter.isdigit() for letter in text) else None
    return words("invite.name_only") if finding else None


def _submit(turn: Turn, draft: Draft) -> None:
    role, unit = Role(str(draft.answers["role"])), str(draft.answers["unit"])
    name = str(draft.answers.get("name") or "")
    token = invite_by_chat(turn.uow, turn.me, role, unit, name, turn.now)
    argument = f"{PREFIX}{token}"
    turn.say(
        "invite.made",
        ((Button(words("invite.open"), opens=argument),),),
        who=role_in_unit(turn, role, unit),
        link=f"{turn.door}{argument}",
        days=VALID.days,
    )
    turn.say("invite.next", ((button("invite.another", "go:invite"), button("menu.staff", "go:staff")),))


INVITE = Dialogue(
    "invite",
    steps=(
        Choice("role", "invite.ask_role", options=tuple((role, f"role.{role}") for role in ROLES)),
        UnitChoice("unit", "invite.ask_unit"),
        Text("name", "invite.ask_name", longest=LONGEST_NAME, refuses=_refuses, optional=True),
    ),
    submit=_submit,
)


def _start(turn: Turn, _: str) -> None:
    """The roles that this person may give. Refusal deed.not_yours."""
    roles = grantable(turn.me, turn.now)
    if not roles:
        raise Refusal("deed.not_yours")
    buttons = [button(f"role.{role}", f"invite:role.{role}") for role in roles]
    turn.say("invite.ask_role", tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)))


def _press(turn: Turn, what: str) -> None:
    order, _, value = what.partition(".")
    if order == "role" and value in grantable(turn.me, turn.now):
        begin_and_ask(turn, INVITE, answers={"role": value})
    elif order == "withdraw":
        gone = withdraw(turn.uow, turn.me, value, turn.now)
        turn.toast = words("invite.withdrawn", who=role_in_unit(turn, gone.role, gone.unit))
        _list(turn)
    elif order == "open":
        _list(turn)
    else:
        _start(turn, "")


def _list(turn: Turn) -> None:
    """Invitations that nobody has used yet, each with a way to take it back."""
    found = open_invitations(turn.uow, turn.me, turn.now)
    rows = tuple(
        (button("invite.withdraw", f"invite:withdraw.{one.digest.hex()[:SHORT]}", n=n),)
        for n, one in enumerate(found, 1)
    )
    back = ((button("menu.staff", "go:staff"),),)
    if not found:
        turn.show("invite.none_open", back)
        return
    lines = [
        words(
            "invite.line",
            n=n,
            role=words(f"role.{one.role}"),
            unit=unit_name(turn.uow, one.unit),
            name=words("invite.for", name=one.name) if one.name else "",
            until=one.expires_at,
        )
        for n, one in enumerate(found, 1)
    ]
    turn.show("invite.open_list", (*rows, *back), lines=lines)


FEATURE = Feature("invite", commands={"invite": _start}, presses={"invite": _press}, dialogues=(INVITE,))
