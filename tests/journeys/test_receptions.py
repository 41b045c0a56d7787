"""领导接访 over HTTP: published, booked, briefed, received, promised; every update handed over twice."""

from domain.people import Role
from tests.journeys.conftest import Story
from tests.phone import Phone


async def publishes(office: Phone) -> None:
    """The office publishes a Thursday by chat."""
    await office.says("接访安排")
    await office.hears("还没有安排")
    await office.taps("公布一个接访日")
    await office.hears("哪位领导")
    await office.taps("领导")
    await office.hears("以什么职务公布")
    await office.says("副区长（分管住建）")
    await office.hears("哪一天接访")
    await office.says("2026-12-03")
    await office.hears("几点开始")
    await office.taps("09:00")
    await office.hears("在哪里接访")
    await office.says("群工办一楼接待室")
    await office.hears("几个名额")
    await office.taps("4")
    await office.hears("多少分钟")
    await office.taps("20 分钟")
    await office.hears("公布接访日", "副区长（分管住建）")
    await office.taps("公布")
    await office.hears("已公布")


async def books(resident: Phone) -> None:
    """A newcomer books the first time."""
    await resident.says("接访")
    await resident.hears("领导接访", "还有 4 个名额")
    await resident.taps("12月3日")
    await resident.hears("开始前请知道")
    await resident.taps("同意，开始")
    await resident.hears("选一个时间")
    await resident.taps("第 1 号 09:00")
    await resident.hears("要谈什么事")
    await resident.says("楼顶漏水一直没修")
    await resident.hears("怎么称呼您")
    await resident.says("李阿姨")
    await resident.hears("请核对", "楼顶漏水一直没修")
    await resident.taps("确认预约")
    await resident.hears("约好了", "第 1 号")


async def test_published_booked_briefed_received_and_promised(story: Story) -> None:
    leader = await story.staff("梁志远", Role.LEADER, "office")
    office = await story.staff("方静", Role.OFFICE, "office")
    housing = await story.staff("林国栋", Role.CADRE, "housing")
    resident = await story.resident("李阿姨")
    await publishes(office)
    await books(resident)
    await story.town.moves_clock(days=9)
    await resident.hears("明天领导接访", "第 1 号")
    await story.town.moves_clock(hours=6)
    for one in (leader, office):
        await one.hears("接访准备", "李阿姨", "楼顶漏水一直没修")
    await story.town.moves_clock(hours=16)
    await resident.hears("今天领导接访")
    await story.town.moves_clock(hours=1)
    await leader.taps("当天名单")
    await leader.hears("接访准备")
    await leader.taps("记结果：第 1 号")
    await leader.hears("接访的结果是")
    await leader.taps("承诺办理")
    await leader.hears("承诺做什么")
    await leader.says("重做楼顶防水")
    await leader.hears("哪一天前做到")
    await leader.taps("15 天后")
    await leader.hears("哪个最接近")
    await leader.taps("房屋质量")
    await leader.hears("登记并承诺", "重做楼顶防水")
    await leader.taps("发出")
    await leader.hears("已记下")
    note = await resident.hears("受理编号", "查询码")
    number = note.text.split("受理编号：")[1].split("\n")[0]
    await resident.hears(number, "承诺办理", "重做楼顶防水")
    await housing.hears(number, "重做楼顶防水")
    await resident.says("接访")
    await resident.hears("接访结果", "承诺办理")
