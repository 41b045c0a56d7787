"""The office invites by chat; the link works once, and only for somebody else."""

import re

import pytest

from domain.people import Role
from tests.handlers.chat import Chatter, Town
from tests.workers import hired

OFFICE, NEWCOMER = 11, 12


async def token_of(chatter: Chatter) -> str:
    """The start argument of the link last made."""
    made = next(message for _, message in reversed(chatter.heard) if message.words.key == "invite.made")
    (button,) = made.rows[0]
    assert button.opens in chatter.town.words(made)
    return button.opens


async def invited(town: Town, unit: str = "住建局", name: str = "何敏") -> tuple[Chatter, str]:
    office = await hired(town, OFFICE, Role.OFFICE, "office")
    await office.says("邀请")
    await office.presses("干部")
    await office.says(unit)
    assert "怎么称呼" in office.last
    if name:
        await office.says(name)
    else:
        await office.presses("跳过")
    return office, await token_of(office)


async def test_a_link_to_pass_on_comes_out_and_the_newcomer_is_welcomed(town: Town) -> None:
    _, link = await invited(town)
    newcomer = Chatter(town, NEWCOMER)
    await newcomer.says(f"/start {link}")
    assert "欢迎加入" in newcomer.last and "住房和城乡建设局" in newcomer.last
    person = await town.run(lambda uow: uow.people.by_chat(NEWCOMER))
    assert person and person.units(town.now, Role.CADRE) == ("housing",)
    assert await town.run(lambda uow: uow.badges.of([person.id])) == {person.id: "何敏"}


async def test_a_name_may_be_left_out(town: Town) -> None:
    _, link = await invited(town, name="")
    await Chatter(town, NEWCOMER).says(f"/start {link}")
    assert await town.run(lambda uow: uow.badges.of([f"person-{NEWCOMER}"])) == {}


async def test_a_number_is_no_name(town: Town) -> None:
    office = await hired(town, OFFICE, Role.OFFICE, "office")
    await office.says("/invite")
    await office.presses("干部")
    await office.says("民政")
    await office.says("13800001234")
    assert "不写号码" in office.last


async def test_whoever_made_it_does_not_use_it_up(town: Town) -> None:
    office, link = await invited(town)
    await office.says(f"/start {link}")
    assert "转发给对方" in office.last
    newcomer = Chatter(town, NEWCOMER)
    await newcomer.says(f"/start {link}")
    assert "欢迎加入" in newcomer.last


@pytest.mark.parametrize(
    ("typed", "unit"), [("住建局", "housing"), ("housing", "housing"), ("柳园社区", "liuyuan_room")]
)
async def test_a_unit_is_found_by_any_of_its_names(town: Town, typed: str, unit: str) -> None:
    _, link = await invited(town, typed)
    await Chatter(town, NEWCOMER).says(f"/start {link}")
    person = await town.run(lambda uow: uow.people.by_chat(NEWCOMER))
    assert person and person.units(town.now, Role.CADRE) == (unit,)


async def test_a_unit_can_be_picked_from_the_list(town: Town) -> None:
    office = await hired(town, OFFICE, Role.OFFICE, "office")
    await office.says("/invite")
    await office.presses("信息员")
    await office.says("月亮局")
    assert "没有找到这个单位" in office.last
    await office.presses("社区")
    assert len(office.labels) == 9 + 1 + 2
    await office.presses("换一类单位")
    await office.presses("受理机构")
    assert "怎么称呼" in office.last


@pytest.mark.parametrize(
    ("role", "given"),
    [
        (Role.OFFICE, ["信息员", "干部", "单位负责人", "受理机构", "领导", "复查复核人员"]),
        (Role.ADMINISTRATOR, ["信息员", "干部", "单位负责人", "受理机构", "领导", "管理员", "复查复核人员"]),
    ],
)
async def test_each_gives_what_they_may_give(town: Town, role: Role, given: list[str]) -> None:
    chatter = await hired(town, OFFICE, role, "office")
    await chatter.says("/invite")
    assert chatter.labels == given


@pytest.mark.parametrize("role", [Role.CADRE, Role.UNIT_LEAD, Role.LEADER, Role.INFORMATION_WORKER])
async def test_nobody_else_invites(town: Town, role: Role) -> None:
    chatter = await hired(town, OFFICE, role)
    await chatter.says("/invite")
    assert "需要相应的身份" in chatter.last
    await chatter.presses_data("invite:role.cadre")
    assert "需要相应的身份" in chatter.last


async def test_the_office_makes_no_administrators_by_going_back(town: Town) -> None:
    office = await hired(town, OFFICE, Role.OFFICE, "office")
    await office.says("/invite")
    await office.presses("干部")
    await office.presses("上一步")
    await office.presses("管理员")
    await office.says("民政")
    await office.presses("跳过")
    assert "需要相应的身份" in office.last
    assert await town.run(lambda uow: uow.invitations.waiting(town.now)) == []


async def test_an_open_invitation_can_be_taken_back(town: Town) -> None:
    office, link = await invited(town)
    await office.says("/staff")
    await office.presses("还没用的邀请")
    assert "青禾区住房和城乡建设局·干部，给何敏" in office.last
    await office.presses("收回第 1 个")
    assert "没有还没用的邀请" in office.last
    newcomer = Chatter(town, NEWCOMER)
    await newcomer.says(f"/start {link}")
    assert "不能用了" in newcomer.last
    await office.presses_data("invite:withdraw.ffff")
    assert "已经用掉" in office.last


async def test_the_token_is_in_no_list(town: Town) -> None:
    office, link = await invited(town)
    before = len(office.heard)
    await office.says("/staff")
    await office.presses("还没用的邀请")
    after = [town.words(message) for _, message in office.heard[before:]]
    assert not [text for text in after if re.search(link.removeprefix("inv_"), text)]
