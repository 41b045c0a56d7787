"""Blocked and come back: the unit lead hears of it, the office phones from a list, who returns is told."""

from dataclasses import replace

from domain.messages import Message, Weight, words
from domain.people import Role
from domain.services.ports import UnitOfWork
from domain.services.reaching import missed
from handlers.kit.talk import Event
from tests.handlers.chat import Chatter, Town
from tests.services.story import CADRE, LEAD, OFFICE, STAFF, Story, a_story
from tests.workers import RESIDENT, at, hired, reported


async def happens(chatter: Chatter, event: Event) -> None:
    await chatter.town.hears(replace(chatter._heard(event), message=None))


async def misses(story: Story, chat: int, key: str, on_delivery: str = "") -> None:
    message = Message(
        chat,
        words(key),
        weight=Weight.MUST_ARRIVE,
        once=f"x:{chat}",
        concern=story.concern.id,
        on_delivery=on_delivery,
    )

    def work(uow: UnitOfWork) -> None:
        missed(uow, message, message.once, story.town.now)

    await story.town.run(work)
    await story.town.delivers()


async def test_a_block_is_told_to_the_unit_lead(town: Town) -> None:
    await (await a_story(town)).comes_to("sign_in")
    await happens(Chatter(town, CADRE), Event.BLOCKED)
    assert "停用了机器人" in Chatter(town, LEAD).last
    await happens(Chatter(town, CADRE), Event.BLOCKED)
    assert len([m for _, m in Chatter(town, LEAD).heard if m.words.key == "unreached.left_bot"]) == 1


async def test_a_stranger_who_blocks_is_not_remembered(town: Town) -> None:
    await happens(Chatter(town, 1), Event.BLOCKED)
    assert await town.run(lambda uow: uow.people.by_chat(1)) is None


async def test_the_office_has_a_list_and_marks_what_is_done(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await happens(Chatter(town, CADRE), Event.BLOCKED)
    await misses(story, CADRE, "notice.supplemented")
    office = Chatter(town, OFFICE)
    await office.says("没通知到")
    assert "1. 青禾区住房和城乡建设局·干部：办理中的新情况" in office.last
    await office.presses("1 已告知")
    assert "没有要打电话的" in office.last


async def test_the_handler_writes_to_a_resident_who_left(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await misses(story, RESIDENT, "notice.replied", f"reply:{story.concern.id}")
    cadre = Chatter(town, CADRE)
    assert "改用电话、上门或者书面告知" in cadre.last and "留有联系方式" in cadre.last
    assert cadre.labels == ["打开诉求卡", "已书面送达"]
    await cadre.presses("已书面送达")
    assert "已书面送达" in cadre.last
    assert "K8" in await story.clocks()


async def test_a_resident_who_comes_back_reads_what_was_missed(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await misses(story, RESIDENT, "notice.noted")
    resident = Chatter(town, RESIDENT)
    await happens(resident, Event.UNBLOCKED)
    assert story.concern.number in resident.last
    await resident.presses("查看进度")
    assert "下一步" in resident.last


async def test_a_long_list_has_pages(town: Town) -> None:
    office = await hired(town, OFFICE, *STAFF[OFFICE])
    await reported(town, 12)
    await at(town, "2026-12-01 09:00")
    await office.says("/unreached")
    assert "12 条" in office.last and "第 1/2 页" in office.last
    await office.presses("下一页")
    assert "第 2/2 页" in office.last and "12. " in office.last


async def test_others_have_no_list(town: Town) -> None:
    lead = await hired(town, LEAD, Role.UNIT_LEAD)
    await lead.says("/unreached")
    assert "需要相应的身份" in lead.last
