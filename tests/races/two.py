"""Two processes' doors to one database, and a concern with people around it."""

from collections.abc import Awaitable
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Engine

from domain.concern import Act, Concern
from domain.errors import Refusal
from domain.history import verify_chain
from domain.people import Binding, Person, Role
from domain.services.handling import accept, sign_in
from domain.services.intake import submit_concern
from domain.services.ports import UnitOfWork
from storage.engine import Database
from tests.handlers.chat import NOON
from tests.services.story import REPORT
from tests.workers import put_person

HOUSING, RESIDENT = "housing", 900
SINCE = NOON - timedelta(days=300)


@dataclass
class Two:
    """Two processes' doors to one database."""

    one: Database[UnitOfWork]
    other: Database[UnitOfWork]
    engine: Engine

    async def cadre(self, chat: int) -> Person:
        """Somebody who works at housing."""
        binding = Binding(Role.CADRE, HOUSING, SINCE)
        return await self.one.run(chat, lambda uow: put_person(uow, chat, binding))

    async def concern(self, key: str, reporter: int = RESIDENT) -> Concern:
        """A concern that waits at housing."""

        def work(uow: UnitOfWork) -> Concern:
            me = uow.people.by_chat(reporter) or put_person(uow, reporter)
            return submit_concern(uow, me, replace(REPORT, draft=key), NOON)

        return await self.one.run(reporter, work)

    async def accepted(self, key: str, chat: int, reporter: int = RESIDENT) -> Concern:
        """One that this cadre has accepted."""
        concern = await self.concern(key, reporter)

        def work(uow: UnitOfWork) -> Concern:
            me = uow.people.by_chat(chat)
            assert me
            return accept(uow, sign_in(uow, concern, me, NOON), me, NOON)

        return await self.one.run(chat, work)

    async def now(self, concern: Concern) -> tuple[Concern, list[Act]]:
        """How it stands, and the acts of its record, which must be a whole chain."""

        def query(uow: UnitOfWork) -> tuple[Concern, list[Act]]:
            found, record = uow.concerns.get(concern.id), uow.history.of(concern.id)
            assert found
            assert verify_chain(record) is None
            return found, [row.act for row in record]

        return await self.one.read(query)


async def tried(doing: Awaitable[object]) -> object:
    try:
        return await doing
    except Refusal as refusal:
        return refusal
