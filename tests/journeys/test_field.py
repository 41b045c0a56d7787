"""What information workers see: danger told at once, settled on the spot, or passed on and followed to its end."""

from domain.people import Role
from tests.journeys.conftest import Story

ROOM = "liuyuan_room"


async def test_danger_reaches_the_office_and_silence_the_leader(story: Story) -> None:
    worker = await story.staff("吴大勇", Role.INFORMATION_WORKER, ROOM)
    office = await story.staff("方静", Role.OFFICE, "office")
    leader = await story.staff("梁志远", Role.LEADER, "office")
    await worker.says("3号楼楼道起火")
    await worker.hears("已经报给值班", "119")
    await office.hears("现场发现危险", "3号楼楼道起火")
    await story.town.moves_clock(minutes=31)
    await leader.hears("还没有人回应")
    await leader.taps("收到")
    await worker.hears("领导已收到")
    await office.hears("领导已收到")


async def test_what_is_seen_is_passed_on_and_its_steps_are_told(story: Story) -> None:
    worker = await story.staff("吴大勇", Role.INFORMATION_WORKER, ROOM)
    cadre = await story.staff("林国栋", Role.CADRE, "housing")
    await worker.says("昨天下午3号楼天花板漏水")
    await worker.hears("按您写的时间", "11月22日")
    await worker.taps("隐患")
    await worker.hears("接下来")
    await worker.taps("转单位办理")
    await worker.hears("归哪一类")
    await worker.taps("漏水")
    await worker.hears("受理编号")
    await cadre.hears("3号楼天花板漏水")
    await cadre.taps("签收")
    await worker.hears("签收")
