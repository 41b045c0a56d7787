"""排查: rounds by month and by stage, coverage by place, reminders while places are left (O6)."""

from datetime import date

import pytest

from domain.people import Role
from domain.policy import Policy
from domain.services.planning import plan_duties
from domain.sweeps import rounds
from tests.handlers.chat import Chatter, Town
from tests.workers import at, hired, reminded

WORKER, MATE, LEAD, OFFICE = 40, 41, 42, 14
ROUND = "safety.2026-11-01"

ROUNDS = [
    ("safety", "2026-11-15", ["2026-11-01 2026-11-30"]),
    ("safety", "2026-12-15", []),
    ("safety", "2028-02-29", ["2028-02-01 2028-02-29"]),
    ("winter", "2026-11-30", []),
    ("winter", "2026-12-10", ["2026-12-01 2026-12-10"]),
    ("winter", "2026-12-11", ["2026-12-11 2027-01-20"]),
    ("winter", "2027-03-01", ["2027-02-11 2027-03-01"]),
    ("winter", "2027-03-02", []),
]


@pytest.mark.parametrize(("sweep", "day", "expected"), ROUNDS)
def test_the_round_of_a_day(policy: Policy, sweep: str, day: str, expected: list[str]) -> None:
    rule = next(rule for rule in policy.sweeps.sweeps if rule.id == sweep)
    found = rounds(rule, date.fromisoformat(day), date.fromisoformat(day))
    assert [f"{one.first} {one.last}" for one in found] == expected


async def people(town: Town) -> tuple[Chatter, Chatter, Chatter]:
    await at(town, "2026-11-24 10:00")
    worker = await hired(town, WORKER, Role.INFORMATION_WORKER, "shiqiao_station")
    mate = await hired(town, MATE, Role.CADRE, "shiqiao_station")
    await hired(town, LEAD, Role.UNIT_LEAD, "shiqiao_station")
    return worker, mate, await hired(town, OFFICE, Role.OFFICE, "office")


async def said_at(town: Town, local: str) -> list[tuple[int, str]]:
    await at(town, local)
    return [(m.chat, m.words.key) for m in await reminded(town) if m.words.key.startswith("sweeping.")]


async def test_each_place_is_done_with_two_taps_and_counts_once_for_the_unit(town: Town) -> None:
    worker, mate, _ = await people(town)
    await worker.says("排查")
    assert "已排查 <b>0/3</b> 处" in worker.last and "还剩 4 个工作日" in worker.last
    first = worker.labels[0]
    await worker.presses(first)
    await worker.presses("没有问题")
    assert "<b>1/3</b>" in worker.last and first not in worker.labels
    await mate.says("/sweep")
    assert "<b>1/3</b>" in mate.last, "whoever of the unit went there"


async def test_where_something_is_wrong_the_next_message_is_the_observation(town: Town) -> None:
    worker, _, office = await people(town)
    await worker.says("排查")
    await worker.presses(worker.labels[0])
    await worker.presses("发现问题")
    assert "接着发一条消息" in worker.last
    await worker.says("消防通道堆物")
    assert "已记下" in worker.last
    await office.says("排查")
    assert "1/3 处，发现问题 1 处" in office.last and "person" not in office.last


async def test_a_covered_unit_is_reminded_no_more_and_an_uncovered_one_with_its_lead(town: Town) -> None:
    worker, _, _ = await people(town)
    room = await hired(town, 50, Role.INFORMATION_WORKER, "liuyuan_room")
    await town.run(lambda uow: plan_duties(uow, town.now))
    await room.says("排查")
    await room.presses(room.labels[0])
    await room.presses("没有问题")
    assert "都看过了" in room.last
    near = await said_at(town, "2026-11-25 09:00")
    assert sorted(chat for chat, _ in near) == [WORKER, MATE]
    last = await said_at(town, "2026-11-30 09:00")
    assert sorted(chat for chat, _ in last) == [WORKER, MATE, LEAD]
    told = await said_at(town, "2026-12-01 09:30")
    assert [one for one in told if one[1] == "sweeping.result"] == [(OFFICE, "sweeping.result")]
    await worker.presses("看还剩哪几处")
    assert "本单位已排查" in worker.last


async def test_the_result_names_places_that_were_left_out_and_nobody(town: Town) -> None:
    worker, _, office = await people(town)
    await town.run(lambda uow: plan_duties(uow, town.now))
    await worker.says("排查")
    left = worker.labels[1:3]
    await worker.presses(worker.labels[0])
    await worker.presses("没有问题")
    await said_at(town, "2026-12-01 09:30")
    (told,) = [town.words(m) for _, m in office.heard if m.words.key == "sweeping.result"]
    assert "石桥街道：1/3 处" in told and all(f"还没排查：{area}" in told for area in left)


async def test_a_stage_is_announced_when_it_begins(town: Town) -> None:
    worker, _, _ = await people(town)
    await at(town, "2026-12-01 08:30")
    await town.run(lambda uow: plan_duties(uow, town.now))
    assert (WORKER, "sweeping.stage") in await said_at(town, "2026-12-01 09:00")
    assert "动员部署" in worker.last
    await at(town, "2026-12-11 09:30")
    await worker.says("排查")
    assert "集中排查" in worker.last and "<b>0/3</b>" in worker.last


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("sweep:round.safety.2026-11-02", "没有找到这一次排查"),
        ("sweep:round.none.2026-11-01", "没有找到这一次排查"),
        ("sweep:", "没有找到这一次排查"),
        (f"sweep:place.{ROUND}.liuyuan_x", "不在您单位的辖区里"),
        (f"sweep:clear.{ROUND}.nowhere", "不在您单位的辖区里"),
        (f"sweep:wrong.{ROUND}.shiqiao", "没有找到这一次排查"),
        ("sweep:clear.safety.2026-08-01.shiqiao", "现在不在时间里"),
    ],
)
async def test_wrong_presses_get_a_sentence(town: Town, data: str, says: str) -> None:
    worker, _, _ = await people(town)
    await worker.presses_data(data)
    assert says in worker.last


async def test_residents_and_departments_do_not_sweep(town: Town) -> None:
    await at(town, "2026-11-24 10:00")
    cadre = await hired(town, 11, Role.CADRE, "housing")
    resident = Chatter(town, 1)
    await resident.says("/sweep")
    assert "需要相应的身份" in resident.last
    await cadre.presses_data(f"sweep:clear.{ROUND}.liuyuan")
    assert "需要相应的身份" in cadre.last
    await at(town, "2027-04-01 10:00")
    await cadre.says("排查")
    assert "没有正在进行的排查" in cadre.last
