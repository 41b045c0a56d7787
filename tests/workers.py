"""People with roles and concerns to work on, for tests that begin in the middle."""

from datetime import datetime

from domain.concern import Concern, HowKnown, Kind
from domain.messages import Message
from domain.people import Binding, Person, Role
from domain.services.intake import Report, submit_concern
from domain.services.ports import UnitOfWork
from domain.services.reminding import remind
from tests.handlers.chat import NOON, Chatter, Town

RESIDENT = 900
HOTLINE = "housing.rental"
"""A category whose answer is due after five working days (K13), at the housing bureau."""


def put_person(uow: UnitOfWork, chat: int, *bindings: Binding) -> Person:
    """A person who agreed long ago, with these roles."""
    person = Person(f"person-{chat}", chat, "zh_Hans", agreed_at=NOON, bindings=bindings)
    uow.people.put(person)
    for binding in bindings:
        uow.people.bind(person.id, binding)
    return person


async def hired(town: Town, chat: int, role: Role, unit: str = "housing") -> Chatter:
    """Somebody who holds a role since long."""
    since = datetime(2026, 1, 1, tzinfo=NOON.tzinfo)
    await town.run(lambda uow: put_person(uow, chat, Binding(role, unit, since)))
    return Chatter(town, chat)


async def reported(town: Town, count: int = 1, category: str = HOTLINE) -> list[Concern]:
    """Concerns reported and assigned now; their notices are out of the way."""

    def report(uow: UnitOfWork) -> list[Concern]:
        me = uow.people.by_chat(RESIDENT) or put_person(uow, RESIDENT)
        return [submit_concern(uow, me, _report(category, f"{town.now} {n}"), town.now) for n in range(count)]

    found = await town.run(report)
    await town.delivers()
    return found


def _report(category: str, draft: str) -> Report:
    return Report(draft, Kind.HELP, category, "liuyuan", "", "申请已满一年", HowKnown.ANONYMOUS)


async def reminded(town: Town) -> list[Message]:
    """What a tick of the reminders sends."""
    await town.run(lambda uow: remind(uow, town.now))
    return await town.delivers()


async def at(town: Town, local: str) -> None:
    """The district's clocks show this."""
    zone = await town.run(lambda uow: uow.policy.calendar.zone)
    town.now = datetime.fromisoformat(local).replace(tzinfo=zone).astimezone(NOON.tzinfo)
