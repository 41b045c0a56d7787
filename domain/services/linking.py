"""The number under which the same matter runs elsewhere (12345, 阳光信访), so that nobody looks it up twice (H11)."""

import re
from datetime import datetime

from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.people import Person
from domain.services.ports import UnitOfWork
from domain.services.stepping import check_step, take_step

NUMBER = re.compile(r"[0-9A-Z][0-9A-Z-]{3,39}")


def link(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, system: str, number: str
) -> Concern:
    """Write the number into the record; the reporter is told it. `system`: where it runs, as people call it.

    Refusal link.not_a_number, link.known (it stands there already).
    """
    check_step(concern, Act.LINK, actor, now)
    found = number.strip().upper()
    if not NUMBER.fullmatch(found):
        raise Refusal("link.not_a_number")
    if f"{system} {found}" in links(uow, concern):
        raise Refusal("link.known", number=concern.number)
    return take_step(uow, concern, Act.LINK, actor, now, f"{system} {found}")


def links(uow: UnitOfWork, concern: Concern) -> list[str]:
    """All numbers elsewhere with where they run, oldest first."""
    return [row.words for row in uow.history.of(concern.id) if row.act is Act.LINK]
