"""Who receives on a reception day hears at once that it was published, moved or called off by somebody else."""

from datetime import datetime

from domain.messages import Fact, Message, Weight, Words
from domain.people import Person, Role
from domain.reception import Reception, beginning
from domain.relations import absent_leaders
from domain.services.ports import UnitOfWork


def tell_receiver(
    uow: UnitOfWork, reception: Reception, key: str, actor: Person, now: datetime, **facts: Fact
) -> None:
    """To the leader and whoever stands in, not to who arranged it; in the night it waits for the morning."""
    calendar = uow.policy.calendar
    all_of_it: dict[str, Fact] = {
        "when": beginning(reception, calendar),
        "title": reception.title,
        "venue": reception.venue,
        "n": reception.places,
    }
    said = Words(key, all_of_it | facts)
    for one in uow.people.with_roles((Role.LEADER,), now):
        if one.id != actor.id and reception.leader in (one.id, *absent_leaders(one, now)):
            later = calendar.after_quiet(now)
            uow.outbox.put(Message(one.chat, said, weight=Weight.MUST_ARRIVE, not_before=later), now)
