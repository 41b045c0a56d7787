"""What the office and the unit's lead do by chat: objection, return, transfer, paper receipt, extension."""

import pytest

from domain.concern import State
from domain.services.ports import UnitOfWork
from tests.handlers.chat import Chatter, Town
from tests.handlers.test_handle_concern import at_work, state_of
from tests.services.story import ELSEWHERE, LEAD, OFFICE, Story
from tests.services.test_objecting import blocked, undelivered
from tests.workers import RESIDENT, at


async def writes(chatter: Chatter, label: str, text: str) -> None:
    """Press an act, write its words, send them."""
    await chatter.presses(label)
    await chatter.says(text)
    assert text in chatter.last
    await chatter.presses("发出")


async def test_from_not_ours_to_another_unit(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in")
    assert "2026年12月1日" in cadre.last and "不归我们管（异议）" in cadre.labels
    await writes(cadre, "不归我们管", "属于公安机关职责")
    assert "已报受理机构" in cadre.last
    office = Chatter(town, OFFICE)
    assert "属于公安机关职责" in office.last and office.labels[:2] == ["同意退单", "不同意退单"]
    await office.presses("同意退单")
    assert await state_of(story) is State.RETURNED
    await office.presses("转办")
    await office.presses("部门")
    await office.presses("公安")
    await office.says("由公安机关办理")
    await office.presses("转办")
    assert await state_of(story) is State.ASSIGNED
    assert "由公安机关办理" in Chatter(town, RESIDENT).last
    police = Chatter(town, ELSEWHERE)
    await police.presses("签收")
    assert await state_of(story) is State.SIGNED_IN


async def test_the_office_writes_a_part_of_the_name(town: Town) -> None:
    _, _ = await at_work(town)
    office = Chatter(town, OFFICE)
    story = await town.run(lambda uow: uow.concerns.of_reporter(f"person-{RESIDENT}")[0])
    await office.presses_data(f"card:{story.id}")
    await office.presses("转办")
    await office.says("没有这个单位")
    assert "没有找到" in office.last
    await office.says("公安")
    await office.says("由公安机关办理")
    assert "公安" in office.last and "预览" in office.last


async def test_a_refused_objection_is_told_with_its_reason(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in")
    await writes(cadre, "不归我们管", "不归我们")
    office = Chatter(town, OFFICE)
    await writes(office, "不同意退单", "按职责由住建局办理")
    assert await state_of(story) is State.ASSIGNED
    assert "按职责由住建局办理" in cadre.last and "签收" in cadre.labels
    await cadre.presses("签收")
    assert "不归我们管（异议）" not in cadre.labels


async def test_too_late_to_object_there_is_no_button(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in")
    await at(town, "2026-12-02 09:00")
    await cadre.presses_data(f"card:{story.concern.id}")
    assert "不归我们管（异议）" not in cadre.labels
    await cadre.presses_data(f"act:object:{story.concern.id}")
    await cadre.says("不归我们")
    await cadre.presses("发出")
    assert "已经过了" in cadre.last and await state_of(story) is State.SIGNED_IN


async def owed_on_paper(town: Town) -> tuple[Story, Chatter]:
    story, cadre = await at_work(town, "sign_in")
    await blocked(story)
    await undelivered(story, "accept")
    await cadre.presses_data(f"card:{story.concern.id}")
    return story, cadre


@pytest.mark.parametrize("written", ["昨天", "2026-11-25", "2026年11月25日", "11月25日", "11.25"])
async def test_a_paper_receipt_is_entered_by_its_date(town: Town, written: str) -> None:
    story, cadre = await owed_on_paper(town)
    await at(town, "2026-11-26 09:00")
    await cadre.presses("登记纸质回执")
    await cadre.says(written)
    assert "2026年11月25日" in cadre.last
    await cadre.presses("登记")
    met = (await story.clocks())["K4"].met_at
    assert met and met.date().isoformat() == "2026-11-25"
    assert "登记纸质回执" not in cadre.labels


@pytest.mark.parametrize("written", ["明天", "2026-02-30", "11月", "13-45", ""])
async def test_what_is_no_date_is_asked_again(town: Town, written: str) -> None:
    story, cadre = await owed_on_paper(town)
    await cadre.presses("登记纸质回执")
    await cadre.says(written)
    assert "没有看懂日期" in cadre.last
    assert (await story.clocks())["K4"].met_at is None


async def test_no_receipt_is_asked_for_what_arrived_by_chat(town: Town) -> None:
    _, cadre = await at_work(town, "sign_in", "accept")
    assert "登记纸质回执" not in cadre.labels


async def asked_for_extension(town: Town) -> tuple[Story, Chatter]:
    story, cadre = await at_work(town, "sign_in", "accept")
    await cadre.presses("申请延期")
    await cadre.presses("20 天")
    await cadre.says("等待第三方检测报告")
    await cadre.presses("提交申请")
    return story, cadre


async def test_an_extension_from_asking_to_the_residents_notice(town: Town) -> None:
    story, cadre = await asked_for_extension(town)
    assert "已报本单位负责人" in cadre.last and "申请延期" not in cadre.labels
    lead = Chatter(town, LEAD)
    await lead.presses("批准延期")
    assert "2027年2月15日" in Chatter(town, RESIDENT).last
    await cadre.presses_data(f"deadlines:{story.concern.id}")
    assert "延长 20 天" in cadre.last and "2027年2月15日" in cadre.last


async def test_a_refused_extension(town: Town) -> None:
    story, cadre = await asked_for_extension(town)
    before = await story.clocks()
    await writes(Chatter(town, LEAD), "不批准延期", "一周可以完成")
    assert "一周可以完成" in cadre.last and await story.clocks() == before

    def waiting(uow: UnitOfWork) -> int:
        concern = uow.concerns.get(story.concern.id)
        assert concern
        return concern.asked_days

    assert await town.run(waiting) == 0
