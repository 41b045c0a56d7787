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
    await office.taps("3 天内")
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
