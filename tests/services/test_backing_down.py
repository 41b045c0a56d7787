"""Those to whom something overdue had climbed hear once that it is done; nobody else does."""

from domain.people import Role
from domain.services import handling
from domain.services.ports import UnitOfWork
from tests.handlers.chat import Town
from tests.services.story import CADRE, LEAD, OFFICE
from tests.workers import RESIDENT, at, hired, reminded, reported

LEADER = 40


async def answered(town: Town, count: int, day: str) -> None:
    """So many hotline concerns, due on 1 December, are answered on this day; the tick of that moment is past."""
    await hired(town, CADRE, Role.CADRE)
    for chat, role, unit in ((LEAD, Role.UNIT_LEAD, "housing"), (OFFICE, Role.OFFICE, "office")):
        await hired(town, chat, role, unit)
    await hired(town, LEADER, Role.LEADER, "office")
    concerns = await reported(town, count)
    await at(town, day)
    await reminded(town)

    def answer(uow: UnitOfWork) -> None:
        me = uow.people.get(f"person-{CADRE}")
        for concern in concerns:
            for deed in (handling.sign_in, handling.accept):
                concern = deed(uow, concern, me, town.now)
            handling.reply(uow, concern, me, town.now, "已办好")

    await town.run(answer)
    await town.delivers()


async def test_what_climbed_to_the_office_comes_down_as_one_message_each(town: Town) -> None:
    await answered(town, 3, "2026-12-04 10:00")
    said = {message.chat: town.words(message) for message in await reminded(town)}
    assert said.keys() == {LEAD, OFFICE}
    assert said[LEAD].count("“答复”，晚了 3 天") == 3 and "已经办好" in said[OFFICE]
    assert await reminded(town) == []


async def test_the_leader_hears_only_of_what_the_leader_knew(town: Town) -> None:
    await answered(town, 1, "2026-12-11 10:00")
    assert {message.chat for message in await reminded(town)} == {LEAD, OFFICE, LEADER}


async def test_what_is_done_in_time_is_no_news(town: Town) -> None:
    await answered(town, 2, "2026-12-01 10:00")
    assert [message for message in await reminded(town) if message.chat not in (CADRE, RESIDENT)] == []
