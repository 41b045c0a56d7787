"""How people come to hold a role: an invitation that works once, for one role in one unit, for some days."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from domain.errors import Refusal
from domain.people import Binding, Invitation, Person, Role
from domain.services.ports import UnitOfWork

PURPOSE = "invitation"
VALID = timedelta(days=7)


def invite(uow: UnitOfWork, role: Role, unit: str, now: datetime) -> str:
    """The token of a new invitation, to travel in a deep link as `inv_TOKEN`; only its digest is kept.

    Refusal invitation.not_possible: no such unit, or a role that needs no invitation.
    """
    if unit not in uow.policy.units.by_id or role is Role.RESIDENT:
        raise Refusal("invitation.not_possible", unit=unit, role=role)
    token = secrets.token_urlsafe(18)
    digest = uow.secrets.digest(PURPOSE, token)
    uow.invitations.put(Invitation(digest, role, unit, now + VALID))
    return token


def enrol(uow: UnitOfWork, token: str, person: Person, now: datetime) -> tuple[Person, Binding]:
    """The person with the role that the invitation gives.

    Refusal invitation.useless: unknown, used or expired, which is not told apart.
    """
    invitation = uow.invitations.take(uow.secrets.digest(PURPOSE, token), person.id, now)
    if invitation is None:
        raise Refusal("invitation.useless")
    uow.people.put(person)
    held = (
        b for b in person.bindings if b.holds(now) and (b.role, b.unit) == (invitation.role, invitation.unit)
    )
    binding = next(held, None)
    if binding is None:
        binding = Binding(invitation.role, invitation.unit, now)
        uow.people.bind(person.id, binding)
        person = replace(person, bindings=(*person.bindings, binding))
    return person, binding
