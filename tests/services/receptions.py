"""A reception day and people who book it, for tests of what follows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from typing import Any

import pytest

from domain.concern import Concern
from domain.errors import Refusal
from domain.people import Person, Role
from domain.reception import Booking, Reception
from domain.services.booking import book
from domain.services.intake import submit_concern
from domain.services.ports import UnitOfWork
from domain.services.receiving import Plan, publish
from tests.handlers.chat import Town
from tests.services.story import REPORT
from tests.workers import hired, put_person

LEADER, OFFICE, SECOND_LEADER = 61, 62, 63
FIRST, SECOND, THIRD = 901, 902, 903
PLAN = Plan(
    f"person-{LEADER}", "副区长（分管住建）", date(2026, 12, 3), time(9, 0), "群工办一楼接待室", 2, 20
)
"""A Thursday, nine days after the story begins; booking closes on Wednesday at three."""


async def a_day(town: Town, **changes: Any) -> Reception:
    """Published by the office; leader and office at work."""
    await hired(town, LEADER, Role.LEADER, "office")
    await hired(town, SECOND_LEADER, Role.LEADER, "office")
    await hired(town, OFFICE, Role.OFFICE, "office")
    for chat in (FIRST, SECOND, THIRD):
        await town.run(partial(put_person, chat=chat))
    return await another(town, **changes)


async def another(town: Town, **changes: Any) -> Reception:
    """One more day; its leader has heard of it."""
    day: Reception = await does(
        town, OFFICE, lambda uow, me, now: publish(uow, me, replace(PLAN, **changes), now)
    )
    await town.delivers()
    return day


async def does(town: Town, chat: int, deed: Callable[[UnitOfWork, Person, datetime], Any]) -> Any:
    """What somebody's deed gives."""

    def work(uow: UnitOfWork) -> Any:
        me = uow.people.by_chat(chat)
        assert me
        return deed(uow, me, town.now)

    return await town.run(work)


async def refused(town: Town, chat: int, deed: Callable[[UnitOfWork, Person, datetime], Any]) -> Refusal:
    """The refusal that a deed meets."""
    with pytest.raises(Refusal) as caught:
        await does(town, chat, deed)
    return caught.value


async def booked(town: Town, day: Reception, chat: int = FIRST, number: int = 0, **about: Any) -> Booking:
    """A place for somebody; about the roof unless told."""
    given = about or {"matter": "楼顶漏水一直没修", "called": "李阿姨"}
    booking: Booking = await does(
        town, chat, lambda uow, me, now: book(uow, me, day.id, number, now, **given)
    )
    return booking


async def a_concern_of(town: Town, chat: int = FIRST, **changes: Any) -> Concern:
    """One that this resident reported."""
    report = replace(REPORT, draft=f"draft-{chat}", **changes)
    concern: Concern = await does(town, chat, lambda uow, me, now: submit_concern(uow, me, report, now))
    await town.delivers()
    return concern
