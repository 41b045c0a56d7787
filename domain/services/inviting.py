"""The office or an administrator invites by chat, sees which invitations are still open, and takes them back."""

from datetime import datetime

from domain.errors import Refusal
from domain.invitation import Invitation
from domain.people import Person, Role
from domain.permissions import Deed, may, standing
from domain.relations import check
from domain.services.enrolling import invite
from domain.services.ports import UnitOfWork

LONGEST_NAME = 20
"""Characters of a name on a badge."""


def deed_for(role: Role) -> Deed:
    """Which permission giving or ending this role needs."""
    return Deed.MANAGE_ADMINISTRATORS if role is Role.ADMINISTRATOR else Deed.MANAGE_STAFF


def grantable(actor: Person, now: datetime) -> tuple[Role, ...]:
    """Roles that the person may give and end."""
    held = standing(actor.roles(now))
    return tuple(role for role in Role if role is not Role.RESIDENT and may(deed_for(role), held))


def invite_by_chat(uow: UnitOfWork, actor: Person, role: Role, unit: str, name: str, now: datetime) -> str:
    """The token of a new invitation. Refusal: deed.not_yours, invitation.not_possible."""
    check(deed_for(role), actor, now)
    return invite(uow, role, unit, now, name[:LONGEST_NAME], actor.id)


def open_invitations(uow: UnitOfWork, actor: Person, now: datetime) -> list[Invitation]:
    """Those not yet used, the first to expire first. Refusal deed.not_yours."""
    check(Deed.MANAGE_STAFF, actor, now)
    may_end = grantable(actor, now)
    return [invitation for invitation in uow.invitations.waiting(now) if invitation.role in may_end]


def withdraw(uow: UnitOfWork, actor: Person, short: str, now: datetime) -> Invitation:
    """Take an open invitation back. `short`: the first characters of its digest in hex.

    Refusal: deed.not_yours, invitation.gone.
    """
    for invitation in open_invitations(uow, actor, now):
        if (
            short
            and invitation.digest.hex().startswith(short)
            and uow.invitations.withdraw(invitation.digest, now)
        ):
            return invitation
    raise Refusal("invitation.gone")
