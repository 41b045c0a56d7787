"""What becomes of an observation: settled with evidence, or a concern (O3); when it was seen (O7)."""

from datetime import timedelta
from typing import Any

import pytest

from domain.concern import HowKnown, Kind, Pin, State
from domain.files import FileKind, FileNamed
from domain.observation import Observation
from domain.people import Role
from tests.handlers.chat import Chatter, Town
from tests.workers import at, hired

WORKER = 40
LEAK = "3号楼天花板漏水"
PHOTO = FileNamed("p", FileKind.PHOTO, 10)


async def worker(town: Town) -> Chatter:
    await at(town, "2026-11-24 12:00")
    return await hired(town, WORKER, Role.INFORMATION_WORKER, "liuyuan_room")


async def seen(town: Town) -> list[Observation]:
    return await town.run(lambda uow: uow.observations.in_order_seen(f"person-{WORKER}", 9))


async def test_settled_on_the_spot_with_a_picture_in_three_taps(town: Town) -> None:
    me = await worker(town)
    await me.says("楼道堆物")
    await me.presses("隐患")
    await me.presses("当场解决")
    await me.says(files=(PHOTO,))
    await me.presses("保存")
    assert "已记为当场解决" in me.last
    (one,) = await seen(town)
    assert one.settled_at == town.now and one.concern == ""
    assert len(await town.run(lambda uow: uow.files.of(f"observation:{one.id}:settled"))) == 1


async def test_evidence_in_words_speaks_of_no_person(town: Town) -> None:
    me = await worker(town)
    await me.says("楼道堆物")
    await me.presses("其他")
    await me.presses("当场解决")
    for text, hint in (("王阿姨搬走了", "姓名或称呼"), ("已联系13800138000", "电话号码")):
        await me.says(text)
        assert hint in me.last
    await me.says("已清走")
    await me.presses("保存")
    assert (await seen(town))[0].settled == "已清走"
    await me.says("随手记")
    await me.presses("我最近记的")
    assert "当场解决：已清走" in me.last


async def test_evidence_names_nobody_in_the_name_of_a_file_nor_after_an_edit(town: Town) -> None:
    me = await worker(town)
    await me.says("楼道堆物")
    await me.presses("其他")
    await me.presses("当场解决")
    await me.says(files=(FileNamed("d", FileKind.DOCUMENT, 10, name="王阿姨家.pdf"),))
    assert "姓名或称呼" in me.last
    await me.says("已清走")
    await me.edits(town.updates, "王阿姨已清走")
    await me.presses("保存")
    (one,) = await seen(town)
    assert one.settled == "已清走"
    assert await town.run(lambda uow: uow.files.of(f"observation:{one.id}:settled")) == []


async def test_passed_on_in_three_taps_it_is_a_concern_of_its_unit_and_every_step_is_told(town: Town) -> None:
    me = await worker(town)
    cadre = await hired(town, 11, Role.CADRE, "housing")
    await me.says(LEAK, files=(PHOTO,))
    await me.presses("隐患")
    await me.presses("转单位办理")
    await me.presses("漏水")
    assert "受理编号" in "".join([town.words(m) for _, m in me.heard[-3:]])
    (concern,) = await town.concerns(WORKER)
    assert (concern.kind, concern.known, concern.area) == (Kind.HELP, HowKnown.ANONYMOUS, "liuyuan")
    assert concern.words == LEAK and concern.state is State.ASSIGNED
    assert len(await town.run(lambda uow: uow.files.of(f"concern:{concern.id}"))) == 1
    (one,) = await seen(town)
    assert one.concern == concern.id
    assert LEAK in cadre.last
    await cadre.presses("签收")
    assert concern.number in me.last and "签收" in me.last


async def test_whoever_saw_it_rates_nothing(town: Town) -> None:
    me = await worker(town)
    cadre = await hired(town, 11, Role.CADRE, "housing")
    await me.says(LEAK)
    await me.presses("隐患")
    await me.presses("转单位办理")
    await me.presses("漏水")
    (concern,) = await town.concerns(WORKER)
    await cadre.presses("签收")
    await cadre.presses("受理")
    await cadre.presses_data(f"card:{concern.id}")
    await cadre.presses("答复")
    await cadre.says("已请物业维修，明天上门。")
    await cadre.presses("发出")
    await town.lets_replies_go()
    assert "明天上门" in me.last and not [label for label in me.labels if "评价" in label]
    await me.presses_data(f"rate:{concern.id}")
    for label in ("联系", "解决", "满意"):
        if "居民自己做" not in me.last:
            await me.presses(label)
    assert "居民自己做" in me.last


async def test_the_pin_says_where(town: Town) -> None:
    me = await worker(town)
    area = next(area for area in await town.run(lambda uow: uow.policy.areas.by_id.values()) if area.border)
    east, north = (sum(corner[axis] for corner in area.border) / len(area.border) for axis in (0, 1))
    await me.says(LEAK, pin=Pin(north, east))
    await me.presses("隐患")
    await me.presses("转单位办理")
    await me.presses("漏水")
    (concern,) = await town.concerns(WORKER)
    assert (concern.pin, concern.area) == (Pin(north, east), area.id)


async def test_what_has_a_result_is_not_changed_again(town: Town) -> None:
    me = await worker(town)
    await me.says(LEAK)
    await me.presses("隐患")
    await me.presses("转单位办理")
    await me.presses("漏水")
    (one,) = await seen(town)
    for data in (f"refer:settle.{one.id}", f"refer:pass.{one.id}", f"obs:undo.{one.id}"):
        await me.presses_data(data)
        assert "已经有结果了" in me.last, data


async def test_pictures_alone_are_not_passed_on(town: Town) -> None:
    me = await worker(town)
    await me.says(files=(PHOTO,))
    await me.presses("隐患")
    await me.presses("转单位办理")
    assert "连同一句话" in me.last and await town.concerns(WORKER) == []


async def test_nobody_passes_on_what_somebody_else_saw(town: Town) -> None:
    me = await worker(town)
    other = await hired(town, 41, Role.INFORMATION_WORKER, "liuyuan_room")
    await me.says(LEAK)
    (one,) = await seen(town)
    for data in (f"refer:settle.{one.id}", f"refer:pass.{one.id}", f"obs:sent.{one.id}", "refer:pass.x"):
        await other.presses_data(data)
        assert "只能看和改自己记的" in other.last, data


async def test_the_time_it_was_seen_is_read_from_the_words_and_can_be_put_back(town: Town) -> None:
    me = await worker(town)
    await me.says("昨天下午3号楼井盖松动")
    assert "11月23日（周一）15:00" in me.last and "按您写的时间" in me.last
    await me.presses("就是刚看到的")
    assert "11月24日（周二）12:00" in me.last and "就是刚看到的" not in me.labels
    (one,) = await seen(town)
    assert one.observed_at == one.sent_at == town.now


async def test_a_pin_after_it_was_put_back_leaves_the_time_alone(town: Town) -> None:
    me = await worker(town)
    await me.says("昨天下午3号楼井盖松动")
    await me.presses("就是刚看到的")
    await me.says(pin=Pin(36.6512, 117.1201))
    (one,) = await seen(town)
    assert one.pin and one.observed_at == one.sent_at


async def test_late_messages_fall_in_place_by_the_time_they_were_seen(town: Town) -> None:
    """Telegram hands over late, and out of order, what was sent while we were away."""
    me = await worker(town)
    sent = town.now
    await me.says("第二件：路灯不亮", at=sent - timedelta(hours=2))
    await me.says("第一件：井盖松动", at=sent - timedelta(hours=5))
    await me.says("第三件，是3天前看到的", at=sent)
    assert [one.words[:3] for one in await seen(town)] == ["第二件", "第一件", "第三件"]


async def test_a_pin_joins_by_the_time_of_sending_not_of_arrival(town: Town) -> None:
    me = await worker(town)
    sent = town.now - timedelta(hours=4)
    pin = Pin(36.6512, 117.1201)
    await me.says("井盖松动", at=sent)
    await me.says(pin=pin, at=sent + timedelta(hours=3))
    assert len(await seen(town)) == 2, "three hours lie between them, though both arrived now"


async def test_a_pin_that_overtook_its_words_is_joined_by_them(town: Town) -> None:
    me = await worker(town)
    pin = Pin(36.6512, 117.1201)
    await me.says(pin=pin, at=town.now)
    await me.says("井盖松动", at=town.now - timedelta(seconds=40))
    (one,) = await seen(town)
    assert (one.words, one.pin, one.sent_at) == ("井盖松动", pin, town.now - timedelta(seconds=40))


@pytest.mark.parametrize(
    ("facts", "hint"),
    [
        ({"phone": "+8613800138000"}, "电话号码"),
        ({"files": (FileNamed("d", FileKind.DOCUMENT, 10, name="王阿姨家.pdf"),)}, "姓名或称呼"),
        ({"text": "联系人：李建国"}, "姓名或称呼"),
        ({"text": "银行卡6222021234567890128"}, "银行卡号"),
        ({"text": "车牌鲁A·12345"}, "车牌号"),
    ],
)
async def test_what_speaks_of_a_person_is_refused_in_every_form(
    town: Town, facts: dict[str, Any], hint: str
) -> None:
    me = await worker(town)
    answers = await me.says(**facts)
    assert len(answers) == 1 and hint in answers[0]
    assert await seen(town) == []
