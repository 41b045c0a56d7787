"""联系卡 by chat: for anybody, by area, by pin or by name; roles and public numbers only, and no place is kept."""

import pytest

from domain.concern import Pin
from domain.people import Role
from tests.handlers.chat import Chatter, Town
from tests.handlers.residents import agreed
from tests.workers import hired


async def test_a_stranger_picks_an_area_and_nothing_is_stored(town: Town) -> None:
    await hired(town, 11, Role.INFORMATION_WORKER, "liuyuan_room")
    stranger = Chatter(town, 1)
    await stranger.says("联系卡")
    assert "不保存" in stranger.last
    await stranger.presses("石桥街道")
    assert "石桥街道群众工作站" in stranger.last and "0000-88010" in stranger.last
    await stranger.presses("柳园社区")
    for part in ("柳园社区群众工作室", "本社区信息员", "党群服务中心", "每天 9:00–17:00", "contacts-liuyuan"):
        assert part in stranger.last
    assert "person" not in stranger.last
    assert await town.run(lambda uow: uow.people.by_chat(1)) is None


async def test_who_is_the_contact_person_and_whose_phone_it_is(town: Town) -> None:
    resident = Chatter(town, 1)
    await resident.presses_data("contacts:tianjing")
    assert "暂时由值班室接待" in resident.last and "望川街道群众工作站" in resident.last
    await hired(town, 11, Role.CADRE, "tianjing_room")
    await resident.presses_data("contacts:tianjing")
    assert "联络员：干部" in resident.last
    await resident.presses_data("contacts:qinghe")
    assert "青禾区群众工作办公室" in resident.last
    await resident.presses_data("contacts:nowhere")
    assert "没有找到这个地方" in resident.last


async def test_by_pin_or_by_name_after_agreeing_and_the_place_is_not_kept(town: Town) -> None:
    stranger = Chatter(town, 1)
    await stranger.says("联系卡")
    await stranger.presses("用位置")
    assert "境外" in stranger.last
    await stranger.presses("同意，开始")
    await stranger.says("社区")
    assert "写全名" in stranger.last and "柳园社区" in stranger.last
    await stranger.says("柳园小区3号楼")
    assert "柳园社区群众工作室" in stranger.last
    assert await town.run(lambda uow: uow.drafts.of_person("person-1")) == []
    assert (await town.run(lambda uow: uow.progress.get("person-1"))).draft == ""
    await stranger.presses("换一个地方")
    await stranger.presses("用位置")
    await stranger.says(pin=Pin(0.0, 0.0))
    assert "位置" in stranger.last
    await stranger.says("取消")
    assert await town.run(lambda uow: uow.drafts.of_person("person-1")) == []


async def test_a_pin_inside_finds_its_community(town: Town) -> None:
    resident = await agreed(town)
    await resident.says("/cancel")
    area = (await town.run(lambda uow: uow.policy.areas.by_id))["liuyuan"]
    longitude = sum(corner[0] for corner in area.border) / len(area.border)
    latitude = sum(corner[1] for corner in area.border) / len(area.border)
    await resident.says("联系卡")
    await resident.presses("用位置")
    await resident.says(pin=Pin(latitude, longitude))
    assert "柳园社区群众工作室" in resident.last
    assert await town.run(lambda uow: uow.drafts.of_person("person-1")) == []
    offered = (await town.run(lambda uow: uow.progress.get("person-1"))).offered
    assert not any("liuyuan" in data for _, data in offered)


@pytest.mark.parametrize("argument", ["contacts-liuyuan", "contacts"])
async def test_the_link_opens_the_card(town: Town, argument: str) -> None:
    neighbour = Chatter(town, 2)
    await neighbour.says(f"/start {argument}")
    assert ("柳园社区群众工作室" if "-" in argument else "您在哪里") in neighbour.last
