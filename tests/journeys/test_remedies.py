"""By chat and over HTTP: withdraw, urge, the three questions, rework, review and final review to the end."""

from domain.people import Role
from tests.journeys.conftest import Story
from tests.journeys.test_main_job import HOUSING, reports, writes
from tests.phone import Phone


async def accepted(story: Story) -> tuple[Phone, Phone, str]:
    """A concern that its handler has just accepted: resident, handler, number."""
    handler = await story.staff("林国栋", Role.CADRE, HOUSING)
    resident = await story.resident()
    number = await reports(resident)
    await handler.hears(number)
    await handler.taps("签收")
    await handler.hears("已签收")
    await handler.taps("受理")
    await resident.hears(number, "已受理")
    return resident, handler, number


async def replied(story: Story) -> tuple[Phone, Phone, str]:
    """The same, with a reply that has just arrived."""
    resident, handler, number = await accepted(story)
    await writes(handler, "答复", "已联系物业")
    await resident.hears("已联系物业", "三个问题")
    return resident, handler, number


async def decides(reviewer: Phone, number: str, button: str) -> None:
    """Take it, then the four parts of the opinion."""
    await reviewer.hears(number, "第一个接手")
    await reviewer.taps("打开诉求卡")
    await reviewer.hears(number, "办理记录")
    await reviewer.taps("接手")
    await reviewer.hears("已接手")
    await opines(reviewer, button)


async def opines(reviewer: Phone, button: str) -> None:
    """The four parts of the opinion, from the card."""
    await reviewer.taps(button)
    await reviewer.hears("意见是")
    await reviewer.taps("支持")
    for question, text in (
        ("查明了什么事实", "水管老化，有照片"),
        ("处理意见：", "责成十日内修好"),
        ("依据：写到条款", "物业管理条例第三条"),
    ):
        await reviewer.hears(question)
        await reviewer.says(text)
    await reviewer.hears("预览", "物业管理条例第三条")
    await reviewer.taps("发出")
    await reviewer.hears("意见已发给")


async def holds_a_hearing(above: Phone, resident: Phone, handler: Phone, number: str) -> None:
    """Take the final review, announce a hearing and end it; resident and handler read of both."""
    await above.hears(number, "第一个接手")
    await above.taps("打开诉求卡")
    await above.hears(number, "办理记录")
    await above.taps("接手")
    await above.hears("已接手")
    await above.taps("举行听证")
    await above.hears("听证什么时间")
    await above.says("明天上午，市信访局一楼")
    await above.hears("预览", "市信访局一楼")
    await above.taps("发出听证通知")
    await resident.hears("举行听证", "市信访局一楼", "不计入复核期限")
    await handler.hears("举行听证", "市信访局一楼")
    await above.hears("复核听证中")
    await above.taps("听证结束")
    await above.hears("听证的情况")
    await above.says("双方陈述完毕")
    await above.hears("预览", "双方陈述完毕")
    await above.taps("确认听证结束")
    await resident.hears("听证已经结束", "双方陈述完毕")
    await above.hears("已结束")


async def test_taken_back_before_it_is_answered(story: Story) -> None:
    resident, handler, number = await accepted(story)
    await resident.taps("查看进度")
    await resident.hears(number, "办理记录")
    await resident.taps("催一催")
    await handler.hears(number, "催办")
    await resident.hears("已经替您催了")
    await resident.says("我的诉求")
    await resident.hears("您的诉求")
    await resident.taps(number)
    await resident.hears(number, "办理记录")
    await resident.taps("撤回这件诉求")
    await resident.hears("想说说原因")
    await resident.says("物业已经修好了")
    await resident.hears("物业已经修好了", "确认撤回")
    await resident.taps("确认撤回")
    await resident.hears(number, "已经撤回")
    await handler.hears(number, "诉求人已撤回", "物业已经修好了")


async def test_dissatisfied_reworked_reviewed_and_finally_reviewed(story: Story) -> None:
    reviewer = await story.staff("丁慧", Role.REVIEWER, "office")
    above = await story.staff("康平", Role.REVIEWER, "city")
    resident, handler, number = await replied(story)
    for button, question in (
        ("回答三个问题", "联系过您"),
        ("没有", "解决了吗"),
        ("没有解决", "满意吗"),
        ("不满意", "您希望怎么办"),
        ("请重办", "哪里不满意"),
    ):
        await resident.taps(button)
        await resident.hears(question)
    await resident.says("还在漏水")
    await resident.hears(number, "5 个工作日")
    await handler.hears(number, "请求重办", "还在漏水")
    await handler.taps("打开诉求卡")
    await handler.hears("还在漏水", "办理记录")
    await writes(handler, "答复", "水管已换")
    await resident.hears("水管已换")
    await resident.taps("查看进度")
    await resident.hears(number, "办理记录")
    await resident.taps("请求复查")
    await resident.hears("水管已换", "为什么不同意")
    await resident.says("没有查清楼上")
    await resident.hears("没有查清楼上", "预览")
    await resident.taps("提交请求")
    await resident.hears("收到您的复查请求")
    await decides(reviewer, number, "写复查意见")
    await resident.hears("复查意见", "责成十日内修好", "复核")
    await handler.hears("请照此执行", "责成十日内修好")
    await resident.taps("请求复核")
    await resident.hears("为什么不同意")
    await resident.says("依据用错了")
    await resident.hears("依据用错了", "预览")
    await resident.taps("提交请求")
    await resident.hears("收到您的复核请求")
    await holds_a_hearing(above, resident, handler, number)
    await opines(above, "写复核意见")
    await resident.hears("复核意见", "不再受理")


async def test_an_edited_supplement_reaches_the_handler_as_a_new_version(story: Story) -> None:
    resident, handler, number = await accepted(story)
    notice = (await resident.heard())[-1]
    said = await resident.says("三楼也漏", reply_to=notice)
    await handler.hears("三楼也漏")
    await resident.edits(said, "三楼和四楼也漏")
    await resident.hears("看到您改了补充的话")
    await handler.hears(number, "改写", "三楼和四楼也漏")
