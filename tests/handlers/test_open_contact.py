"""Contact data is opened with a reason, and its owner can read who did, by role, when and why (T9)."""

import pytest

from domain.concern import Act, Contact
from tests.handlers.chat import Chatter, Town
from tests.handlers.test_handle_concern import at_work
from tests.workers import RESIDENT


@pytest.mark.parametrize(("said", "shown"), [("1", "电话核实情况"), ("代她预约听力检查", "代她预约听力检查")])
async def test_the_reporter_reads_role_time_and_reason_but_no_name(town: Town, said: str, shown: str) -> None:
    story, cadre = await at_work(town, "sign_in")
    await cadre.presses("联系方式")
    await cadre.says(said)
    assert "+8613800001234" in cadre.last
    resident = Chatter(town, RESIDENT)
    await resident.presses_data(f"mine:{story.concern.id}")
    assert "11月24日" in resident.last and "青禾区住房和城乡建设局·干部" in resident.last
    assert shown in resident.last and "person-" not in resident.last
    assert "您的联系方式被查看" in resident.last


async def test_without_a_reason_nothing_is_opened(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in")
    await cadre.presses("联系方式")
    for unfit in ("", "x" * 301, "身份证号11010519491231002X"):
        await cadre.says(unfit)
        assert "林晓" not in cadre.last
    assert Act.VIEW_CONTACT not in [row.act for row in await story.record()]


async def test_where_nothing_was_left_nothing_is_asked(town: Town) -> None:
    story, cadre = await at_work(town, "sign_in")
    await town.run(lambda uow: uow.concerns.put_contact(story.concern.id, Contact()))
    await cadre.presses("联系方式")
    assert "为什么" not in cadre.last
