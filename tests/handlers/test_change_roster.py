"""调整安排 by chat: place, swap, somebody instead, leave; and what the reminders of the visiting day say (W2, W3)."""

from datetime import UTC, date, datetime

import pytest

from domain.people import Role
from domain.services.planning import plan_duties
from domain.services.ports import UnitOfWork
from domain.services.rostering import doers
from domain.services.serving import occurrences_between
from tests.handlers.chat import Chatter, Town
from tests.services.rosters import TUESDAY, TURN, doing, leaders
from tests.workers import at, hired, reminded, reported

ANNA, BERT, LEAD, OFFICE = 21, 22, 24, 14
DAY = date(2026, 11, 28)
MORNING = datetime(2026, 11, 28, 1, tzinfo=UTC)
MENU = f"roster:menu.visiting_day.{DAY}"


async def people(town: Town) -> tuple[Chatter, Chatter, Chatter]:
    await at(town, "2026-11-20 08:30")
    anna, bert = [await hired(town, chat, Role.CADRE, "shiqiao_station") for chat in (ANNA, BERT)]
    lead = await hired(town, LEAD, Role.UNIT_LEAD, "shiqiao_station")
    await hired(town, OFFICE, Role.OFFICE, "office")
    await town.run(lambda uow: plan_duties(uow, town.now))
    return anna, bert, lead


async def test_the_morning_says_where_with_whom_and_what_is_open(town: Town) -> None:
    anna, _, _ = await people(town)
    await at(town, "2026-11-20 09:00")
    await reminded(town)
    await anna.presses("看看安排")
    await anna.presses("调整安排")
    await anna.presses("选地点")
    area = anna.labels[0]
    await anna.presses(area)
    assert area in anna.last
    await at(town, "2026-11-28 08:30")
    await reminded(town)
    (morning,) = [town.words(m) for _, m in anna.heard if m.words.key == "duty_day.morning"]
    assert area in morning and "同去" not in morning and "联系卡" in morning


async def morning_of(town: Town, one: Chatter) -> str:
    await at(town, "2026-11-28 08:00")
    await town.run(lambda uow: plan_duties(uow, town.now))
    await at(town, "2026-11-28 08:30")
    await reminded(town)
    (morning,) = [town.words(m) for _, m in one.heard if m.words.key == "duty_day.morning"]
    return morning


async def test_open_matters_of_the_unit_are_counted(town: Town) -> None:
    one = await hired(town, 11, Role.CADRE)
    await reported(town, 2)
    assert "没办完的诉求 2 件" in await morning_of(town, one)


async def test_companions_are_named_to_colleagues(town: Town) -> None:
    one = await hired(town, 11, Role.CADRE, "liuyuan_room")
    await hired(town, 12, Role.UNIT_LEAD, "liuyuan_room")
    assert "同去：单位负责人" in await morning_of(town, one)


async def goes_elsewhere(one: Chatter) -> None:
    await one.presses_data(f"roster:place.visiting_day.{DAY}")
    await one.presses(one.labels[0])


async def test_who_chose_the_same_place_is_named(town: Town) -> None:
    anna, bert, _ = await people(town)
    for one in (anna, bert):
        await goes_elsewhere(one)
    assert "同去：干部" in await morning_of(town, anna)


async def test_a_swap_by_chat(town: Town) -> None:
    anna, bert, lead = await people(town)
    await anna.presses_data(MENU)
    await anna.presses("和同事换")
    assert "换了和没换一样" in anna.last and bert.heard == []
    assert [label[2:] for label in anna.labels] == ["选地点", "请人代", "请假"]
    await goes_elsewhere(anna)
    await anna.presses_data(f"roster:swap.visiting_day.{DAY}")
    await anna.presses("干部")
    assert "同意之前安排不变" in anna.last and "想和您换" in bert.last
    await bert.presses_data(f"roster:swap.visiting_day.{DAY}")
    await bert.presses("干部")
    assert "两个换班不能交叉" in bert.last
    await bert.presses("同意")
    assert "换好了" in bert.last and "换好了" in anna.last and "换好了" in lead.last
    await anna.presses("撤回")
    assert "已经有结果了" in anna.last


async def test_a_swap_is_offered_only_with_who_is_elsewhere(town: Town) -> None:
    anna, bert, _ = await people(town)
    for one in (anna, bert):
        await goes_elsewhere(one)
    await anna.presses_data(f"roster:swap.visiting_day.{DAY}")
    assert [label.split()[0] for label in anna.labels] == ["单位负责人"]


async def test_a_wish_says_who_is_where_and_waits_for_the_morning(town: Town) -> None:
    anna, bert, _ = await people(town)
    await goes_elsewhere(anna)
    await at(town, "2026-11-20 23:00")
    await anna.presses_data(f"roster:swap.visiting_day.{DAY}")
    await anna.presses("干部")
    assert "已经问" in anna.last and bert.heard == []
    await at(town, "2026-11-21 09:00")
    await town.delivers()
    assert "干部在" in bert.last and "，干部在青禾区 · 石桥街道" in bert.last and "⇄" not in bert.last
    await bert.presses("同意")
    assert "换好了" in bert.last


async def test_who_is_asked_and_asks_back_is_told_to_answer_first(town: Town) -> None:
    anna, bert, _ = await people(town)
    await goes_elsewhere(anna)
    for one in (anna, bert):
        await one.presses_data(f"roster:swap.visiting_day.{DAY}")
        await one.presses("干部")
    assert "请先点“同意”或者“不同意”" in bert.last


async def test_a_wish_is_taken_back(town: Town) -> None:
    anna, bert, _ = await people(town)
    await goes_elsewhere(anna)
    await anna.presses_data(f"roster:swap.visiting_day.{DAY}")
    await anna.presses("干部")
    await anna.presses("撤回")
    assert "已撤回" in anna.last and "撤回了" in bert.last
    await bert.presses("不同意")
    assert "已经有结果了" in bert.last


async def test_somebody_instead_hears_of_it_is_reminded_and_can_give_it_back(town: Town) -> None:
    anna, bert, lead = await people(town)
    await anna.presses_data(MENU)
    await anna.presses("请人代")
    await anna.presses("干部")
    assert "请您代" in bert.last and "代" in lead.last
    await at(town, "2026-11-27 09:00")
    eve = {m.chat for m in await reminded(town) if m.words.key == "duty_day.eve"}
    assert BERT in eve and ANNA not in eve
    owing = await town.run(_owe_a_diary)
    assert BERT in owing and ANNA not in owing, "who gave the day away owes no diary of it"
    await bert.presses("我不方便")
    assert "不方便代" in anna.last and "已退回" in bert.last


def _owe_a_diary(uow: UnitOfWork) -> list[int]:
    (diary,) = occurrences_between(uow, "diary", DAY, DAY)
    return [one.chat for one in doers(uow, diary, MORNING)]


async def test_leave_is_asked_once_more_told_and_taken_back(town: Town) -> None:
    anna, _, lead = await people(town)
    await anna.presses_data(MENU)
    await anna.presses("请假")
    assert "会告诉单位负责人" in anna.last and lead.heard == []
    await anna.presses("不请了")
    assert "不变" in anna.last and lead.heard == []
    await anna.presses_data(MENU)
    await anna.presses("请假")
    await anna.presses("确认请假")
    assert "请假" in lead.last
    await at(town, "2026-11-27 09:00")
    eve = {m.chat for m in await reminded(town) if m.words.key == "duty_day.eve"}
    assert BERT in eve and ANNA not in eve
    await anna.says("民情日")
    assert "这一天请假" in anna.last
    await anna.presses("调整安排")
    await anna.presses("我能来了")
    assert "已取消请假" in anna.last and "取消请假" in lead.last


async def test_a_turn_on_leave_is_in_other_hands_and_says_so(town: Town) -> None:
    await leaders(town)
    one = Chatter(town, ANNA)
    leave = f"roster:leave.{TURN}.{TUESDAY}.yes"
    await one.presses_data(leave)
    assert "已请假，由领导" in one.last and "可以取消" not in one.last
    for _ in range(2):
        assert "没有人能接" not in one.last
        (drawn,) = await doing(town, TURN, TUESDAY)
        one = Chatter(town, drawn)
        await one.presses_data(leave)
    assert "没有人能接" in one.last


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("roster:menu.visiting_day.2026-11-29", "没有找到这一天"),
        ("roster:menu.", "没有找到这一天"),
        (f"roster:place.visiting_day.{DAY}.liuyuan_x", "不在您单位的辖区里"),
        (f"roster:swap.visiting_day.{DAY}.00000000", "已经变了"),
        (f"roster:instead.visiting_day.{DAY}.00000000", "已经变了"),
        (f"roster:back.visiting_day.{DAY}", "已经有结果了"),
        (f"roster:cannot.visiting_day.{DAY}", "已经有结果了"),
        ("roster:menu.case_meeting.2026-11-23", "没有安排您"),
        ("swap:agree.nothing", "已经有结果了"),
    ],
)
async def test_wrong_presses_get_a_sentence(town: Town, data: str, says: str) -> None:
    anna, _, _ = await people(town)
    await anna.presses_data(data)
    assert says in anna.last


async def test_alone_in_a_unit_leave_is_the_way(town: Town) -> None:
    alone = await hired(town, 31, Role.CADRE, "liuyuan_room")
    await at(town, "2026-11-24 10:00")
    await alone.presses_data(f"roster:swap.visiting_day.{DAY}")
    assert "可以请假" in alone.last


async def test_residents_are_on_no_roster(town: Town) -> None:
    await people(town)
    resident = Chatter(town, 1)
    for data in (
        f"roster:menu.visiting_day.{DAY}",
        f"roster:leave.visiting_day.{DAY}.yes",
        "swap:agree.none",
    ):
        await resident.presses_data(data)
        assert "没有安排您" in resident.last or "已经有结果" in resident.last
