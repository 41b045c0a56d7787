"""Administering people by chat: who works where, ending a role, the district as it is; residents never appear."""

import pytest

from domain.people import Role
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, OFFICE, a_story
from tests.workers import RESIDENT, hired

ADMINISTRATOR = 16


async def at_the_cadre(town: Town) -> tuple[Chatter, Chatter]:
    """The office with a cadre's card open, and the cadre."""
    office, cadre = Chatter(town, OFFICE), Chatter(town, CADRE)
    await town.run(lambda uow: uow.badges.put(f"person-{CADRE}", "何敏"))
    await office.says("人员")
    await office.presses("各单位的人")
    await office.presses("青禾区住房和城乡建设局（3）")
    await office.presses("何敏（干部）")
    return office, cadre


async def test_the_office_ends_a_role_and_everybody_hears_of_it(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    office, cadre = await at_the_cadre(town)
    await office.presses("结束")
    assert "马上生效" in office.last
    await office.presses("确认结束")
    assert "1 件" in office.last and "何敏" in office.last
    assert "已经结束" in cadre.last
    await cadre.presses_data(f"card:{story.concern.id}")
    assert "找不到这件诉求" in cadre.last


async def test_an_old_button_of_a_role_that_ended_ends_nothing_else(town: Town) -> None:
    await a_story(town)
    office, _ = await at_the_cadre(town)
    data = next(b.data for b in (row[0] for row in office.heard[-1][1].rows) if "end" in b.data)
    await office.presses("结束")
    await office.presses("确认结束")
    await hired(town, CADRE, Role.UNIT_LEAD)
    await office.presses_data(data.replace("end", "really"))
    assert "已经结束" in office.last
    person = await town.run(lambda uow: uow.people.get(f"person-{CADRE}"))
    assert Role.UNIT_LEAD in person.roles(town.now)


async def test_residents_are_nowhere(town: Town) -> None:
    await a_story(town)
    office = Chatter(town, OFFICE)
    await office.says("/staff")
    await office.presses("各单位的人")
    assert "5 位" in office.last
    await office.presses_data(f"staff:person.person-{RESIDENT}")
    assert "已经结束" in office.last
    await office.presses_data("staff:person.nobody")
    assert "已经结束" in office.last


async def test_the_administrator_sees_people_and_no_concern(town: Town) -> None:
    story = await a_story(town)
    administrator = await hired(town, ADMINISTRATOR, Role.ADMINISTRATOR, "office")
    await administrator.says("/staff")
    await administrator.presses("各单位的人")
    assert any("住房和城乡建设局" in label for label in administrator.labels)
    for data in (f"card:{story.concern.id}", "todo:all", "unreached:page.0"):
        await administrator.presses_data(data)
        assert story.concern.number not in administrator.last
    assert "没通知到的" not in "".join(administrator.labels)


@pytest.mark.parametrize("role", [Role.CADRE, Role.UNIT_LEAD, Role.LEADER, Role.INFORMATION_WORKER])
@pytest.mark.parametrize(
    "data", ["go:staff", "staff:units.0", "staff:unit.housing", "go:district", "district:units"]
)
async def test_it_is_closed_to_others(town: Town, role: Role, data: str) -> None:
    chatter = await hired(town, 40, role)
    await chatter.presses_data(data)
    assert "需要相应的身份" in chatter.last


async def test_many_units_come_in_pages(town: Town) -> None:
    for chat, unit in enumerate(list((await town.run(lambda uow: uow.policy.units)).by_id)[:12], 100):
        await hired(town, chat, Role.CADRE, unit)
    office = await hired(town, OFFICE, Role.OFFICE, "office")
    await office.says("/staff")
    await office.presses("各单位的人")
    await office.presses("下一页")
    assert len(office.labels) == 2 + 1 + 1
    await office.presses("上一页")
    assert len(office.labels) == 10 + 1 + 1


@pytest.mark.parametrize(
    ("which", "part", "file"),
    [
        ("单位", "青禾区住房和城乡建设局（housing），青禾区，上级：青禾区群众工作办公室", "units.toml"),
        ("辖区", "青禾区 · 石桥街道 · 柳园社区（liuyuan），有边界", "district.toml"),
        ("职责", "民情日：每月 28 日", "duties.toml"),
    ],
)
async def test_the_district_is_shown_with_where_to_change_it(
    town: Town, which: str, part: str, file: str
) -> None:
    administrator = await hired(town, ADMINISTRATOR, Role.ADMINISTRATOR, "office")
    await administrator.says("辖区目录")
    await administrator.presses(which)
    assert part in administrator.last and file in administrator.last and "minqing check" in administrator.last
