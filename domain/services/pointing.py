"""指引: what another way of the law decides is answered with a written pointer and its reason (R5, 条例 31)."""

from datetime import datetime

from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.people import Person
from domain.services.ports import UnitOfWork
from domain.services.regrouping import regroup
from domain.services.stepping import check_step, take_step


def point(
    uow: UnitOfWork, concern: Concern, actor: Person, now: datetime, route: str, reason: str
) -> Concern:
    """The pointer is the answer: it ends the matter here, is recorded and told with its reason.

    `route`: where to go, in words. Refusal step.words_needed: no route or no reason.
    """
    check_step(concern, Act.POINT, actor, now)
    if not (route.strip() and reason.strip()):
        raise Refusal("step.words_needed")
    after = take_step(uow, concern, Act.POINT, actor, now, f"{route.strip()}\n{reason.strip()}")
    regroup(uow, after, now)
    return after
