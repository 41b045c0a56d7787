"""领导信箱 over HTTP: written, sorted, replied to within its five working days; every update handed over twice."""

from domain.people import Role
from tests.journeys.conftest import Story
from tests.journeys.test_main_job import writes


async def test_a_letter_is_sorted_and_replied_to(story: Story) -> None:
    leader = await story.staff("梁志远", Role.LEADER, "office")
    office = await story.staff("方静", Role.OFFICE, "office")
    housing = await story.staff("林国栋", Role.CADRE, "housing")
    resident = await story.resident()
    await resident.says("领导信箱")
    await resident.hears("开始前请知道")
    await resident.taps("同意，开始")
    await resident.hears("您想对领导说的话")
    await resident.says("三楼外墙渗水，反映过没人管")
    await resident.hears("哪个单位")
    await resident.taps("跳过")
    await resident.hears("问题发生在哪里")
    await resident.says("柳园小区3号楼")
    await resident.hears("您想让我们怎么知道您")
    await resident.taps("匿名")
    await resident.hears("请核对这封信")
    await resident.taps("寄出")
    note = await resident.hears("受理编号", "信箱答复")
    number = note.text.split("受理编号：")[1].split("\n")[0]
    told = await leader.hears("领导信箱有新来信", number)
    assert "渗水" not in told.text
    await office.hears(number)
    await office.taps("打开诉求卡")
    await office.hears(number, "办理记录")
    await office.taps("来信分类")
    await office.hears("哪一种")
    await office.taps("求助")
    await office.hears("哪个最接近")
    await office.taps("房屋质量")
    await office.hears("来信分类", "预览")
    await office.taps("确定")
    await resident.hears(number, "分给", "信箱期限不变")
    await housing.hears(number)
    await housing.taps("签收")
    await housing.hears("已签收")
    await housing.taps("受理")
    await housing.hears("已受理")
    await writes(housing, "答复", "外墙本周修补。")
    await resident.hears(number, "外墙本周修补")
