"""Those who take something out in the moment in which the bot is killed: sheets of the office, one's own calendar."""

from domain.people import Role
from tests.faults.acts import ACTS, CONCERN, Act, signed_in, taps
from tests.faults.scenes import Phones, Place
from tests.handlers.drawing import table_of
from tests.journeys.conftest import Story
from tests.journeys.test_main_job import HOUSING
from tests.journeys.test_sheets import file_on

SHEET = "导出表格"


async def counted(story: Story) -> Phones:
    """The lead of the unit has the figures on the phone."""
    phones = await signed_in(story)
    lead = phones["lead"] = await story.staff("秦卫民", Role.UNIT_LEAD, HOUSING)
    await lead.says("统计")
    await lead.hears("收到 1 件")
    return phones


async def entered(story: Story) -> Phones:
    """The office has the list of the month on the phone, and one row stands in it."""
    phones = await signed_in(story)
    office = phones["office"] = await story.staff("方静", Role.OFFICE, "office")
    said = next(note.text for note in await phones["resident"].heard() if "受理编号：" in note.text)
    await office.says(said.split("受理编号：")[1].split()[0])
    await office.hears("已签收")
    steps = ("记入台账", "职能缺位", "就这些", "平稳", "5", "都不是")
    heard = ("处置难点", "处置难点", "状态趋势", "多少人", "属于下面哪些情况", "预览")
    for step, words in zip(steps, heard, strict=True):
        await office.taps(step)
        await office.hears(words)
    await office.taps("保存到台账")
    await office.hears("已记入台账")
    await office.says("台账")
    await office.hears("共 1 条")
    return phones


async def asks_for_calendar(place: Place) -> None:
    """The own duties as a file."""
    await place.phones["cadre"].says("/calendar")


async def sheet_of(place: Place, who: str) -> None:
    """It came once at most; whoever asks again has it, whole."""
    phone = place.phones[who]
    assert sum(note.kind == "document" for note in await phone.heard()) <= 1
    await phone.taps(SHEET)
    await phone.hears("表格在上面")
    head, row, *_ = table_of(await file_on(phone, ".xlsx"))
    assert len(head) == len(row) > 2


async def calendar_of(place: Place) -> None:
    """It came once at most; whoever asks again has it, whole."""
    phone = place.phones["cadre"]
    assert sum(note.kind == "document" for note in await phone.heard()) <= 1
    await phone.says("/calendar")
    await place.rests()
    assert (await file_on(phone, ".ics")).rstrip().endswith(b"END:VCALENDAR")


ONE_CONCERN = CONCERN.id.is_not(None)
EXPORTS = (
    Act("figures", counted, taps("lead", SHEET), ONE_CONCERN, lambda place: sheet_of(place, "lead")),
    Act("ledger", entered, taps("office", SHEET), ONE_CONCERN, lambda place: sheet_of(place, "office")),
    Act("calendar", signed_in, asks_for_calendar, ONE_CONCERN, calendar_of),
)
EVERY_ACT = (*ACTS, *EXPORTS)
