"""Over HTTP: a concern that another way of the law decides, and one that needs three meetings before its end."""

from domain.people import Role
from tests.journeys.conftest import Story
from tests.journeys.test_answering import reports_claims
from tests.journeys.test_main_job import HOUSING, reports, writes
from tests.phone import Phone


async def signed_in(story: Story) -> tuple[Phone, Phone, str]:
    """Resident, handler, number."""
    handler = await story.staff("林国栋", Role.CADRE, HOUSING)
    resident = await story.resident()
    number = await reports(resident)
    await handler.hears(number)
    await handler.taps("签收")
    await handler.hears("已签收")
    return resident, handler, number


async def test_pointed_to_a_way_of_the_law(story: Story) -> None:
    resident, handler, number = await signed_in(story)
    await handler.taps("指引法定途径")
    await handler.hears("哪条途径")
    await handler.taps("仲裁")
    await handler.hears("请写理由")
    await handler.says("属于劳动争议，应当先申请仲裁")
    await handler.hears("预览", "应当先申请仲裁")
    await handler.taps("发出")
    await resident.hears(number, "仲裁委员会", "应当先申请仲裁", "当面提出")


async def test_an_internal_note_and_a_draft_that_closes_itself(story: Story) -> None:
    resident, handler, number = await signed_in(story)
    await handler.taps("内部备注")
    await handler.hears("请写内部备注")
    await handler.says("已与物业通电话")
    await handler.hears("预览", "诉求人看不到")
    await handler.taps("存下备注")
    await handler.hears("备注已存下")
    await handler.taps("受理")
    await resident.hears(number, "已受理")
    await handler.taps("记进展")
    await handler.hears("请写办理进展")
    await resident.taps("查看进度")
    await resident.hears(number)
    assert not any("通电话" in note.text for note in await resident.notes())
    await resident.taps("撤回这件诉求")
    await resident.hears("要撤回这件诉求吗")
    await resident.taps("跳过")
    await resident.hears("确认撤回")
    await resident.taps("确认撤回")
    await handler.hears(number, "诉求人已撤回")
    await handler.says("师傅明天上门")
    await handler.hears("草稿已经关闭", "师傅明天上门")


async def test_three_meetings_before_the_end(story: Story) -> None:
    handler = await story.staff("林国栋", Role.CADRE, HOUSING)
    lead = await story.staff("秦卫民", Role.UNIT_LEAD, HOUSING)
    resident = await story.resident()
    number = await reports_claims(resident, "拆迁补偿款一直没有到账", "拆迁")
    await handler.hears(number)
    await handler.taps("签收")
    await handler.hears("已签收")
    await handler.taps("受理")
    await resident.hears(number, "已受理")
    await writes(handler, "答复", "补偿款本周到账")
    await handler.taps("办结")
    await handler.hears("确认办结")
    await handler.taps("确认办结")
    await handler.hears("还不能办结", "诉求人本人确认")
    await handler.taps("诉求卡")
    await handler.hears(number)
    await handler.taps("已见诉求人")
    await resident.hears(number, "见面沟通")
    await resident.taps("见过面了")
    await handler.hears("诉求人确认见过面了")
    await lead.hears("负责人也要见面")
    await lead.taps("负责人已见")
    await handler.hears("单位负责人已见过")
    await handler.taps("打开诉求卡")
    await handler.hears("单位负责人见面")
    await handler.taps("办结")
    await handler.hears("确认办结")
    await handler.taps("确认办结")
    await resident.hears(number, "办结")
