"""Logging what one sees: one message, one reply, one tap; never about a person."""

from datetime import timedelta
from typing import Any

import pytest

from domain.concern import Pin
from domain.errors import Refusal
from domain.files import FileKind, FileNamed
from domain.observation import Observation, ObservationKind
from domain.people import Role
from domain.services.observing import Sight, observe
from domain.services.ports import UnitOfWork
from tests.handlers.chat import Chatter, Town
from tests.workers import hired

WORKER = 40
LIUYUAN = Pin(36.6512, 117.1201)


def photo(number: int) -> FileNamed:
    return FileNamed(f"photo-{number}", FileKind.PHOTO, 1000)


async def worker(town: Town, chat: int = WORKER) -> Chatter:
    return await hired(town, chat, Role.INFORMATION_WORKER, "liuyuan_room")


async def saved(town: Town, chat: int = WORKER) -> list[Observation]:
    return await town.run(lambda uow: uow.observations.latest(f"person-{chat}", 20))


async def test_a_message_is_saved_at_once_and_confirmed_in_one_reply(town: Town) -> None:
    me = await worker(town)
    sent = town.now - timedelta(minutes=3)
    answers = await me.says("东风路12号路灯不亮", at=sent)
    assert len(answers) == 1 and "东风路12号路灯不亮" in answers[0]
    assert me.labels == ["隐患", "纠纷", "服务需求", "其他", "🚨 有危险，马上上报", "撤销"]
    (seen,) = await saved(town)
    assert (seen.words, seen.kind, seen.unit) == ("东风路12号路灯不亮", None, "liuyuan_room")
    assert (seen.observed_at, seen.saved_at) == (sent, town.now)


async def test_the_kind_is_one_tap_and_can_be_changed(town: Town) -> None:
    me = await worker(town)
    await me.says("东风路12号路灯不亮")
    await me.presses("隐患")
    assert "已记为<b>隐患</b>" in me.last and me.labels == ["当场解决", "转单位办理", "改类别", "撤销"]
    await me.presses("改类别")
    await me.presses("服务需求")
    assert (await saved(town))[0].kind == ObservationKind.SERVICE_NEED


async def test_an_album_of_nine_is_one_observation_and_one_reply(town: Town) -> None:
    me = await worker(town)

    def parts(uow: UnitOfWork) -> list[str]:
        (seen,) = uow.observations.latest(f"person-{WORKER}", 20)
        return [file.named.handle for file in uow.files.of(f"observation:{seen.id}")]

    answers = await me.sends_album(*map(photo, range(9)), caption="楼道堆物", under=3)
    assert len(answers) == 1 and "9 个" in answers[0] and "楼道堆物" in answers[0]
    assert len(await town.run(parts)) == 9


async def test_an_album_that_speaks_of_a_person_leaves_nothing(town: Town) -> None:
    me = await worker(town)
    answers = await me.sends_album(*map(photo, range(4)), caption="打13800138000", under=1)
    assert len(answers) == 1 and "电话号码" in answers[0]
    assert await saved(town) == []
    assert await town.run(lambda uow: uow.files.waiting(town.now, 10)) == []


async def test_a_late_part_that_speaks_of_a_person_is_told_though_the_album_was_answered(town: Town) -> None:
    """One number under the last picture, and nothing of what was confirmed is kept any more: that must be said."""
    me = await worker(town)
    await me.says("楼道堆物", files=(photo(1),), album="album")
    assert "已记下" in me.last
    await me.says("打13800138000", files=(photo(2),), album="album")
    assert "电话号码" in me.last and await saved(town) == []


@pytest.mark.parametrize(
    "facts",
    [{"files": (FileNamed("v", FileKind.VOICE, 10),)}, {"files": (photo(1),)}, {"pin": LIUYUAN}],
    ids=["voice", "photo", "pin"],
)
async def test_voice_photo_or_pin_alone_is_an_observation(town: Town, facts: dict[str, Any]) -> None:
    me = await worker(town)
    await me.says(**facts)
    assert "已记下" in me.last and len(await saved(town)) == 1


async def test_a_pin_becomes_its_area(town: Town) -> None:
    me = await worker(town)
    area = next(area for area in await town.run(lambda uow: uow.policy.areas.by_id.values()) if area.border)
    east, north = (sum(corner[axis] for corner in area.border) / len(area.border) for axis in (0, 1))
    await me.says(pin=Pin(north, east))
    assert (await saved(town))[0].area == area.id
    assert area.name in me.last


async def test_a_pin_right_after_says_where_it_was(town: Town) -> None:
    me = await worker(town)
    await me.says("井盖松动")
    town.now += timedelta(minutes=1)
    await me.says(pin=LIUYUAN)
    (seen,) = await saved(town)
    assert (seen.words, seen.pin) == ("井盖松动", LIUYUAN)
    town.now += timedelta(minutes=10)
    await me.says(pin=LIUYUAN)
    assert len(await saved(town)) == 2


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("打13800138000找他", "电话号码"),
        ("王阿姨家漏水", "姓名或称呼"),
        ("鲁A12345堵住消防通道", "车牌号"),
        ("身份证110101199003070011", "身份证号"),
    ],
)
async def test_what_speaks_of_a_person_is_refused_and_not_kept(town: Town, text: str, hint: str) -> None:
    me = await worker(town)
    answers = await me.says(text)
    assert len(answers) == 1 and hint in answers[0] and text not in answers[0]
    assert await saved(town) == []


async def test_what_may_be_a_name_is_asked_about_and_saved_only_with_a_yes(town: Town) -> None:
    me = await worker(town)
    sent = town.now - timedelta(minutes=3)
    (asked,) = await me.says("找王建国修井盖", files=(photo(1),), at=sent)
    assert "还没有保存" in asked and "王建国" not in asked and me.labels == ["不是人名，保存"]
    assert await saved(town) == []
    await me.says("1")
    assert "直接点" in me.last and await saved(town) == []
    await me.presses("不是人名")
    (seen,) = await saved(town)
    assert (seen.words, seen.sent_at) == ("找王建国修井盖", sent) and "1 个" in me.last
    await me.presses("不是人名")
    assert "已经保存过了" in me.last and len(await saved(town)) == 1


async def test_a_number_beside_a_name_is_refused_whatever_is_pressed(town: Town) -> None:
    me = await worker(town)
    await me.says("找王建国修井盖，打13800138000")
    assert "电话号码" in me.last and me.labels == []
    await me.presses_data("obs:keep", original="找王建国修井盖，打13800138000")
    assert "电话号码" in me.last and await saved(town) == []


async def test_a_likely_name_in_danger_comes_with_the_numbers_and_in_an_album_is_not_asked_about(
    town: Town,
) -> None:
    me = await worker(town)
    await me.says("快找王建国，厨房着火了")
    assert "119" in me.last and me.labels == ["不是人名，保存"]
    await me.sends_album(*map(photo, range(2)), caption="找王建国修井盖", under=1)
    assert "姓名或称呼" in me.last and me.labels == [] and await saved(town) == []


async def test_undo_forgets_words_place_and_files(town: Town) -> None:
    me = await worker(town)
    await me.says("井盖松动", files=(photo(1),), pin=LIUYUAN)
    (seen,) = await saved(town)
    await me.presses("撤销")
    gone = await town.run(lambda uow: uow.observations.get(seen.id))
    assert gone is not None and gone.undone_at == town.now
    assert (gone.words, gone.pin, gone.area) == ("", None, "")
    assert await town.run(lambda uow: uow.files.of(f"observation:{seen.id}")) == []
    await me.presses_data(f"obs:kind.{seen.id}.hazard")
    assert "已经撤销过了" in me.last


async def test_undo_ends_with_the_districts_time(town: Town) -> None:
    me = await worker(town)
    await me.says("井盖松动")
    town.now += timedelta(minutes=11)
    await me.presses("撤销")
    assert "已超过 10 分钟" in me.last
    assert len(await saved(town)) == 1


async def test_nobody_touches_what_somebody_else_saw(town: Town) -> None:
    me, other = await worker(town), await worker(town, 41)
    await me.says("井盖松动")
    (seen,) = await saved(town)
    for data in (f"obs:undo.{seen.id}", f"obs:kind.{seen.id}.other", f"obs:change.{seen.id}", "obs:undo.x"):
        await other.presses_data(data)
        assert "只能看和改自己记的" in other.last
    assert await saved(town) == [seen]


async def test_the_own_list_shows_what_can_still_be_undone(town: Town) -> None:
    me = await worker(town)
    await me.says("/observe")
    assert "不写人" in me.last
    await me.presses("我最近记的")
    assert "还没有记过" in me.last
    await me.says("井盖松动")
    town.now += timedelta(minutes=11)
    await me.says("路灯不亮")
    await me.presses_data("obs:mine")
    assert me.last.index("路灯不亮") < me.last.index("井盖松动")
    assert me.labels == ["撤销第 1 条"]


async def test_an_edited_message_says_what_to_do(town: Town) -> None:
    me = await worker(town)
    await me.says("井盖松动")
    await me.edits(1, "井盖丢失")
    assert "请先撤销，再重新发一条" in me.last
    assert (await saved(town))[0].words == "井盖松动"


async def test_a_sticker_says_what_to_do(town: Town) -> None:
    me = await worker(town)
    await me.says(strange="sticker")
    assert "请发文字、照片、语音或位置" in me.last
    assert await saved(town) == []


async def test_only_information_workers_observe(town: Town) -> None:
    cadre = await hired(town, 50, Role.CADRE)
    await cadre.says("东风路12号路灯不亮")
    assert await saved(town, 50) == []

    def try_it(uow: UnitOfWork) -> None:
        person = uow.people.by_chat(50)
        assert person
        with pytest.raises(Refusal, match=r"observe\.not_yours"):
            observe(uow, person, Sight(town.now, "路灯不亮"), town.now)

    await town.run(try_it)
