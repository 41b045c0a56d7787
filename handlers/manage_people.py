"""Who works where: units with their people, one person with their roles, and ending a role (H23); no residents."""

from math import ceil

from domain.errors import Refusal
from domain.messages import Button, Fact, Rows, Words, words
from domain.people import Person, Role
from domain.permissions import Deed, may, standing
from domain.relations import check
from domain.services.calling import called
from domain.services.inviting import grantable
from domain.services.outlook import unit_name
from domain.services.revoking import revoke
from handlers.kit.feature import Feature
from handlers.kit.staff import code_of_binding, held_by, role_in_unit, somebody
from handlers.kit.talk import Turn, button

PAGE = 10
STAFF = tuple(role for role in Role if role is not Role.RESIDENT)


def _menu(turn: Turn, _: str) -> None:
    """What can be administered by chat, for those who may. Refusal deed.not_yours."""
    check(Deed.MANAGE_STAFF, turn.me, turn.now)
    unreached = may(Deed.SEE_UNREACHED, standing(turn.me.roles(turn.now)))
    rows: Rows = (
        (button("button.invite", "go:invite"), button("staff.invitations", "invite:open")),
        (button("staff.units", "staff:units.0"), button("menu.district", "go:district")),
        *(((button("menu.unreached", "go:unreached"),),) if unreached else ()),
    )
    turn.show("staff.menu", rows)


def _press(turn: Turn, what: str) -> None:
    check(Deed.MANAGE_STAFF, turn.me, turn.now)
    order, _, rest = what.partition(".")
    person_id, _, code = rest.partition(".")
    match order:
        case "unit":
            _unit(turn, rest)
        case "person":
            _person(turn, _known(turn, rest))
        case "end":
            _make_sure(turn, _known(turn, person_id), code)
        case "really":
            _end(turn, _known(turn, person_id), code)
        case _:
            _units(turn, int(rest) if rest.isdecimal() else 0)


def _units(turn: Turn, page: int) -> None:
    """Units where somebody works, in the order of the directory."""
    people = turn.uow.people.with_roles(STAFF, turn.now)
    held = [unit for person in people for unit in {b.unit for b in person.own(turn.now)}]
    units = [*(unit for unit in turn.policy.units.by_id if unit in held), *_gone(turn, held)]
    pages = max(1, ceil(len(units) / PAGE))
    page = min(page, pages - 1)
    rows = tuple(
        (button("staff.unit", f"staff:unit.{unit}", unit=unit_name(turn.uow, unit), n=held.count(unit)),)
        for unit in units[page * PAGE : (page + 1) * PAGE]
    )
    turns = [(-1, "todo.earlier")] if page else []
    turns += [(1, "todo.later")] if page + 1 < pages else []
    leaf = tuple(button(label, f"staff:units.{page + step}") for step, label in turns)
    turn.show("staff.in_units", (*rows, *((leaf,) if leaf else ()), _back()), n=len(people))


def _gone(turn: Turn, held: list[str]) -> list[str]:
    """Units that are no longer in the district's data but still have people."""
    return sorted(set(held) - set(turn.policy.units.by_id))


def _unit(turn: Turn, unit: str) -> None:
    people = [
        one
        for one in turn.uow.people.in_unit(unit, STAFF, turn.now)
        if any(b.unit == unit for b in one.own(turn.now))
    ]
    lines: list[Fact] = [_line(turn, one, unit) for one in people]
    rows = tuple(
        (button("staff.person", f"staff:person.{one.id}", who=called(turn.uow, one, unit, turn.now)),)
        for one in people
    )
    back = button("staff.units", "staff:units.0")
    turn.show("staff.of_unit", (*rows, (back,)), unit=unit_name(turn.uow, unit), lines=lines)


def _line(turn: Turn, person: Person, unit: str) -> Words:
    since = min(b.since for b in person.own(turn.now) if b.unit == unit)
    return words(
        "staff.line",
        who=called(turn.uow, person, unit, turn.now),
        since=turn.policy.calendar.day_of(since),
        state="" if person.reachable else words("staff.unreachable"),
        away=words("staff.away") if turn.uow.people.stand_ins_of(person.id, turn.now) else "",
    )


def _person(turn: Turn, person: Person) -> None:
    """Their roles, each with a way to end it for whoever may."""
    held = person.own(turn.now)
    may_end = grantable(turn.me, turn.now)
    rows = tuple(
        (_end_button(person.id, code_of_binding(b), role_in_unit(turn, b.role, b.unit)),)
        for b in held
        if b.role in may_end
    )
    back = button("staff.units", f"staff:unit.{held[0].unit}")
    lines: list[Fact] = [_line(turn, person, unit) for unit in dict.fromkeys(b.unit for b in held)]
    turn.show("staff.card", (*rows, (back,)), lines=lines)


def _end_button(person: str, code: str, what: Words) -> Button:
    return button("staff.end", f"staff:end.{person}.{code}", what=what)


def _make_sure(turn: Turn, person: Person, code: str) -> None:
    binding = held_by(person, code, turn)
    if binding is None:
        raise Refusal("role.not_held")
    yes = button("staff.end_sure", f"staff:really.{person.id}.{code}")
    no = button("staff.keep", f"staff:person.{person.id}")
    who = called(turn.uow, person, binding.unit, turn.now)
    turn.show("staff.really", ((yes,), (no,)), who=who, what=role_in_unit(turn, binding.role, binding.unit))


def _end(turn: Turn, person: Person, code: str) -> None:
    binding = held_by(person, code, turn)
    if binding is None:
        raise Refusal("role.not_held")
    who = called(turn.uow, person, binding.unit, turn.now)
    n = revoke(turn.uow, turn.me, person, binding.role, binding.unit, turn.now)
    what = role_in_unit(turn, binding.role, binding.unit)
    turn.show("staff.ended", (_back(),), who=who, what=what, n=n)


def _known(turn: Turn, person: str) -> Person:
    """Refusal role.not_held: nobody who works here."""
    found = somebody(turn, person)
    if found is None:
        raise Refusal("role.not_held")
    return found


def _back() -> tuple[Button, ...]:
    return (button("menu.staff", "go:staff"),)


FEATURE = Feature("staff", commands={"staff": _menu}, presses={"staff": _press})
