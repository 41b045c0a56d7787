"""附件2 by conversation: filled in from a concern, the rest asked, nothing of a person in it, and the exact sheet."""

from dataclasses import replace

import pytest

from domain.concern import Kind
from domain.errors import Refusal
from domain.ledger import LedgerRow
from domain.messages import Message, words
from domain.people import Role
from domain.services.ports import UnitOfWork
from tests.handlers.chat import Chatter, Town
from tests.handlers.drawing import drawn, table_of
from tests.services.story import CADRE, OFFICE, Story, a_story
from tests.workers import at, hired

HEAD = [
    "序号", "名称", "类型", "基本情况", "工作措施", "处置难点", "状态趋势", "责任领导", "责任人", "备注",
    "所涉人数", "是否重大", "是否群体性", "是否跨区域", "是否历史遗留",
]  # fmt: skip
REPORTED = ("林晓", "13800001234", "天花板漏水", "3号楼")
"""Who reported, their number, words and door in tests/services/story.py: none of it belongs into the ledger."""


def has_nothing_of_the_reporter(text: str) -> bool:
    return not any(part in text for part in REPORTED)


async def rows(town: Town) -> list[LedgerRow]:
    far = town.now.replace(year=4000)
    return await town.run(lambda uow: uow.ledger.standing(far.date().replace(year=2000), far))


async def entered(town: Town) -> tuple[Chatter, Story]:
    """The office has entered a concern that is signed in."""
    story = await a_story(town)
    await story.comes_to("sign_in", "accept")
    office = Chatter(town, OFFICE)
    await office.presses_data(f"ledger:about.{story.concern.id}")
    assert "处置难点" in office.last
    await office.presses("需上级协调")
    await office.presses("政策不衔接")
    assert "✅ 政策不衔接" in " ".join(office.labels)
    await office.presses("就这些")
    assert "状态趋势" in office.last
    await office.presses("趋于缓和")
    assert "多少人" in office.last
    await office.says("１２")
    await office.presses("是否跨区域")
    await office.presses("就这些")
    assert "预览" in office.last and has_nothing_of_the_reporter(office.last)
    assert story.concern.number in office.last and "单位负责人" in office.last
    await office.presses("保存到台账")
    assert "已记入台账" in office.last
    return office, story


async def test_a_concern_becomes_a_row_and_the_sheet_has_it_exactly(town: Town) -> None:
    office, story = await entered(town)
    [row] = await rows(town)
    assert row.concern == story.concern.id and row.written.people == 12
    await office.says("台账")
    assert "共 1 条" in office.last
    await office.presses("导出表格")
    [(_, message)] = [pair for pair in office.heard if pair[1].paper]
    assert message.paper == "ledger:2026-11"
    file = await drawn(town, message)
    assert file.name == "台账-2026-11.xlsx"
    head, line = table_of(file.content)
    assert head == HEAD
    assert line[0] == 1 and line[2] == "房地产" and line[10:] == [12, "否", "否", "是", "否"]
    assert line[5].splitlines() == ["政策不衔接", "需上级协调"] and line[6] == "趋于缓和"
    assert "签收" in line[4] and story.concern.number in line[9]
    assert has_nothing_of_the_reporter(" ".join(map(str, line)))


async def test_the_same_concern_is_not_entered_twice(town: Town) -> None:
    office, story = await entered(town)
    await office.presses_data(f"ledger:about.{story.concern.id}")
    assert "最后修改" in office.last
    await office.presses("修改")
    assert "预览" in office.last
    await office.presses("所涉人数")
    assert "50" in office.labels
    await office.says("3")
    assert "所涉人数</b>：3\n" in office.last, "a number that is typed is itself, not the third button"
    await office.presses("所涉人数")
    await office.presses("50")
    await office.presses("状态趋势")
    await office.presses("已化解")
    await office.presses("保存到台账")
    [row] = await rows(town)
    assert row.written.people == 50 and row.settled_on is not None and "已修改" in office.last


async def test_what_is_settled_stands_in_its_month_and_in_no_later_one(town: Town) -> None:
    office, _ = await entered(town)
    await at(town, "2026-12-02 09:00")
    await office.says("台账")
    assert "2026年12月" in office.last and "共 1 条" in office.last
    await office.presses("柳园")
    await office.presses("修改")
    await office.presses("状态趋势")
    await office.presses("已化解")
    await office.presses("保存到台账")
    await at(town, "2027-01-04 09:00")
    await office.says("台账")
    assert "共 0 条" in office.last
    await office.presses("上个月")
    assert "共 1 条" in office.last


async def test_names_and_numbers_of_people_stay_out_with_a_hint(town: Town) -> None:
    office = await hired(town, OFFICE, Role.OFFICE, "office")
    await office.says("/ledger")
    await office.presses("新增一条")
    await office.says("住建局")
    for text, hint in (("张主任家漏水", "姓名"), ("联系13800001234", "电话"), ("冀A12345堵路", "车牌")):
        await office.says(text)
        assert hint in office.last and "名称" in office.last
    await office.says("x" * 101)
    assert "100" in office.last
    await office.says("=1+1 柳园社区3号楼漏水")
    await office.presses("房地产")
    for text in ("三户人家进水", "=cmd"):
        await office.says(text)
    await office.presses("没有难点")
    await office.presses("平稳")
    await office.says("单位负责人")
    await office.says("干部")
    for wrong in ("很多", "-3", "99999999"):
        await office.says(wrong)
        assert "写一个数字" in office.last
    await office.says("3")
    await office.presses("都不是")
    await office.presses("跳过")
    await office.presses("保存到台账")
    file = await drawn(town, asks(office))
    _, line = table_of(file.content)
    assert line[1] == "=1+1 柳园社区3号楼漏水" and line[4] == "=cmd" and line[5] == ""


def asks(chatter: Chatter) -> Message:
    """A message to them that brings this month's sheet along."""
    return Message(chatter.chat, words("ledger.sheet_here"), paper="ledger:2026-11")


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.OFFICE, Role.RESIDENT)])
async def test_only_the_office_keeps_and_sees_it(town: Town, role: Role) -> None:
    await entered(town)
    [row] = await rows(town)
    other = await hired(town, 77, role, "housing")
    for data in ("list.", f"row.{row.id}", f"change.{row.id}", "new.", "sheet.2026-11", "nonsense"):
        await other.presses_data(f"ledger:{data}")
        assert row.written.name not in other.last and "预览" not in other.last
    await other.says("台账")
    assert row.written.name not in other.last
    with pytest.raises(Refusal, match=r"deed\.not_yours"):
        await drawn(town, asks(other))


async def test_a_concern_about_the_reader_is_in_no_list_and_no_sheet_of_theirs(town: Town) -> None:
    """Seen to bite: `_seen` of domain/services/ledger_keeping.py saying yes to all."""
    story = await a_story(town, kind=Kind.COMPLAINT, about_unit="police")
    office = Chatter(town, OFFICE)
    await office.presses_data(f"ledger:about.{story.concern.id}")
    for press in ("没有难点", "平稳", "1", "都不是", "保存到台账"):
        await office.presses(press)
    [row] = await rows(town)
    both = await hired(town, 78, Role.OFFICE, "police")
    await both.says("台账")
    assert "共 0 条" in both.last and row.written.name not in both.last
    await both.presses_data(f"ledger:row.{row.id}")
    assert "没有这一条" in both.last
    file = await drawn(town, asks(both))
    assert table_of(file.content) == [HEAD]
    await both.presses_data(f"ledger:about.{story.concern.id}")
    assert story.concern.number not in both.last


async def test_a_misconduct_report_and_a_handler_find_no_way_into_it(town: Town) -> None:
    story = await a_story(town, kind=Kind.MISCONDUCT)
    office, cadre = Chatter(town, OFFICE), Chatter(town, CADRE)
    for chatter in (office, cadre):
        await chatter.presses_data(f"ledger:about.{story.concern.id}")
        assert "预览" not in chatter.last and "难点" not in chatter.last
    assert await rows(town) == []


async def test_many_rows_have_pages(town: Town) -> None:
    office, _ = await entered(town)
    [row] = await rows(town)

    def more(uow: UnitOfWork) -> None:
        for n in range(9):
            uow.ledger.put(
                replace(row, id=f"row{n}", concern="", written=replace(row.written, name=f"第{n}件"))
            )

    await town.run(more)
    await office.says("台账")
    assert "共 10 条" in office.last and "下一页" in " ".join(office.labels)
    await office.presses("下一页")
    assert "9. " in office.last
    await office.presses("上一页")
    await office.presses_data("ledger:list.2026-11.99999")
    await office.presses_data("ledger:list.2026-99.x")
    assert "1. " in office.last


async def test_a_name_in_the_place_of_a_post_is_asked_again(town: Town) -> None:
    office, _ = await entered(town)
    for field in ("修改责任领导", "修改责任人"):
        await office.presses("修改")
        await office.presses(field)
        await office.says("张伟")
        assert "这里像是姓名，没有保存" in office.last
        await office.says("市政科负责人（住建局）")
        await office.says("保存到台账")
    (row,) = await rows(town)
    assert row.written.leader == row.written.owner == "市政科负责人（住建局）"
