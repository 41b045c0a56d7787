"""How people come to hold a role: an invitation that works once, for one role in one unit, for some days."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from domain.errors import Refusal
from domain.invitation import Invitation
from domain.people import Binding, Person, Role
from domain.services.ports import UnitOfWork

PURPOSE = "invitation"
VALID = timedelta(days=7)


def invite(
    uow: UnitOfWork, role: Role, unit: str, now: datetime, name: str = "", invited_by: str = ""
) -> str:
    """The token of a new invitation, to travel in a deep link as `inv_TOKEN`; only its digest is kept.

    `name`: what colleagues call whom it is for, if wished. Permission is asked in inviting.py; whoever has the
    command line has it. Refusal invitation.not_possible: no such unit, or a role that needs no invitation.
    """
    if unit not in uow.policy.units.by_id or role is Role.RESIDENT:
        raise Refusal("invitation.not_possible", unit=unit, role=role)
    token = secrets.token_urlsafe(18)
    digest = uow.secrets.digest(PURPOSE, token)
    uow.invitations.put(Invitation(digest, role, unit, now + VALID, name=name.strip(), invited_by=invited_by))
    return token


def enrol(uow: UnitOfWork, token: str, person: Person, now: datetime) -> tuple[Person, Binding]:
    """The person with the role that the invitation gives.

    Refusal invitation.useless: unknown, used or expired, which is not told apart; invitation.your_own: opened
    by whoever made it, and not used up by that.
    """
    invitation = uow.invitations.take(uow.secrets.digest(PURPOSE, token), person.id, now)
    if invitation is None:
        raise Refusal("invitation.useless")
    if invitation.invited_by == person.id:
        raise Refusal("invitation.your_own")
    uow.people.put(person)
    if invitation.name:
        uow.badges.put(person.id, invitation.name)
    held = (b for b in person.own(now) if (b.role, b.unit) == (invitation.role, invitation.unit))
    binding = next(held, None)
    if binding is None:
        binding = Binding(invitation.role, invitation.unit, now)
        uow.people.bind(person.id, binding)
        person = replace(person, bindings=(*person.bindings, binding))
    return person, binding
