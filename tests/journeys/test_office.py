"""By chat and over HTTP: what the office and leaders do beside the life of a concern."""

from domain.people import Role
from tests.journeys.conftest import Story
from tests.journeys.test_remedies import accepted
from tests.phone import Phone


async def ordered(story: Story) -> tuple[Phone, Phone, Phone, str]:
    """A concern that the office supervises: office, resident, handler, number."""
    office = await story.staff("方静", Role.OFFICE, "office")
    resident, handler, number = await accepted(story)
    await office.says(number)
    await office.hears(number, "办理记录")
    await office.taps("督办和承诺")
    await office.hears("现在没有")
    await office.taps("督办")
    await office.hears("请写督办要求")
    await office.says("三天内到场查看")
    await office.hears("哪一天前")
    await office.taps("3 天后")
    await office.hears("三天内到场查看", "预览")
    await office.taps("发出")
    await handler.hears(number, "受理机构督办", "三天内到场查看")
    await resident.hears(number, "正在督办")
    return office, resident, handler, number


async def test_ordered_promised_kept_and_the_order_ends_with_the_reply(story: Story) -> None:
    office, resident, handler, number = await ordered(story)
    await handler.taps("打开诉求卡")
    await handler.hears("三天内到场查看", "办理记录")
    await handler.taps("督办和承诺")
    await handler.hears("督办、承诺和回头看")
    await handler.taps("向诉求人承诺")
    await handler.hears("承诺做什么")
    await handler.says("换好三楼水管")
    await handler.hears("哪一天前做到")
    await handler.says("2026-12-04")
    await handler.hears("换好三楼水管", "预览")
    await handler.taps("发出")
    await resident.hears("向您承诺", "换好三楼水管", "2026年12月4日")
    await handler.hears("承诺已告诉")
    await handler.taps("督办和承诺")
    await handler.hears("督办、承诺和回头看", "换好三楼水管")
    await handler.taps("已兑现")
    await resident.hears("已经做到", "换好三楼水管")
    await handler.hears("已记为兑现")
    await handler.taps("答复")
    await handler.hears("请写")
    await handler.says("水管已换")
    await handler.hears("水管已换", "预览")
    await handler.taps("发出")
    await handler.hears("秒后发出")
    await story.town.moves_clock(seconds=60)
    await resident.hears("水管已换", "三个问题")
    await office.hears(number, "督办结束")


async def test_a_leader_leads_a_matter_and_plans_a_step(story: Story) -> None:
    leader = await story.staff("梁志远", Role.LEADER, "office")
    office = await story.staff("方静", Role.OFFICE, "office")
    resident, handler, number = await accepted(story)
    await office.says(number)
    await office.hears(number, "办理记录")
    await office.taps("督办和承诺")
    await office.hears("现在没有")
    await office.taps("领导包案")
    await office.hears("哪位领导")
    await office.taps("领导")
    for question, text in (
        ("工作班子", "住建局、街道各一人"),
        ("化解方案", "两周内换好主管"),
        ("哪一天前", "2026-12-08"),
    ):
        await office.hears(question)
        await office.says(text)
    await office.hears("两周内换好主管", "预览")
    await office.taps("发出")
    await leader.hears("请您包案", number)
    await resident.hears(number, "领导包案")
    await leader.says("我的包案")
    await leader.hears("我的包案", number)
    await leader.taps("打开")
    await leader.hears("办理记录")
    await leader.taps("督办和承诺")
    await leader.hears("督办、承诺和回头看")
    await leader.taps("加一个步骤")
    await leader.hears("这一步做什么")
    await leader.says("周五开协调会")
    await leader.hears("哪一天前")
    await leader.taps("3 天后")
    await leader.hears("周五开协调会", "预览")
    await leader.taps("发出")
    await handler.hears("包案步骤", "周五开协调会")


async def test_danger_is_reported_upward_and_told_again_until_a_leader_answers(story: Story) -> None:
    leader = await story.staff("梁志远", Role.LEADER, "office")
    _, handler, number = await accepted(story)
    await handler.hears("受理", "办理记录")
    await handler.taps("督办和承诺")
    await handler.hears("现在没有")
    await handler.taps("紧急情况上报")
    await handler.hears("110")
    await handler.taps("危及生命")
    await handler.hears("发生了什么")
    await handler.says("楼板开裂，已疏散")
    await handler.hears("楼板开裂", "预览")
    await handler.taps("马上上报")
    await leader.hears("紧急情况上报", number, "楼板开裂")
    await story.town.moves_clock(minutes=31)
    await leader.hears("还没有人回应", number)
    await leader.taps("收到")
    await leader.hears("由您处置")
    await handler.hears(number, "领导已收到")


async def put_on_the_agenda(office: Phone, resident: Phone, number: str) -> None:
    """From the card to the agenda."""
    await office.says(number)
    await office.hears(number, "办理记录")
    await office.taps("督办和承诺")
    await office.hears("现在没有")
    await office.taps("提请会商")
    await office.hears("为什么要会商")
    await office.says("涉及住建和卫健")
    await office.hears("哪一天")
    await office.taps("3 天后")
    await office.hears("预览", "涉及住建和卫健")
    await office.taps("放进议程")
    await resident.hears(number, "一起商量")
    await office.hears("已放进会商议程")


async def test_a_meeting_names_a_co_handler_who_notes_what_was_done(story: Story) -> None:
    office = await story.staff("方静", Role.OFFICE, "office")
    helper = await story.staff("苏梅", Role.CADRE, "health")
    resident, handler, number = await accepted(story)
    await put_on_the_agenda(office, resident, number)
    await office.says("会商议程")
    await office.hears("会商议程", number)
    await office.taps("打开")
    await office.hears("督办、承诺和回头看")
    await office.taps("记录会商决定")
    for question, text in (
        ("哪个单位主办", "住建局"),
        ("哪些单位协办", "卫健局"),
        ("决定是什么", "住建修管，卫健测水"),
    ):
        await office.hears(question)
        await office.says(text)
    await office.hears("预览", "住建修管")
    await office.taps("发出")
    await resident.hears("会商决定", "住建修管")
    await helper.hears("请本单位协办", number)
    await helper.taps("打开诉求卡")
    await helper.hears("办理记录")
    await helper.taps("督办和承诺")
    await helper.hears("现在没有")
    await helper.taps("写协办情况")
    await helper.hears("协办做了什么")
    await helper.says("水质合格")
    await helper.hears("水质合格", "预览")
    await helper.taps("发出")
    await handler.hears("协办情况", "水质合格")
