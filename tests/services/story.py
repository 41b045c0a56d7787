"""One concern on its way through the housing bureau, for tests of its steps."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from domain.clocks import Clock
from domain.concern import Concern, Contact, HistoryRow, HowKnown, Kind
from domain.messages import Message
from domain.people import Person, Role
from domain.services import handling
from domain.services.following import add_words
from domain.services.intake import Report, submit_concern
from domain.services.ports import Reminder, Reminders, UnitOfWork
from domain.services.rehearsing import Paper
from domain.services.timing import climb
from tests.handlers.chat import Town
from tests.workers import RESIDENT, hired, put_person

CADRE, COLLEAGUE, LEAD, OFFICE, ELSEWHERE = 11, 12, 13, 14, 15
STAFF = {
    CADRE: (Role.CADRE, "housing"),
    COLLEAGUE: (Role.CADRE, "housing"),
    LEAD: (Role.UNIT_LEAD, "housing"),
    OFFICE: (Role.OFFICE, "office"),
    ELSEWHERE: (Role.CADRE, "police"),
}
REPORT = Report(
    draft="draft",
    kind=Kind.HELP,
    category="housing.quality",
    area="liuyuan",
    place="柳园小区3号楼",
    words="天花板漏水",
    known=HowKnown.NAMED,
    contact=Contact("林晓", "+8613800001234"),
)
Deed = Callable[..., object]


def adds(uow: UnitOfWork, concern: Concern, me: Person, now: datetime, text: str) -> Concern:
    """The reporter answers or supplements."""
    return add_words(uow, concern, me, text, now)


FAR = 4000


def to_come(uow: UnitOfWork, until: datetime) -> list[Reminder]:
    """What will be due by then if nobody acts, written on paper only."""
    stage, paper = copy(uow), Paper()
    stage.reminders = cast(Reminders, paper)
    paper.plan_all(uow.reminders.due(until, 1000))
    climb(stage, paper.due(until, 1000), until)
    return paper.due(until, 1000)


@dataclass
class Story:
    """A concern as it stands, and what everybody was told by the last step."""

    town: Town
    concern: Concern
    said: list[Message]

    async def does(self, deed: Deed, chat: int = CADRE, *words: str) -> list[Message]:
        """Somebody takes a step; the messages that follow, delivered."""
        seen = self.concern

        def work(uow: UnitOfWork) -> object:
            actor = uow.people.by_chat(chat)
            assert actor
            return deed(uow, seen, actor, self.town.now, *words)

        after = await self.town.run(work)
        self.concern = after if isinstance(after, Concern) else seen
        self.said = await self.town.delivers()
        return self.said

    async def comes_to(self, *deeds: str) -> "Story":
        """The handler takes these steps by name, with some words where they are needed."""
        for name in deeds:
            words = ("已到现场查看",) if name in ("decline", "note", "ask", "reply") else ()
            await self.does(getattr(handling, name), CADRE, *words)
        return self

    def told(self, chat: int) -> list[str]:
        """What the last step said in this chat."""
        return [self.town.words(message) for message in self.said if message.chat == chat]

    async def clocks(self) -> dict[str, Clock]:
        """All clocks by rule."""
        return await self.town.run(lambda uow: {c.rule: c for c in uow.clocks.of(self.concern.id)})

    async def record(self) -> list[HistoryRow]:
        """The history, oldest first."""
        return await self.town.run(lambda uow: uow.history.of(self.concern.id))

    async def reminders(self) -> list[Reminder]:
        """All that is still to come, the rungs above those that are planned included."""
        return await self.town.run(lambda uow: to_come(uow, self.town.now.replace(year=FAR)))


async def a_story(town: Town, staff: tuple[int, ...] = tuple(STAFF), **changes: Any) -> Story:
    """A concern reported just now, with these people at work."""
    for chat in staff:
        await hired(town, chat, *STAFF[chat])
    report = replace(REPORT, **changes)

    def submit(uow: UnitOfWork) -> Concern:
        return submit_concern(uow, put_person(uow, RESIDENT), report, town.now)

    concern = await town.run(submit)
    return Story(town, concern, await town.delivers())
