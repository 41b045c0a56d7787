"""Stepping out by one tap, naming the handler, and a report of retaliation, by chat (H5)."""

from domain.concern import Kind
from domain.people import Role
from tests.handlers.chat import Chatter, Town
from tests.handlers.test_handle_concern import at_work
from tests.services.story import CADRE, COLLEAGUE, LEAD, Story
from tests.workers import RESIDENT, hired


async def handler_of(story: Story) -> str:
    concern = await story.town.run(lambda uow: uow.concerns.get(story.concern.id))
    assert concern
    return concern.handler


async def test_one_tap_and_it_is_gone(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in", "accept")
    await cadre.presses("回避")
    assert "您已回避" in cadre.last and await handler_of(story) == ""
    await cadre.presses("我的待办")
    assert story.concern.number not in cadre.last
    for data in ("card", "recuse", "appoint", "act:reply", "view_contact", "transfer"):
        await cadre.presses_data(f"{data}:{story.concern.id}")
        assert "天花板漏水" not in cadre.last
    await cadre.says(story.concern.number)
    assert "天花板漏水" not in cadre.last
    colleague = Chatter(town, COLLEAGUE)
    await colleague.presses("接手")
    assert await handler_of(story) == f"person-{COLLEAGUE}"


async def test_the_reason_is_one_more_tap_and_goes_to_the_lead(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in")
    await cadre.presses("回避")
    await cadre.presses("亲属关系")
    assert "已记下" in cadre.last
    assert "亲属关系" in Chatter(town, LEAD).last
    resident = Chatter(town, RESIDENT)
    await resident.presses_data(f"mine:{story.concern.id}")
    assert "有工作人员回避" in resident.last and "亲属" not in resident.last
    await Chatter(town, COLLEAGUE).presses_data(f"recusal:kin.{story.concern.id}")
    assert "亲属" not in Chatter(town, COLLEAGUE).last


async def test_the_lead_names_the_next_one(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in", "accept")
    await cadre.presses("回避")
    lead = Chatter(town, LEAD)
    await lead.presses_data(f"card:{story.concern.id}")
    await lead.presses("指定承办人")
    assert f"appointed:{story.concern.id}.person-{CADRE}" not in [
        button.data for row in lead.heard[-1][1].rows for button in row
    ]
    await lead.presses_data(f"appointed:{story.concern.id}.person-{COLLEAGUE}")
    assert "已指定承办人" in lead.last
    assert "指定由您承办" in Chatter(town, COLLEAGUE).last


async def test_retaliation_from_the_own_card(town: Town) -> None:
    await hired(town, 50, Role.CADRE, "discipline")
    story, cadre = await at_work(town, "sign_in")
    resident = Chatter(town, RESIDENT)
    await resident.presses_data(f"mine:{story.concern.id}")
    await resident.presses("打击报复")
    await resident.says("住房和城乡建设局")
    await resident.says("提了诉求以后租房被断水")
    await resident.presses("匿名")
    assert "租房被断水" in resident.last and "住房和城乡建设局" in resident.last
    before = cadre.last
    await resident.presses("提交")
    assert "受理编号" in resident.last or "受理编号" in town.words(resident.heard[-2][1])
    (second,) = [c for c in await town.concerns(RESIDENT) if c.id != story.concern.id]
    assert (second.unit, second.kind, second.about_unit) == ("discipline", Kind.MISCONDUCT, "housing")
    assert "打击报复" in Chatter(town, 50).last and cadre.last == before
