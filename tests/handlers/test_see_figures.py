"""统计 by chat and as a sheet: what is counted of what, units in the order of the directory, nobody's name."""

import pytest

from domain.errors import Refusal
from domain.messages import Message, words
from domain.people import Role
from tests.handlers.chat import Chatter, Town
from tests.handlers.drawing import drawn, table_of
from tests.services.answered import answered
from tests.services.story import CADRE, LEAD, OFFICE
from tests.services.test_figuring import LEADER, at_work
from tests.workers import at, hired, reported


def asks(chat: int, code: str = "2026-11") -> Message:
    return Message(chat, words("figures.sheet_here", period="x"), paper=f"figures:{code}")


async def test_a_unit_lead_reads_the_own_unit_at_once(town: Town) -> None:
    await at_work(town)
    await answered(town, 2)
    await reported(town, 1)
    lead = Chatter(town, LEAD)
    await lead.says("统计")
    assert "住房和城乡建设局" in lead.last and "2026年11月" in lead.last
    assert "答复率：2/3（66.7%），在办 1　目标 100%" in lead.last
    assert "还没有整月的回访回答" in lead.last and "重办 0" in lead.last
    await lead.presses("按季度")
    assert "2026年第4季度" in lead.last and "2/3" in lead.last
    await lead.presses("‹ 2026年第3季度")
    assert "还没有数据" in lead.last


async def test_the_office_reads_all_then_one_unit_then_the_sheet(town: Town) -> None:
    await at_work(town)
    await answered(town, 6)
    await reported(town, 1, "school.campus")
    await at(town, "2026-12-02 09:00")
    office = Chatter(town, OFFICE)
    await office.says("/figures")
    await office.presses("‹ 2026年11月")
    assert "不分先后" in office.last and "住房和城乡建设局：收到 6" in office.last
    await office.presses("住房和城乡建设局")
    assert "群众满意率：5/6（83.3%）　目标 98%" in office.last
    await office.presses("返回合计")
    await office.presses("导出表格")
    [message] = [message for _, message in office.heard if message.paper]
    file = await drawn(town, message)
    assert file.name == "统计-2026-11.xlsx"
    head, *rows = table_of(file.content)
    lines = {row[0].removeprefix("青禾区"): dict(zip(head, row, strict=True)) for row in rows}
    assert list(lines)[-2:] == ["合计", "目标"] and len(lines) == 4
    housing = lines["住房和城乡建设局"]
    assert (housing["收到"], housing["答复率：已做到"], housing["答复率"], housing["答复率：还在办"]) == (
        6,
        6,
        1,
        0,
    )
    assert housing["群众满意率"] == pytest.approx(5 / 6) and lines["合计"]["收到"] == 7
    assert (
        lines["目标"]["答复率"] == 1 and lines["目标"]["群众满意率"] == 0.98 and lines["目标"]["复查"] == ""
    )


async def test_too_few_answers_are_named_and_not_shown(town: Town) -> None:
    await at_work(town)
    await answered(town, 4)
    await at(town, "2026-12-02 09:00")
    lead = Chatter(town, LEAD)
    await lead.presses_data("figures:show.2026-11")
    assert "不足 5 件" in lead.last and "3/4" not in lead.last


@pytest.mark.parametrize("role", [Role.CADRE, Role.INFORMATION_WORKER, Role.REVIEWER, Role.ADMINISTRATOR])
async def test_others_see_none(town: Town, role: Role) -> None:
    await at_work(town)
    await answered(town, 1)
    other = await hired(town, 77, role, "housing")
    for data in ("show.2026-11", "unit.2026-11.housing", "sheet.2026-11"):
        await other.presses_data(f"figures:{data}")
        assert "答复率" not in other.last and "表格" not in other.last
    with pytest.raises(Refusal, match=r"deed\.not_yours"):
        await drawn(town, asks(77))


async def test_old_and_strange_buttons_lead_to_this_month(town: Town) -> None:
    await at_work(town)
    await answered(town, 1)
    lead = Chatter(town, LEAD)
    for data in ("", "show.0001-01", "show.9999", "unit.2026-11.police", "x.y.z", "show.2026-11.99999"):
        await lead.presses_data(f"figures:{data}")
        assert "2026年11月" in lead.last and "1/1" in lead.last
    leader = Chatter(town, LEADER)
    await leader.says("统计")
    assert "1/1" in leader.last
    assert table_of((await drawn(town, asks(CADRE + 2, "2026"))).content)
