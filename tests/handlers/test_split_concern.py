"""拆单 by chat: which claims, which unit, why; then two cards, two numbers, and the same dates."""

from domain.people import Role
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, ELSEWHERE, LEAD, OFFICE, Story, a_story
from tests.services.test_splitting import FIGHT, LEAK, WORDS, part_of
from tests.workers import RESIDENT, hired


async def opened(town: Town) -> tuple[Story, Chatter]:
    story = await (await a_story(town, words=WORDS)).comes_to("sign_in", "accept")
    office = Chatter(town, OFFICE)
    await office.presses_data(f"card:{story.concern.id}")
    return story, office


async def test_one_claim_goes_to_another_unit_in_five_presses(town: Town) -> None:
    story, office = await opened(town)
    await office.presses("拆单")
    assert LEAK in office.last and FIGHT in office.last
    await office.presses(FIGHT)
    await office.says("公安分局")
    await office.presses("几项请求归不同的单位负责")
    assert "预览" in office.last and FIGHT in office.last
    await office.presses("拆单")
    part = await part_of(story)
    assert part.concern.number in office.last and part.concern.unit == "police"
    resident = Chatter(town, RESIDENT)
    assert "归不同的单位负责" in resident.last and part.concern.number in resident.last
    await resident.presses_data(f"mine:{part.concern.id}")
    assert "已交办" in resident.last
    await Chatter(town, ELSEWHERE).presses("签收")
    assert FIGHT in Chatter(town, ELSEWHERE).last
    cadre = Chatter(town, CADRE)
    await cadre.presses_data(f"card:{story.concern.id}")
    await cadre.presses("答复")
    await cadre.says("漏水已修好")
    await cadre.presses("发出")
    assert LEAK in cadre.last and FIGHT not in cadre.last


async def test_numbers_in_words_and_wrong_ones(town: Town) -> None:
    _, office = await opened(town)
    await office.presses("拆单")
    for wrong in ("打架那项", "3", "0", "2 9"):
        await office.says(wrong)
        assert "1 到 2 之间" in office.last
    await office.says("1、2")
    assert "不能把全部请求都拆走" in office.last
    await office.says("2")
    assert "由哪个单位办理" in office.last


async def test_the_same_unit_is_refused_when_it_is_sent_off(town: Town) -> None:
    _, office = await opened(town)
    await office.presses("拆单")
    await office.says("2")
    await office.says("住建局")
    await office.says("归住建")
    await office.presses("拆单")
    assert "请选另一个单位" in office.last
    assert len(await town.concerns(RESIDENT)) == 1


async def test_nobody_else_splits_and_one_claim_is_no_reason(town: Town) -> None:
    story, office = await opened(town)
    for chat in (CADRE, LEAD, ELSEWHERE):
        await Chatter(town, chat).presses_data(f"split:{story.concern.id}")
        assert "哪几项请求" not in Chatter(town, chat).last
    single = await a_story(town, staff=())
    await office.presses_data(f"card:{single.concern.id}")
    assert "拆单" not in office.labels
    await office.presses_data(f"split:{single.concern.id}")
    assert "只有一项请求" in office.last


async def test_a_community_is_warned_about_and_gets_it_with_a_reason(town: Town) -> None:
    story, office = await opened(town)
    room = await hired(town, 60, Role.CADRE, "liuyuan_room")
    await office.presses("拆单")
    await office.says("2")
    await office.says("柳园社区群众工作室")
    await office.presses("几项请求归不同的单位负责")
    await office.presses("拆单")
    assert "还没有拆" in office.last and room.heard == []
    await office.presses("仍交社区")
    await office.says("社区先上门看看")
    assert "社区先上门看看" in office.last
    await office.presses("拆单")
    part = await part_of(story)
    assert part.concern.unit == "liuyuan_room" and part.concern.number in office.last
    assert "社区先上门看看" in room.last
    assert "归不同的单位负责" in Chatter(town, RESIDENT).last
