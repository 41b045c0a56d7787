"""Lists beside the worklist are turned page by page: what the unit helps with, the agenda, the leader's matters."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.concern import Concern
from domain.people import Role
from domain.services import conferring, withdrawing
from domain.services.leading import lead
from domain.services.ports import UnitOfWork
from tests.conftest import BOTH
from tests.handlers.chat import Chatter, Town
from tests.workers import RESIDENT, hired, reported

pytestmark = pytest.mark.parametrize("database_kind", BOTH)
HELPER, OFFICE, LEADER = 22, 14, 16


def lines(chatter: Chatter, sign: str = "打开 ") -> list[str]:
    return [label for label in chatter.labels if label.startswith(sign)]


async def helped(town: Town, count: int, *helpers: str) -> list[Concern]:
    """Concerns of the housing bureau with which these units help."""
    concerns = await reported(town, count)

    def help_with(uow: UnitOfWork) -> list[Concern]:
        changed = [replace(one, co_units=helpers) for one in concerns]
        assert all(uow.concerns.put(one, one.state) for one in changed)
        return changed

    return await town.run(help_with)


async def test_a_helper_finds_what_the_unit_helps_with_and_nothing_else(town: Town) -> None:
    helper = await hired(town, HELPER, Role.CADRE, "health")
    alone, together = (await helped(town, 1, "health"))[0], (await helped(town, 1, "police", "health"))[0]
    police, none = (await helped(town, 1, "police"))[0], (await reported(town))[0]
    over = (await helped(town, 1, "health"))[0]

    def ends(uow: UnitOfWork) -> None:
        withdrawing.withdraw(uow, over, uow.people.get(over.reporter), town.now)

    await town.run(ends)
    await town.delivers()
    await helper.says("/todo")
    assert "没有在办的诉求" in helper.last
    await helper.presses("协办")
    assert "2 件，第 1/1 页" in helper.last and "● 协办" in helper.labels
    assert alone.number in helper.last and together.number in helper.last
    assert not [one for one in (police, none, over) if one.number in helper.last]
    await helper.presses("1. ")
    assert "办理记录" in helper.last and "签收" not in helper.labels


async def test_without_any_it_says_so_and_parts_of_a_name_do_not_count(town: Town) -> None:
    helper = await hired(town, HELPER, Role.CADRE, "health")
    await helped(town, 1, "health_inspection", "public_health")
    await helper.presses_data("todo:helping")
    assert "没有要协办的诉求" in helper.last


async def test_what_is_about_the_helping_unit_or_ones_own_is_not_listed(town: Town) -> None:
    helper = await hired(town, HELPER, Role.CADRE, "health")
    mine, about = await helped(town, 2, "health")

    def change(uow: UnitOfWork) -> None:
        me = uow.people.by_chat(HELPER)
        assert me and uow.concerns.put(replace(mine, recused=(me.id,)), mine.state)
        assert uow.concerns.put(replace(about, about_unit="health"), about.state)

    await town.run(change)
    await helper.presses_data("todo:helping")
    assert "没有要协办的诉求" in helper.last


async def test_the_list_of_a_helper_has_pages_and_lights(town: Town) -> None:
    helper = await hired(town, HELPER, Role.CADRE, "health")
    await helped(town, 11, "health")
    await helper.presses_data("todo:helping")
    assert "11 件，第 1/2 页" in helper.last and "🟢 11" in helper.last
    await helper.presses("下一页")
    assert "第 2/2 页" in helper.last and len([one for one in helper.labels if one[:1].isdecimal()]) == 3


async def test_the_agenda_has_pages(town: Town) -> None:
    office = await hired(town, OFFICE, Role.OFFICE, "office")
    concerns = await reported(town, 19)

    def put(uow: UnitOfWork) -> None:
        actor = uow.people.by_chat(OFFICE)
        assert actor
        for n, one in enumerate(concerns):
            day = date(2026, 12, 3) + timedelta(days=n)
            conferring.put_to_meeting(uow, one, actor, town.now, "涉及两家", day, "涉及两家")

    await town.run(put)
    await town.delivers()
    await office.says("/agenda")
    assert "19 件，第 1/3 页" in office.last and len(lines(office)) == 8
    assert concerns[0].number in office.last
    seen = set(lines(office))
    for count in (8, 3):
        await office.presses("下一页")
        assert len(lines(office)) == count
        seen |= set(lines(office))
    assert len(seen) == 19 and concerns[18].number in office.last and "下一页 ▶️" not in office.labels
    await office.presses("第 1 页")
    assert concerns[0].number in office.last
    await office.presses_data("agenda:99")
    assert "第 3/3 页" in office.last


async def test_the_agenda_hides_what_somebody_of_the_office_reported(town: Town) -> None:
    office = await hired(town, OFFICE, Role.OFFICE, "office")
    (mine,) = await reported(town)
    await hired(town, RESIDENT, Role.OFFICE, "office")

    def put(uow: UnitOfWork) -> None:
        actor = uow.people.by_chat(OFFICE)
        assert actor
        conferring.put_to_meeting(uow, mine, actor, town.now, "涉及两家", date(2026, 12, 3), "涉及两家")

    await town.run(put)
    await office.says("/agenda")
    assert mine.number in office.last and "1 件" in office.last
    own = Chatter(town, RESIDENT)
    await own.says("/agenda")
    assert "没有等待会商" in own.last


async def test_a_leaders_list_has_pages_due_first(town: Town) -> None:
    leader = await hired(town, LEADER, Role.LEADER, "office")
    await hired(town, OFFICE, Role.OFFICE, "office")
    concerns = await reported(town, 10)

    def give(uow: UnitOfWork) -> None:
        actor, mine = uow.people.by_chat(OFFICE), uow.people.by_chat(LEADER)
        assert actor and mine
        for one in concerns:
            lead(uow, one, actor, town.now, mine.id, "两周内换好", date(2026, 12, 8), "班子和方案")

    await town.run(give)
    await town.delivers()
    await leader.says("我的包案")
    assert "10 件，第 1/2 页" in leader.last and len(lines(leader)) == 8
    first = set(lines(leader))
    await leader.presses("下一页")
    assert "第 2/2 页" in leader.last and len(lines(leader)) == 2 and not first & set(lines(leader))
    await leader.presses("上一页")
    assert set(lines(leader)) == first
