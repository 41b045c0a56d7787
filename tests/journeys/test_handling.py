"""The longer ways of a concern over HTTP: objection and transfer, extension."""

from domain.people import Role
from tests.journeys.conftest import Story
from tests.journeys.test_main_job import HOUSING, reports, writes


async def test_not_ours_agreed_to_and_given_to_another_unit(story: Story) -> None:
    housing = await story.staff("林国栋", Role.CADRE, HOUSING)
    office = await story.staff("方静", Role.OFFICE, "office")
    police = await story.staff("赵强", Role.CADRE, "police")
    resident = await story.resident()
    number = await reports(resident)
    await housing.hears(number)
    await housing.taps("签收")
    await housing.hears("已签收")
    await writes(housing, "不归我们管", "属于公安机关职责")
    await office.hears(number, "属于公安机关职责")
    await resident.hears(number, "核定")
    await office.taps("同意退单")
    await housing.hears(number, "同意退单")
    await office.taps("转办")
    await office.hears("转给哪个单位")
    await office.says("公安")
    await office.hears("请写转办的理由")
    await office.says("由公安机关办理")
    await office.hears("预览")
    await office.taps("转办")
    await resident.hears(number, "转由", "不因转办重来")
    await police.hears(number)
    await police.taps("签收")
    await resident.hears(number, "签收")


async def test_the_office_does_not_agree(story: Story) -> None:
    housing = await story.staff("林国栋", Role.CADRE, HOUSING)
    office = await story.staff("方静", Role.OFFICE, "office")
    resident = await story.resident()
    number = await reports(resident)
    await housing.hears(number)
    await housing.taps("签收")
    await housing.hears("已签收")
    await writes(housing, "不归我们管", "不归我们")
    await office.hears(number, "不归我们")
    await writes(office, "不同意退单", "按职责由住建局办理")
    await housing.hears(number, "按职责由住建局办理")
    await resident.hears(number, "仍由")
    await housing.taps("签收")
    await resident.hears(number, "签收")


async def test_an_extension_asked_for_and_agreed_to(story: Story) -> None:
    handler = await story.staff("林国栋", Role.CADRE, HOUSING)
    lead = await story.staff("秦卫民", Role.UNIT_LEAD, HOUSING)
    resident = await story.resident()
    number = await reports(resident)
    await handler.hears(number)
    await handler.taps("签收")
    await handler.hears("已签收")
    await handler.taps("受理")
    await handler.hears("已受理")
    await handler.taps("申请延期")
    await handler.hears("要延多少天")
    await handler.taps("20 天")
    await handler.hears("为什么需要延期")
    await handler.says("等待第三方检测报告")
    await handler.hears("等待第三方检测报告")
    await handler.taps("提交申请")
    await lead.hears(number, "等待第三方检测报告")
    await lead.taps("批准延期")
    await resident.hears(number, "等待第三方检测报告", "办结")
    await handler.hears(number, "延期已批准")
