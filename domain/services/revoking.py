"""How a role ends, at once: by leaving or by revocation; the concerns in hand fall back to the unit."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.messages import Button, Fact, Message, Rows, Weight, Words, words
from domain.people import Binding, Person, Role
from domain.permissions import Deed
from domain.relations import WORKERS, check, kept_out
from domain.services.calling import own_roles
from domain.services.inviting import deed_for, grantable
from domain.services.outlook import unit_name
from domain.services.ports import UnitOfWork, WorkFilter
from domain.services.standing_in import REPLACEABLE, end_stand_ins, give_back
from domain.services.stepping import take_step
from domain.services.stepping_aside import give_all_back

BATCH = 200
LISTED = 10


def leave(uow: UnitOfWork, me: Person, role: Role, unit: str, now: datetime) -> int:
    """Give up an own role; how many concerns fell back to the unit. Refusal: deed.not_yours, role.not_held."""
    check(Deed.LEAVE_ROLE, me, now)
    return end_role(uow, me, role, unit, now)


def revoke(uow: UnitOfWork, actor: Person, person: Person, role: Role, unit: str, now: datetime) -> int:
    """End somebody's role; they are told. Refusal: deed.not_yours, role.not_held."""
    check(deed_for(role), actor, now)
    return end_and_tell(uow, person, role, unit, now)


def end_and_tell(uow: UnitOfWork, person: Person, role: Role, unit: str, now: datetime) -> int:
    """The same from the command line, where whoever types has the permission. Refusal role.not_held."""
    count = end_role(uow, person, role, unit, now)
    sentence = words("role.ended", unit=unit_name(uow, unit), role=words(f"role.{role}"))
    uow.outbox.put(Message(person.chat, sentence, weight=Weight.MUST_ARRIVE), now)
    return count


def end_role(uow: UnitOfWork, person: Person, role: Role, unit: str, now: datetime) -> int:
    """End the role at this moment with all that hangs on it; how many concerns fell back to the unit.

    Stand-ins given and taken end with it, also invitations made and not yet used; the name on the badge goes
    with the last role.
    """
    held = [b for b in person.own(now) if (b.role, b.unit) == (role, unit)]
    if not held:
        raise Refusal("role.not_held")
    for binding in held:
        uow.people.bind(person.id, replace(binding, until=now))
    left = uow.people.get(person.id)
    _end_stand_ins(uow, left, unit, now)
    _withdraw_invitations(uow, left, now)
    give_all_back(uow, left, now)
    if not left.own(now):
        uow.badges.drop(person.id)
    return 0 if unit in left.units(now, *WORKERS) else _hand_back(uow, left, unit, now)


def _end_stand_ins(uow: UnitOfWork, person: Person, unit: str, now: datetime) -> None:
    """Nobody takes the place of who is gone; who works there no more takes nobody's."""
    end_stand_ins(uow, person, unit, now)
    if own_roles(person, unit, REPLACEABLE, now):
        return
    taken = {b.instead_of for b in person.bindings if b.instead_of and b.unit == unit and not _over(b, now)}
    for absent in sorted(taken):
        give_back(uow, person, absent, unit, now)


def _over(binding: Binding, now: datetime) -> bool:
    return binding.until is not None and binding.until <= now


def _withdraw_invitations(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """A link made before must not outlive the role of whoever made it."""
    for invitation in uow.invitations.waiting(now):
        if invitation.invited_by == person.id and invitation.role not in grantable(person, now):
            uow.invitations.withdraw(invitation.digest, now)


def _hand_back(uow: UnitOfWork, person: Person, unit: str, now: datetime) -> int:
    """Every concern in hand is anybody's of the unit again; no clock moves. One message to each for all of them."""
    mine = WorkFilter((unit,), handlers=(person.id,))
    handed: list[Concern] = []
    while items := uow.concerns.worklist(mine, 0, BATCH):
        handed += [take_step(uow, item.concern, Act.HAND_BACK, None, now, handler="") for item in items]
    for one in _left_behind(uow, unit, now):
        theirs = [concern for concern in handed if not kept_out(one, concern, now)]
        if theirs:
            uow.outbox.put(_notice(uow, one, theirs, now), now)
    return len(handed)


def _left_behind(uow: UnitOfWork, unit: str, now: datetime) -> Iterable[Person]:
    """Those who still work in the unit; the office where nobody does."""
    return uow.people.in_unit(unit, WORKERS, now) or uow.people.with_roles((Role.OFFICE,), now)


def _notice(uow: UnitOfWork, person: Person, handed: Sequence[Concern], now: datetime) -> Message:
    lines: list[Fact] = [
        words("handed_back.line", number=concern.number, category=words(f"category.{concern.category}"))
        for concern in handed[:LISTED]
    ]
    facts: dict[str, Fact] = {"unit": unit_name(uow, handed[0].unit), "n": len(handed), "lines": lines}
    cards = [
        Button(words("handed_back.open", number=concern.number), f"card:{concern.id}")
        for concern in handed[:LISTED]
    ]
    rows: Rows = tuple((card,) for card in cards)
    return Message(
        person.chat,
        Words("handed_back.notice", facts),
        rows,
        weight=Weight.MUST_ARRIVE,
        once=f"handed_back:{handed[0].id}:{now.isoformat()}:{person.id}",
        concern=handed[0].id if len(handed) == 1 else "",
    )
