"""By chat: first contact, leaving the simple procedure, a hearing in the final review, and what 期限 says of them."""

from domain.concern import State
from domain.people import Role
from domain.services import objecting, remedying, reviewing
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, LEAD, OFFICE, Story, a_story
from tests.services.test_remedies import CITY, REVIEWER, decides
from tests.workers import RESIDENT, hired


async def in_housing(town: Town, category: str) -> tuple[Story, Chatter]:
    story = await a_story(town, category=category)
    await story.does(objecting.transfer, OFFICE, "由住建局办理", "housing")
    return story, Chatter(town, CADRE)


async def at_the_city(town: Town) -> tuple[Story, Chatter]:
    """Under final review, with the city's reviewer at the card."""
    await hired(town, REVIEWER, Role.REVIEWER, "office")
    city = await hired(town, CITY, Role.REVIEWER, "city")
    story = await (await a_story(town)).comes_to("sign_in", "accept", "reply")
    await story.does(remedying.request_review, RESIDENT, "没有查清楼上")
    await story.does(reviewing.take_review, REVIEWER)
    await story.does(decides, REVIEWER)
    await story.does(remedying.request_review, RESIDENT, "依据用错了")
    await city.presses_data(f"card:{story.concern.id}")
    await city.presses("接手")
    return story, city


async def test_one_press_records_the_first_contact(town: Town) -> None:
    story, cadre = await in_housing(town, "roads.amenities")
    resident = Chatter(town, RESIDENT)
    await cadre.presses_data(f"deadlines:{story.concern.id}")
    assert (
        "<b>首次联系</b>：最迟 11月25日（周三）12:00" in cadre.last
        and "24 小时，休息日不计算在内" in cadre.last
    )
    assert "<b>按交办单答复</b>：最迟 2026年12月8日" in cadre.last and "10 个工作日" in cadre.last
    await cadre.presses_data(f"card:{story.concern.id}")
    await cadre.presses("签收")
    await cadre.presses("已联系诉求人")
    assert "已记下首次联系" in cadre.last
    assert not any("已联系" in label for label in cadre.labels), "once is enough"
    assert "记下已经联系过您" in resident.last
    await cadre.presses_data(f"act:contact:{story.concern.id}")
    assert "没有在等首次联系" in cadre.last


async def test_a_complex_matter_leaves_the_simple_procedure_with_a_reason(town: Town) -> None:
    story, cadre = await in_housing(town, "welfare.care")
    for label in ("签收", "受理"):
        await cadre.presses_data(f"card:{story.concern.id}")
        await cadre.presses(label)
    assert any("转普通程序" in label for label in await cadre.all_labels())
    await cadre.presses("转普通程序")
    await cadre.says("   ")
    await cadre.says("要请专家鉴定")
    assert "要请专家鉴定" in cadre.last and "不会重新开始" in cadre.last
    await cadre.presses("转为普通程序")
    assert "已转为普通程序" in cadre.last
    assert not any("转普通程序" in label for label in cadre.labels)
    assert "要请专家鉴定" in Chatter(town, RESIDENT).last and "要请专家鉴定" in Chatter(town, LEAD).last


async def test_other_concerns_offer_neither(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    cadre = Chatter(town, CADRE)
    await cadre.presses_data(f"card:{story.concern.id}")
    assert not any("已联系" in label or "普通程序" in label for label in cadre.labels)
    await cadre.presses_data(f"leave_simple:{story.concern.id}")
    await cadre.says("要请专家鉴定")
    await cadre.presses("转为普通程序")
    assert "不在简易办理中" in cadre.last


async def test_a_hearing_is_announced_held_and_explained(town: Town) -> None:
    story, city = await at_the_city(town)
    resident, cadre = Chatter(town, RESIDENT), Chatter(town, CADRE)
    await city.presses("举行听证")
    await city.says("11月26日上午，市信访局一楼")
    await city.presses("发出听证通知")
    assert "复核听证中" in city.last and "⏸ 复核意见：2026年11月24日" in city.last
    for person in (resident, cadre):
        assert "市信访局一楼" in person.last and "不计入复核期限" in person.last
    await resident.presses_data(f"deadlines:{story.concern.id}")
    assert "听证期间暂停计算" in resident.last and "第三十六条" in resident.last
    await resident.presses_data(f"mine:{story.concern.id}")
    assert "举行听证" in resident.last and "听证期间不计算" in resident.last
    town.now = town.now.replace(day=27)
    await city.presses_data(f"card:{story.concern.id}")
    await city.presses("听证结束")
    await city.says("双方陈述完毕")
    await city.presses("确认听证结束")
    assert "2026年12月28日" in resident.last and "双方陈述完毕" in resident.last
    await resident.presses_data(f"deadlines:{story.concern.id}")
    assert "另加听证 4 天" in resident.last and "2026年12月28日" in resident.last
    after = await town.run(lambda uow: uow.concerns.get(story.concern.id))
    assert after and after.state is State.UNDER_FINAL_REVIEW


async def test_only_the_reviewer_holds_a_hearing(town: Town) -> None:
    story, _ = await at_the_city(town)
    for chat in (CADRE, REVIEWER, OFFICE):
        someone = Chatter(town, chat)
        await someone.presses_data(f"begin_hearing:{story.concern.id}")
        assert "听证什么时间" not in someone.last
