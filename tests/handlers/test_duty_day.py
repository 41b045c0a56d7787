"""民情日: announced in time, explained, marked with one tap, and counted by unit for the office."""

from datetime import date

import pytest

from domain.messages import words
from domain.people import Role
from domain.services.planning import plan_duties
from tests.handlers.chat import Chatter, Town
from tests.workers import at, hired, reminded

DAY = date(2026, 11, 28)
RULE = "visiting_day"


async def planned(town: Town, local: str = "2026-11-10 09:00") -> int:
    await at(town, local)
    return await town.run(lambda uow: plan_duties(uow, town.now))


async def said_at(town: Town, local: str) -> list[str]:
    await at(town, local)
    """What is said of the visiting day."""
    duty = words(f"duty.{RULE}")
    return [m.words.key for m in await reminded(town) if m.words.facts.get("duty") == duty]


async def marks(town: Town) -> list[tuple[str, str, str]]:
    return await town.run(lambda uow: uow.duties.marks(RULE, DAY))


async def test_the_ladder_of_a_duty_day_comes_once_each_and_in_order(town: Town) -> None:
    cadre = await hired(town, 11, Role.CADRE)
    await hired(town, 14, Role.OFFICE, "office")
    assert await planned(town) == await planned(town)
    said = [
        await said_at(town, local)
        for local in (
            "2026-11-10 09:00",
            "2026-11-20 09:00",
            "2026-11-27 09:00",
            "2026-11-28 08:30",
            "2026-11-28 17:30",
            "2026-11-30 09:00",
        )
    ]
    rungs = ("prepare", "eve", "morning", "evening", "bundle")
    assert said == [[], *([f"duty_day.{rung}"] for rung in rungs)]
    told = [m.chat for _, m in town.said if m.words.facts.get("duty") == words(f"duty.{RULE}")]
    assert told == [cadre.chat] * 4 + [14]


async def test_planning_again_neither_doubles_nor_revives(town: Town) -> None:
    await hired(town, 11, Role.CADRE)
    await planned(town)
    assert await said_at(town, "2026-11-20 09:00") == ["duty_day.prepare"]
    await planned(town, "2026-11-20 10:00")
    assert await said_at(town, "2026-11-20 10:00") == []
    assert await said_at(town, "2026-11-27 09:00") == ["duty_day.eve"]


async def test_somebody_with_two_roles_is_told_once(town: Town) -> None:
    await hired(town, 11, Role.CADRE)
    await hired(town, 11, Role.UNIT_LEAD)
    await planned(town)
    assert await said_at(town, "2026-11-27 09:00") == ["duty_day.eve"]


async def test_days_asleep_bring_only_what_still_matters(town: Town) -> None:
    await hired(town, 11, Role.CADRE)
    await planned(town)
    assert await said_at(town, "2026-11-28 09:00") == ["duty_day.morning"]
    await hired(town, 14, Role.OFFICE, "office")
    assert await said_at(town, "2026-12-03 09:00") == ["duty_day.bundle"]


async def test_who_is_ready_or_done_is_not_asked_again(town: Town) -> None:
    cadre = await hired(town, 11, Role.CADRE)
    await planned(town)
    await said_at(town, "2026-11-20 09:00")
    await cadre.presses("准备好了")
    assert "✓ 记下了" in cadre.last
    assert await said_at(town, "2026-11-27 09:00") == []
    assert await said_at(town, "2026-11-28 08:30") == ["duty_day.morning"]
    await cadre.presses("已完成")
    await cadre.presses("3 户")
    assert "走访 3 户" in cadre.last
    assert await said_at(town, "2026-11-28 17:30") == []
    assert {mark for _, _, mark in await marks(town)} == {"ready", "done", "visits:3"}


async def test_the_office_sees_units_with_what_they_are_counted_of_and_no_names(town: Town) -> None:
    first, second = [await hired(town, chat, Role.CADRE) for chat in (11, 12)]
    await hired(town, 13, Role.CADRE, "liuyuan_room")
    office = await hired(town, 14, Role.OFFICE, "office")
    await planned(town)
    await at(town, "2026-11-28 10:00")
    for cadre, count in ((first, 2), (second, 5)):
        await cadre.presses_data(f"duty:done.{RULE}.{DAY}")
        await cadre.presses_data(f"duty:visits.{RULE}.{DAY}.{count}")
    assert await said_at(town, "2026-11-30 09:00") == ["duty_day.bundle"]
    assert "已完成 <b>2/3</b> 人，走访 7 户" in office.last
    assert "青禾区住房和城乡建设局：已完成 2/2，走访 7 户" in office.last
    assert "已完成 0/1，走访 0 户" in office.last
    assert "person" not in office.last


async def test_the_card_says_when_why_and_what_to_prepare(town: Town) -> None:
    cadre = await hired(town, 11, Role.CADRE)
    await at(town, "2026-11-24 12:00")
    await cadre.says("民情日")
    for part in ("2026年11月28日", "还有 4 天", "每月 28 日", "遇休息日不变", "要准备什么", "还没有标记"):
        assert part in cadre.last
    assert cadre.labels == ["准备好了", "调整安排", "为什么是这一天", "全部职责"]


async def test_the_last_one_can_be_added_for_three_days(town: Town) -> None:
    cadre = await hired(town, 11, Role.CADRE)
    await at(town, "2026-12-01 12:00")
    await cadre.says("/duty")
    assert "2026年12月28日" in cadre.last
    await cadre.presses("补记")
    assert [mark for _, _, mark in await marks(town)] == ["done"]
    await at(town, "2026-12-02 12:00")
    await cadre.presses_data(f"duty:done.{RULE}.{DAY}")
    assert "补记时间已过" in cadre.last


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (f"duty:done.{RULE}.{DAY}", "还没到"),
        (f"duty:ready.{RULE}.2026-11-29", "没有找到这一天"),
        ("duty:ready.other.2026-11-28", "没有找到这一天"),
        ("duty:ready.visiting_day.soon", "没有找到这一天"),
        ("duty:ready.visiting_day.0001-01-01", "没有找到这一天"),
        ("duty:ready.visiting_day.9999-12-31", "没有找到这一天"),
        ("duty:", "没有找到这一天"),
        (f"duty:bundle.{RULE}.{DAY}", "由干部和单位负责人使用"),
        (f"duty:open.{RULE}.{DAY}.bundle", "现在没有要您做的了"),
    ],
)
async def test_wrong_presses_get_a_sentence_and_leave_no_mark(town: Town, data: str, says: str) -> None:
    cadre = await hired(town, 11, Role.CADRE)
    await at(town, "2026-11-24 12:00")
    await cadre.presses_data(data)
    assert says in cadre.last
    assert await marks(town) == []


async def test_pressing_twice_counts_once(town: Town) -> None:
    cadre = await hired(town, 11, Role.CADRE)
    await at(town, "2026-11-28 12:00")
    for data in (f"duty:done.{RULE}.{DAY}", f"duty:visits.{RULE}.{DAY}.2", f"duty:visits.{RULE}.{DAY}.6"):
        for _ in range(2):
            await cadre.presses_data(data)
    assert sorted(mark for _, _, mark in await marks(town)) == ["done", "visits:2"]


async def test_residents_have_no_duty(town: Town) -> None:
    resident = Chatter(town, 1)
    await resident.says("/duty")
    assert "由干部和单位负责人使用" in resident.last
    await resident.presses_data(f"duty:ready.{RULE}.{DAY}")
    assert await marks(town) == []


async def test_the_office_is_shown_the_last_figures_on_the_card(town: Town) -> None:
    office = await hired(town, 14, Role.OFFICE, "office")
    await at(town, "2026-12-01 12:00")
    await office.says("/duty")
    assert "不用参加走访" in office.last
    await office.presses("各单位情况")
    assert "已完成 <b>0/0</b> 人" in office.last


async def test_several_duties_of_one_morning_are_one_message(town: Town) -> None:
    """31 December: the half month's bulletin, the quarter's review and the half year's assessment (D8)."""
    office = await hired(town, 14, Role.OFFICE, "office")
    await planned(town, "2026-12-31 08:00")
    await at(town, "2026-12-31 09:00")
    (digest,) = [m for m in await reminded(town) if m.words.key.startswith("duty_day")]
    assert digest.words.key == "duty_day.digest" and digest.words.facts["n"] == 3
    names = ["半月一通报", "一季一讲评", "半年一考评"]
    assert all(name in town.words(digest) for name in names)
    for name in names:
        await office.presses(name)
        assert name in office.last and "已完成" in office.labels
        await office.presses("已完成")
    await office.presses_data(f"duty:open.{digest.rows[0][0].data.partition('.')[2]}")
    assert "现在没有要您做的了" in office.last


async def test_two_duties_of_one_morning_come_one_by_one_and_nobody_opens_anothers(town: Town) -> None:
    office, cadre = await hired(town, 14, Role.OFFICE, "office"), await hired(town, 11, Role.CADRE)
    await planned(town, "2026-12-15 08:00")
    await at(town, "2026-12-15 09:00")
    said = [m.words.key for m in await reminded(town) if m.chat == office.chat]
    assert "duty_day.on_the_day" in said and "duty_day.digest" not in said
    await cadre.presses_data("duty:open.bulletin.2026-12-15.on_the_day")
    assert "现在没有要您做的了" in cadre.last


async def test_an_eve_that_comes_late_says_that_it_is_today(town: Town) -> None:
    cadre = await hired(town, 11, Role.CADRE)
    await planned(town, "2026-11-27 08:00")
    assert await said_at(town, "2026-11-28 08:00") == ["duty_day.eve"]
    assert "2026年11月28日（周六），就是今天。" in cadre.last and "0 天" not in cadre.last
