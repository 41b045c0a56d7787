"""我的身份: the roles one holds, whose place one takes, and leaving a role (H1)."""

from domain.errors import Refusal
from domain.messages import Button, Fact, Words, words
from domain.people import Binding
from domain.permissions import Deed
from domain.relations import check
from domain.services.calling import called
from domain.services.revoking import leave
from domain.services.standing_in import replaceable_units
from handlers.kit.feature import Feature
from handlers.kit.staff import code_of_binding, held_by, role_in_unit
from handlers.kit.talk import Turn, button


def _show(turn: Turn, _: str) -> None:
    """Refusal deed.not_yours: a resident holds no role."""
    check(Deed.LEAVE_ROLE, turn.me, turn.now)
    own = turn.me.own(turn.now)
    lines: list[Fact] = [
        *(words("roles.line", what=role_in_unit(turn, b.role, b.unit), since=_day(turn, b)) for b in own),
        *(_instead(turn, b) for b in turn.me.stands_in(turn.now)),
    ]
    stand_in = [button("menu.stand_in", "go:stand_in")] if replaceable_units(turn.me, turn.now) else []
    ends = [_leave_button(turn, binding) for binding in own]
    turn.show("roles.mine", tuple((one,) for one in (*stand_in, *ends)), lines=lines)


def _instead(turn: Turn, binding: Binding) -> Words:
    absent = turn.uow.people.get(binding.instead_of)
    return words(
        "roles.instead",
        who=called(turn.uow, absent, binding.unit, turn.now),
        what=role_in_unit(turn, binding.role, binding.unit),
        until=binding.until or turn.now,
    )


def _leave_button(turn: Turn, binding: Binding) -> Button:
    what = role_in_unit(turn, binding.role, binding.unit)
    return button("roles.leave", f"roles:leave.{code_of_binding(binding)}", what=what)


def _day(turn: Turn, binding: Binding) -> Fact:
    return turn.policy.calendar.day_of(binding.since)


def _press(turn: Turn, what: str) -> None:
    order, _, code = what.partition(".")
    binding = held_by(turn.me, code, turn)
    if binding is None:
        raise Refusal("role.not_held")
    if order == "really":
        _leave(turn, binding)
    else:
        yes = button("roles.leave_sure", f"roles:really.{code}")
        no = button("staff.keep", "go:roles")
        turn.show("roles.really", ((yes,), (no,)), what=role_in_unit(turn, binding.role, binding.unit))


def _leave(turn: Turn, binding: Binding) -> None:
    what = role_in_unit(turn, binding.role, binding.unit)
    n = leave(turn.uow, turn.me, binding.role, binding.unit, turn.now)
    turn.me = turn.uow.people.get(turn.me.id)
    turn.show("roles.left", what=what, n=n)


FEATURE = Feature("roles", commands={"roles": _show}, presses={"roles": _press})
