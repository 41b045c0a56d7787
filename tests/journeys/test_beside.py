"""By chat and over HTTP: mediation, aid and a hearing beside one concern, each by the reporter's own choice."""

from domain.people import Role
from tests.journeys.conftest import Story
from tests.journeys.test_remedies import accepted
from tests.phone import Phone


async def mediates(handler: Phone, resident: Phone, number: str) -> None:
    """Offered, agreed to, ended without an agreement."""
    await handler.taps("提出调解/和解")
    await handler.hears("提出哪一种")
    await handler.taps("调解（由人居中）")
    for question, text in (("调解什么", "分摊修管的钱"), ("对方怎么说", "物业愿意谈")):
        await handler.hears(question)
        await handler.says(text)
    await handler.hears("预览", "物业愿意谈")
    await handler.taps("发出")
    await resident.hears(number, "物业愿意谈", "没有任何不利")
    await resident.taps("愿意调解")
    await resident.hears("诉求人愿意调解")
    await handler.hears(number, "诉求人愿意调解")
    await handler.taps("打开诉求卡")
    await handler.hears("办理记录", "诉求人愿意调解")
    await handler.taps("调解未达成")
    await handler.hears("为什么没有达成")
    await handler.says("价格没有谈拢")
    await handler.hears("预览")
    await handler.taps("发出")
    await resident.hears("没有达成一致", "价格没有谈拢", "继续办理")
    await handler.hears("请继续办理", "办理记录")


async def aids(handler: Phone, civil: Phone, resident: Phone, number: str) -> None:
    """Asked with the exact words, agreed to, handed over."""
    await handler.taps("帮扶救助")
    await handler.hears("要诉求人自己同意")
    await handler.taps("临时救助")
    await handler.hears("社会救助暂行办法")
    await handler.taps("征求同意后移交")
    await handler.hears("写下要移交的话")
    await handler.says("家里有人住院，房租交不上")
    await handler.hears("现在什么都不会移交")
    await handler.taps("发出")
    await resident.hears(number, "一字不多", "家里有人住院")
    await resident.taps("同意移交")
    await resident.hears("诉求人同意移交帮扶")
    await handler.hears(number, "同意移交")
    await handler.taps("打开诉求卡")
    await handler.hears("办理记录")
    await handler.taps("帮扶救助")
    await handler.hears("要诉求人自己同意")
    await handler.taps("临时救助")
    await handler.hears("移交的原话")
    await handler.taps("现在移交")
    await civil.hears("经诉求人本人同意", "家里有人住院")
    await resident.hears("按您的同意", "临时救助")
    await handler.hears("已移交", "办理记录")


async def hears_both_sides(handler: Phone, resident: Phone, number: str) -> None:
    """A hearing: called, joined, recorded."""
    await handler.taps("召开听证")
    await handler.hears("哪一天听证")
    await handler.taps("7 天后")
    for question, text in (("几点、在哪里", "下午三点，三楼会议室"), ("听证什么", "谁来修水管")):
        await handler.hears(question)
        await handler.says(text)
    await handler.hears("预览", "三楼会议室")
    await handler.taps("发出")
    await resident.hears(number, "召开听证", "2026年11月30日", "三楼会议室")
    await handler.hears("已通知诉求人")
    await resident.taps("我参加听证")
    await resident.hears("诉求人参加听证")
    await handler.hears(number, "诉求人参加听证")
    await handler.taps("打开诉求卡")
    await handler.hears("听证中", "三楼会议室")
    await handler.taps("记录听证结果")
    await handler.hears("听证结果是什么")
    await handler.says("先换主管，物业出钱")
    await handler.hears("预览")
    await handler.taps("发出")
    await resident.hears("听证结果", "物业出钱")
    await handler.hears("请继续办理", "办理中")


async def test_mediation_aid_and_a_hearing_beside_one_concern(story: Story) -> None:
    civil = await story.staff("苏梅", Role.CADRE, "civil")
    resident, handler, number = await accepted(story)
    await handler.hears("受理", "办理记录")
    await mediates(handler, resident, number)
    await aids(handler, civil, resident, number)
    await hears_both_sides(handler, resident, number)
    await resident.taps("查看进度")
    await resident.hears("调解未达成一致", "已移交帮扶", "听证结果")
