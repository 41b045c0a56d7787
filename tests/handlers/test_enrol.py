"""Joining by an invitation link: one sentence says what one is now and what to do first."""

import pytest

from domain.people import Role
from domain.services.enrolling import invite
from tests.conftest import BOTH
from tests.handlers.chat import Chatter, Town

pytestmark = pytest.mark.parametrize("database_kind", BOTH)

FIRST = {
    Role.CADRE: ["我的待办", "民情日"],
    Role.UNIT_LEAD: ["我的待办", "民情日"],
    Role.OFFICE: ["我的待办", "民情日"],
    Role.LEADER: ["民情日"],
    Role.INFORMATION_WORKER: ["随手记"],
    Role.ADMINISTRATOR: ["人员管理", "辖区目录"],
}


async def link(town: Town, role: Role = Role.CADRE) -> str:
    token = await town.run(lambda uow: invite(uow, role, "housing", town.now))
    return f"inv_{token}"


@pytest.mark.parametrize("role", FIRST)
async def test_a_newcomer_is_welcomed_by_role(town: Town, role: Role) -> None:
    newcomer = Chatter(town, 1)
    await newcomer.says(f"/start {await link(town, role)}")
    assert "欢迎" in newcomer.last and "住房和城乡建设局" in newcomer.last
    assert [label.split(" ")[-1] for label in newcomer.labels] == FIRST[role]
    person = await town.run(lambda uow: uow.people.by_chat(1))
    assert person and role in person.roles(town.now)
    await newcomer.presses(FIRST[role][0])
    assert "需要相应的身份" not in newcomer.last


async def test_a_used_link_says_so_and_gives_nothing(town: Town) -> None:
    first, second = Chatter(town, 1), Chatter(town, 2)
    start = await link(town)
    await first.says(f"/start {start}")
    await second.says(f"/start {start}")
    assert "不能用了" in second.last
    assert await town.run(lambda uow: uow.people.by_chat(2)) is None
