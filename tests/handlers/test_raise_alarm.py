"""Danger seen in the field reaches the duty office at once, at any hour, until somebody answers (O4)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.concern import Pin
from domain.files import FileKind, FileNamed
from domain.messages import Weight
from domain.observation import Observation
from domain.people import Role
from tests.handlers.chat import Chatter, Town
from tests.workers import at, hired, reminded

WORKER, OFFICE, SECOND, LEADER, CADRE = 40, 14, 15, 16, 11
FIRE = "柳园小区3号楼楼道起火"
NIGHT = "2026-11-24 23:30"


async def people(town: Town) -> tuple[Chatter, Chatter, Chatter]:
    worker = await hired(town, WORKER, Role.INFORMATION_WORKER, "liuyuan_room")
    office = await hired(town, OFFICE, Role.OFFICE, "office")
    leader = await hired(town, LEADER, Role.LEADER, "office")
    return worker, office, leader


async def seen(town: Town) -> Observation:
    (one,) = await town.run(lambda uow: uow.observations.latest(f"person-{WORKER}", 5))
    return one


async def test_words_that_name_a_danger_reach_the_office_in_the_same_turn_and_in_the_night(
    town: Town,
) -> None:
    worker, office, leader = await people(town)
    await at(town, NIGHT)
    (answer,) = await worker.says(FIRE)
    assert "已经报给值班" in answer and "119" in answer and "🚨 有危险，马上上报" not in worker.labels
    assert FIRE in office.last and "危及生命" in office.last and "person" not in office.last
    assert office.heard[-1][1].weight is Weight.MUST_ARRIVE and leader.heard == []


async def test_silence_is_told_again_to_office_and_leaders_in_the_night(town: Town) -> None:
    """Seen to bite: `urgent=True` of the reminder set to False."""
    worker, office, leader = await people(town)
    await at(town, NIGHT)
    await worker.says(FIRE)
    assert await reminded(town) == []
    for minutes in (30, 60):
        town.now += timedelta(minutes=30)
        said = await reminded(town)
        assert sorted(message.chat for message in said) == [OFFICE, LEADER]
        assert all(f"{minutes} 分钟" in town.words(message) for message in said)
    await leader.presses("收到")
    assert "由您处置" in leader.last
    assert "领导已收到" in worker.last and "领导已收到" in office.last
    town.now += timedelta(hours=3)
    assert [m for m in await reminded(town) if m.words.key == "alarm.silent"] == []


async def test_the_first_answer_counts_and_the_others_hear_of_it(town: Town) -> None:
    worker, office, leader = await people(town)
    second = await hired(town, SECOND, Role.OFFICE, "office")
    await worker.says(FIRE)
    await office.presses("收到")
    assert "受理机构已收到" in worker.last and "受理机构已收到" in second.last
    await second.presses("收到")
    assert "已经有同事在处置" in second.last
    assert leader.heard == [], "nothing had climbed"
    town.now += timedelta(minutes=30)
    assert await reminded(town) == []


async def test_a_picture_is_reported_in_two_taps(town: Town) -> None:
    worker, office, _ = await people(town)
    await worker.says(files=(FileNamed("p", FileKind.PHOTO, 10),))
    await worker.presses("有危险")
    assert "119" in worker.last
    await worker.presses("危及环境")
    assert "已经报给值班" in worker.last and "危及环境" in office.last and "没有文字" in office.last
    await office.presses("看照片")
    assert "还在接收 1 个" in office.last
    await worker.presses_data(f"alarm:raise.{(await seen(town)).id}.life")
    assert "已经上报过" in worker.last


async def test_a_place_that_comes_after_the_words_is_told_too(town: Town) -> None:
    worker, office, _ = await people(town)
    await worker.says(FIRE)
    assert "没有发定位" in office.last
    town.now += timedelta(seconds=40)
    await worker.says(pin=Pin(36.6512, 117.1201))
    assert "位置来了" in office.last and "36.65120" in office.last and "起火" in office.last
    await office.presses("收到")
    assert "由您处置" in office.last


async def test_taken_back_it_is_called_off(town: Town) -> None:
    worker, office, _ = await people(town)
    await worker.says(FIRE)
    await worker.presses("撤销")
    assert "已经撤销" in office.last
    await office.presses("收到")
    assert "已经撤销，不用处置" in office.last
    town.now += timedelta(minutes=30)
    assert await reminded(town) == []


async def test_it_stands_where_a_further_part_of_its_album_speaks_of_a_person(town: Town) -> None:
    """That part alone is not kept: a fire that was told is not taken back because of a number under a picture."""
    worker, office, _ = await people(town)
    first, second = (FileNamed(handle, FileKind.PHOTO, 10) for handle in "pq")
    await worker.says(FIRE, files=(first,), album="album")
    await worker.says("打13800138000", files=(second,), album="album")
    assert "电话号码" in worker.last
    one = await seen(town)
    assert one.words == FIRE and not one.undone_at
    assert len(await town.run(lambda uow: uow.files.of(f"observation:{one.id}"))) == 1
    await office.presses("收到")
    assert "由您处置" in office.last


async def test_its_pictures_can_be_seen_also_when_it_was_passed_on(town: Town) -> None:
    worker, office, _ = await people(town)
    await worker.says("3号楼天花板漏水，电线起火", files=(FileNamed("p", FileKind.PHOTO, 10),))
    await worker.presses("隐患")
    await worker.presses("转单位办理")
    await worker.presses("漏水")
    assert (await seen(town)).concern
    await office.presses("看照片")
    assert "还在接收 1 个" in office.last


async def test_where_nobody_of_the_office_can_be_reached_the_leaders_are_told_at_once(town: Town) -> None:
    worker, _, leader = await people(town)
    away = f"person-{OFFICE}"
    await town.run(lambda uow: uow.people.put(replace(uow.people.get(away), reachable=False)))
    await worker.says(FIRE)
    assert FIRE in leader.last


async def test_only_office_and_leaders_answer_and_only_who_saw_it_raises(town: Town) -> None:
    worker, office, _ = await people(town)
    cadre = await hired(town, CADRE, Role.CADRE)
    await worker.says("井盖松动")
    one = await seen(town)
    for who, data, says in (
        (cadre, f"alarm:raise.{one.id}.life", "只能看和改自己记的"),
        (cadre, f"alarm:heed.{one.id}", "需要相应的身份"),
        (office, f"alarm:heed.{one.id}", "不用处置"),
        (cadre, f"alarm:files.{one.id}", "需要相应的身份"),
        (worker, "alarm:", "需要相应的身份"),
    ):
        await who.presses_data(data)
        assert says in who.last, data
    assert (await seen(town)).alarmed_at is None


@pytest.mark.parametrize("text", ["明天组织火灾演练", "没有起火，只是冒烟", "东风路12号路灯不亮"])
async def test_what_is_no_danger_alarms_nobody(town: Town, text: str) -> None:
    worker, office, _ = await people(town)
    await worker.says(text)
    assert office.heard == [] and "有危险" in "".join(worker.labels)


async def test_a_danger_with_a_name_in_it_is_refused_with_the_numbers(town: Town) -> None:
    worker, office, _ = await people(town)
    (answer,) = await worker.says("王阿姨家起火了")
    assert "姓名或称呼" in answer and "119" in answer
    assert office.heard == []


async def test_what_nobody_answers_stands_on_the_list_for_phoning_until_somebody_does(town: Town) -> None:
    worker, office, leader = await people(town)
    await at(town, NIGHT)
    await worker.says(FIRE)
    await worker.says(pin=Pin(36.6512, 117.1201))
    town.now += timedelta(minutes=29)
    await office.says("没通知到")
    assert "没有要打电话的" in office.last
    town.now += timedelta(minutes=1)
    await office.says("没通知到")
    for part in (
        "30 分钟",
        "危及生命",
        FIRE,
        "北纬 36.65120",
        "受理机构（1 人）",
        "领导（1 人）",
        "值班电话",
    ):
        assert part in office.last, part
    assert "person" not in office.last
    await leader.presses_data(f"alarm:heed.{(await seen(town)).id}")
    await office.says("没通知到")
    assert "没有要打电话的" in office.last


async def test_what_was_taken_back_is_not_phoned_about(town: Town) -> None:
    worker, office, _ = await people(town)
    await worker.says(FIRE)
    await worker.presses("撤销")
    town.now += timedelta(hours=1)
    await office.says("没通知到")
    assert "没有要打电话的" in office.last
