"""The way in for somebody who is to work here."""

from dataclasses import dataclass
from datetime import datetime

from domain.people import Role


@dataclass(frozen=True, slots=True)
class Invitation:
    """A single-use way in, bound to a role and a unit; only the digest of its token is stored.

    `name`: for whom, as colleagues call them; `invited_by`: id of who made it, "" from the command line.
    """

    digest: bytes
    role: Role
    unit: str
    expires_at: datetime
    used_by: str = ""
    name: str = ""
    invited_by: str = ""
