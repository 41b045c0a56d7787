"""Sheets and documents reach the phone as files that other programs can read."""

from domain.people import Role
from tests.handlers.drawing import table_of
from tests.journeys.conftest import Story
from tests.journeys.test_main_job import HOUSING, reports
from tests.phone import Phone


async def file_on(phone: Phone, ending: str) -> bytes:
    """The newest file of this kind that the bot sent to the phone."""
    await phone.town.quiet()
    found = [note for note in await phone.heard() if note.kind == "document"]
    newest = found[-1].raw["file"]
    assert newest["name"].endswith(ending), newest
    url = f"{phone.town.url}/world/files/{newest['file_id']}"
    async with phone.town.session.get(url) as answer:
        return await answer.read()


async def test_the_office_enters_a_concern_and_gets_the_sheet_of_the_month(story: Story) -> None:
    office = await story.staff("方静", Role.OFFICE, "office")
    await story.staff("林国栋", Role.CADRE, HOUSING)
    number = await reports(await story.resident())
    await office.says(number)
    await office.hears(number)
    await office.taps("记入台账")
    await office.hears("处置难点")
    await office.taps("职能缺位")
    await office.hears("处置难点")
    await office.taps("就这些")
    await office.hears("状态趋势")
    await office.taps("平稳")
    await office.hears("多少人")
    await office.taps("5")
    await office.hears("属于下面哪些情况")
    await office.taps("都不是")
    await office.hears("预览", number)
    await office.taps("保存到台账")
    await office.hears("已记入台账")
    await office.says("台账")
    await office.hears("共 1 条")
    await office.taps("导出表格")
    await office.hears("表格在上面")
    head, line = table_of(await file_on(office, "台账-2026-11.xlsx"))
    assert len(head) == 15 and line[0] == 1 and number in line[9]


async def test_the_unit_lead_reads_the_figures_of_the_unit_and_gets_them_as_a_sheet(story: Story) -> None:
    lead = await story.staff("秦卫民", Role.UNIT_LEAD, HOUSING)
    cadre = await story.staff("林国栋", Role.CADRE, HOUSING)
    number = await reports(await story.resident())
    await cadre.hears(number)
    await cadre.taps("签收")
    await cadre.hears("您是承办人")
    await lead.says("统计")
    await lead.hears("住房和城乡建设局", "收到 1 件", "答复率：0/1（0.0%），在办 1")
    await lead.taps("导出表格")
    await lead.hears("表格在上面")
    head, unit, *_ = table_of(await file_on(lead, "统计-2026-11.xlsx"))
    assert unit[head.index("收到")] == 1
