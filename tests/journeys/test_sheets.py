"""Sheets and documents reach the phone as files that other programs can read."""

from datetime import timedelta
from io import BytesIO

from docx import Document
from PIL import Image

from domain.people import Role
from handlers.kit.charts import WIDTH
from tests.handlers.drawing import table_of
from tests.journeys.conftest import MONDAY, Story
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


async def test_the_monthly_report_is_drafted_completed_sent_and_read_as_a_document(story: Story) -> None:
    office = await story.staff("方静", Role.OFFICE, "office")
    lead = await story.staff("秦卫民", Role.UNIT_LEAD, HOUSING)
    await story.town.moves_clock(to=MONDAY + timedelta(days=25, hours=1))
    await lead.hears("月报告草稿", "2026年12月23日")
    await lead.taps("打开月报告")
    await lead.hears("草稿", "活动开展", "还需要补充")
    await lead.taps("✏️ 经验做法")
    await lead.hears("请写“经验做法”")
    await lead.says("每周三晚上集中上门维修")
    await lead.hears("已保存")
    await lead.taps("报送受理机构")
    await lead.hears("没有补充")
    await lead.taps("就这样报送")
    await lead.hears("已报送受理机构")
    await office.hears("报来了2026年12月的月报告")
    await office.taps("打开月报告")
    await office.hears("集中上门维修")
    await office.taps("导出文书")
    await office.hears("文书在上面")
    document = Document(BytesIO(await file_on(office, ".docx")))
    assert "每周三晚上集中上门维修" in [one.text for one in document.paragraphs]


async def test_the_office_gets_a_chart_as_a_picture_and_as_pages_to_print(story: Story) -> None:
    office = await story.staff("方静", Role.OFFICE, "office")
    await story.staff("林国栋", Role.CADRE, HOUSING)
    await reports(await story.resident())
    await office.says("统计")
    await office.hears("收到 1 件")
    await office.taps("各单位图")
    await office.hears("图在上面")
    [photo] = [note for note in await office.heard() if note.kind == "photo"]
    url = f"{story.town.url}/world/files/{photo.raw['file']['file_id']}"
    async with story.town.session.get(url) as answer:
        assert Image.open(BytesIO(await answer.read())).width == WIDTH
    await office.taps("打印版 PDF")
    await office.hears("图在上面")
    assert (await file_on(office, "统计-2026-11.pdf")).startswith(b"%PDF-")
