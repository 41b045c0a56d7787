"""我的待办: what is due comes first, everything is found, and nobody sees another unit's work."""

import pytest

from domain.people import Role
from domain.services import handling
from domain.services.ports import UnitOfWork
from tests.conftest import BOTH
from tests.handlers.chat import Chatter, Town
from tests.workers import at, hired, reported

CADRE, COLLEAGUE = 11, 12
pytestmark = pytest.mark.parametrize("database_kind", BOTH)


def lines(chatter: Chatter) -> list[str]:
    """The numbered buttons of the worklist."""
    return [label for label in chatter.labels if label[:1].isdecimal()]


async def signed_in(town: Town, concern: str, chat: int = CADRE) -> None:
    def work(uow: UnitOfWork) -> None:
        found, actor = uow.concerns.get(concern), uow.people.by_chat(chat)
        assert found and actor
        handling.sign_in(uow, found, actor, town.now)

    await town.run(work)
    await town.delivers()


async def test_an_empty_worklist_is_good_news(town: Town) -> None:
    cadre = await hired(town, CADRE, Role.CADRE)
    await cadre.says("/todo")
    assert "没有在办的诉求" in cadre.last
    assert cadre.labels == ["🔴🟡 快到期", "待签收", "我的", "● 全部", "已办结", "协办"]
    for name, empty in (("待签收", "没有待签收"), ("我的", "您手上没有"), ("已办结", "还没有办结")):
        await cadre.presses(name)
        assert empty in cadre.last


@pytest.mark.parametrize("word", ["待办", "我的待办", "/todo"])
async def test_the_worklist_has_a_word_and_a_command(town: Town, word: str) -> None:
    cadre = await hired(town, CADRE, Role.CADRE)
    await cadre.says(word)
    assert "没有在办的诉求" in cadre.last


async def test_due_first_with_its_light(town: Town) -> None:
    cadre = await hired(town, CADRE, Role.CADRE)
    (later,) = await reported(town, category="housing.quality")
    (sooner,) = await reported(town, category="housing.rental")
    await at(town, "2026-12-02 10:00")
    await cadre.says("/todo")
    assert cadre.last.index(sooner.number) < cadre.last.index(later.number)
    assert [line[:4] for line in lines(cadre)] == ["1. 🔴", "2. 🟢"]
    await at(town, "2026-12-04 10:00")
    await cadre.says("/todo")
    assert [line[:4] for line in lines(cadre)] == ["1. 🔴", "2. 🟡"]


async def test_the_number_of_a_line_opens_its_card(town: Town) -> None:
    cadre = await hired(town, CADRE, Role.CADRE)
    concerns = await reported(town, 3)
    await cadre.says("/todo")
    await cadre.says("2")
    listed = sorted(concerns, key=lambda concern: (concern.registered_at, concern.id))
    assert cadre.last.startswith(f"<b>{listed[1].number}</b>")
    await cadre.presses("我的待办")
    assert len(lines(cadre)) == 3


async def test_pages_of_eight(town: Town) -> None:
    cadre = await hired(town, CADRE, Role.CADRE)
    concerns = await reported(town, 17)
    seen: set[str] = set()
    await cadre.says("/todo")
    for count in (8, 8, 1):
        assert len(lines(cadre)) == count
        seen |= {concern.number for concern in concerns if concern.number in cadre.last}
        if count == 8:
            await cadre.presses("下一页")
    assert len(seen) == 17
    assert "下一页 ▶️" not in cadre.labels
    await cadre.presses("上一页")
    assert {"◀️ 上一页", "下一页 ▶️"} <= set(cadre.labels)


@pytest.mark.parametrize("what", ["todo:all:99", "todo:all:x", "todo:nonsense", "todo:", "todo:all:-1"])
async def test_a_page_that_is_gone_brings_one_that_is_there(town: Town, what: str) -> None:
    cadre = await hired(town, CADRE, Role.CADRE)
    await reported(town)
    await cadre.presses_data(what)
    assert len(lines(cadre)) == 1


async def test_the_filters(town: Town) -> None:
    cadre, colleague = await hired(town, CADRE, Role.CADRE), await hired(town, COLLEAGUE, Role.CADRE)
    mine, theirs, waiting = await reported(town, 3)
    await signed_in(town, mine.id)
    await signed_in(town, theirs.id, COLLEAGUE)
    found = {}
    await cadre.says("/todo")
    for name in ("全部", "我的", "待签收", "已办结"):
        await cadre.presses(name)
        found[name] = {one.number for one in (mine, theirs, waiting) if one.number in cadre.last}
    assert found == {
        "全部": {mine.number, theirs.number, waiting.number},
        "我的": {mine.number},
        "待签收": {waiting.number},
        "已办结": set(),
    }
    await colleague.says("/todo")
    await colleague.presses("● 全部")
    assert len(lines(colleague)) == 3


async def test_other_units_see_nothing_of_it(town: Town) -> None:
    elsewhere = await hired(town, CADRE, Role.CADRE, "police")
    await reported(town)
    await elsewhere.says("/todo")
    assert "没有在办的诉求" in elsewhere.last


@pytest.mark.parametrize("role", [Role.LEADER, Role.INFORMATION_WORKER])
async def test_who_handles_nothing_has_no_worklist(town: Town, role: Role) -> None:
    chatter = await hired(town, CADRE, role)
    await reported(town)
    await chatter.says("/todo")
    assert "相应的身份才能用" in chatter.last


async def test_a_resident_has_no_worklist(town: Town) -> None:
    resident = Chatter(town, 1)
    await resident.says("/todo")
    assert "相应的身份才能用" in resident.last


@pytest.mark.parametrize("shape", ["{0}", "{1}", "{2}", " {1} "])
async def test_a_number_typed_opens_the_card(town: Town, shape: str) -> None:
    """As printed, without hyphens in small letters, or the five characters in the middle alone."""
    cadre = await hired(town, CADRE, Role.CADRE)
    concern, _ = await reported(town, 2)
    number = concern.number
    await cadre.says("/todo")
    await cadre.says(shape.format(number, number.replace("-", "").lower(), number.split("-")[2]))
    assert cadre.last.startswith(f"<b>{number}</b>")


async def test_a_part_that_fits_several_brings_them_all(town: Town) -> None:
    cadre = await hired(town, CADRE, Role.CADRE)
    concerns = await reported(town, 3)
    await cadre.says("QH-2611")
    assert all(concern.number in cadre.last for concern in concerns)
    assert len(lines(cadre)) == 3


async def test_a_number_opens_what_has_ended_too_and_the_office_finds_every_unit(town: Town) -> None:
    cadre, office = await hired(town, CADRE, Role.CADRE), await hired(town, COLLEAGUE, Role.OFFICE, "office")
    (concern,) = await reported(town)
    await signed_in(town, concern.id)
    await cadre.presses_data(f"card:{concern.id}")
    await cadre.presses("不予受理")
    await cadre.says("不属于本单位职权")
    await cadre.presses("发出")
    for chatter in (cadre, office):
        await chatter.says(concern.number)
        assert "不予受理" in chatter.last and concern.number in chatter.last


async def test_other_units_find_nothing_by_number(town: Town) -> None:
    elsewhere = await hired(town, CADRE, Role.CADRE, "police")
    (concern,) = await reported(town)
    for text in (concern.number, concern.number.split("-")[2]):
        await elsewhere.says(text)
        assert "申请" not in elsewhere.last and concern.number not in elsewhere.last
