"""One's own roles: seen, given to a stand-in for some days, left; and the concern that changes hands on its card."""

import pytest

from domain.people import Role
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, COLLEAGUE, LEAD, a_story
from tests.workers import at, hired


async def test_a_stand_in_in_three_presses_and_back(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    cadre, colleague = Chatter(town, CADRE), Chatter(town, COLLEAGUE)
    await town.run(lambda uow: uow.badges.put(f"person-{COLLEAGUE}", "何敏"))
    await cadre.says("代班")
    await cadre.presses("何敏")
    await cadre.presses("从现在起")
    await cadre.presses("7 天")
    assert "何敏（干部）" in cadre.last and "2026年11月30日" in cadre.last
    assert "请您在" in colleague.last
    await colleague.presses_data(f"card:{story.concern.id}")
    assert "由您代办" in colleague.last and "受理" in colleague.labels
    await colleague.says("/todo")
    await colleague.presses("我的")
    assert story.concern.number in colleague.last
    await cadre.presses("我回来了")
    await colleague.presses_data(f"card:{story.concern.id}")
    assert "受理" not in colleague.labels


async def test_a_stand_in_can_begin_later(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    cadre, colleague = Chatter(town, CADRE), Chatter(town, COLLEAGUE)
    await cadre.says("/stand_in")
    await cadre.presses("干部")
    await cadre.presses("下周一：2026年11月30日")
    await cadre.presses("5 天")
    await colleague.presses_data(f"card:{story.concern.id}")
    assert "受理" not in colleague.labels
    await at(town, "2026-11-30 08:30")
    await colleague.presses_data(f"card:{story.concern.id}")
    assert "受理" in colleague.labels


async def test_who_is_asked_may_say_no(town: Town) -> None:
    await a_story(town)
    cadre, colleague = Chatter(town, CADRE), Chatter(town, COLLEAGUE)
    await cadre.says("/stand_in")
    await cadre.presses("干部")
    await cadre.presses("明天")
    await cadre.presses("3 天")
    await colleague.presses("我不方便")
    assert "另外安排" in colleague.last
    assert "不方便代班" in cadre.last and "不方便代班" in Chatter(town, LEAD).last
    await colleague.presses("我不方便")
    assert "已经结束" in colleague.last


async def test_alone_in_the_unit_there_is_nobody_to_name(town: Town) -> None:
    cadre = await hired(town, CADRE, Role.CADRE)
    await cadre.says("/stand_in")
    assert "没有别的同事" in cadre.last


async def test_with_two_units_it_is_asked_which(town: Town) -> None:
    cadre = await hired(town, CADRE, Role.CADRE)
    await hired(town, CADRE, Role.CADRE, "police")
    await hired(town, COLLEAGUE, Role.CADRE, "police")
    await cadre.says("/stand_in")
    await cadre.presses("公安")
    assert "公安分局" in cadre.last and cadre.labels == ["干部"]


@pytest.mark.parametrize(
    "data",
    [
        "stand:for.nothing",
        "stand:who",
        "stand:",
        "stand:cannot.x.y",
        "stand:from.00000000.x.2026",
        "roles:leave.x",
    ],
)
async def test_a_broken_button_does_no_harm(town: Town, data: str) -> None:
    cadre = await hired(town, CADRE, Role.CADRE)
    await cadre.presses_data(data)
    assert cadre.last


async def test_leaving_hands_everything_back_and_a_colleague_takes_over(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    cadre, colleague = Chatter(town, CADRE), Chatter(town, COLLEAGUE)
    await cadre.says("我的身份")
    assert "青禾区住房和城乡建设局·干部" in cadre.last
    await cadre.presses("退出")
    assert "马上生效" in cadre.last
    await cadre.presses("确认退出")
    assert "1 件" in cadre.last
    await cadre.says("/todo")
    assert "需要相应的身份" in cadre.last
    await colleague.presses(f"打开 {story.concern.number}")
    assert "待接手" in colleague.last
    await colleague.presses("接手")
    assert "您是承办人" in colleague.last and "答复" in colleague.labels


async def test_the_unit_lead_takes_over_from_a_handler_with_one_more_press(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    lead, cadre = Chatter(town, LEAD), Chatter(town, CADRE)
    await lead.presses_data(f"card:{story.concern.id}")
    await lead.presses("接手")
    assert "现在由同事承办" in lead.last
    await lead.presses("确认由我承办")
    assert "您是承办人" in lead.last
    assert "接手承办" in cadre.last
    await lead.presses_data(f"take_over:{story.concern.id}")
    assert "不归您办" in lead.last or "已经由本单位同事签收" in lead.last


async def test_a_resident_has_no_roles_to_show(town: Town) -> None:
    resident = Chatter(town, 1)
    for command in ("/roles", "/stand_in"):
        await resident.says(command)
        assert "需要相应的身份" in resident.last
