"""联系卡 over HTTP: picked by area, passed on, opened by its link; every update handed over twice."""

from domain.people import Role
from tests.journeys.conftest import Story


async def test_the_card_is_found_passed_on_and_opened(story: Story) -> None:
    await story.staff("吴大勇", Role.INFORMATION_WORKER, "liuyuan_room")
    resident = await story.resident()
    await resident.says("联系卡")
    await resident.hears("您在哪里")
    await resident.taps("石桥街道")
    await resident.hears("石桥街道群众工作站")
    await resident.taps("柳园社区")
    card = await resident.hears("柳园社区群众工作室", "信息员", "0000-88010")
    assert "吴大勇" not in card.text
    pictures = [note for note in await resident.heard() if note.kind == "photo"]
    assert len(pictures) == 2
    link = next(line for line in card.text.split("\n") if "contacts-" in line)
    neighbour = await story.resident("邻居")
    await neighbour.opens_link(link)
    await neighbour.hears("联系卡", "柳园社区群众工作室")
    assert any(note.kind == "photo" for note in await neighbour.heard())
