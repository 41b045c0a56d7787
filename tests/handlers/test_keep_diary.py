"""写日记: four taps and a sentence; consent before a concern; the personal part for the author alone (W4, W5)."""

from datetime import date, timedelta

import pytest

from domain.diary import DiaryEntry, Outcome, Part
from domain.errors import Refusal
from domain.people import Role
from domain.services.keeping_diary import Visit, write_entry
from domain.services.planning import plan_duties
from domain.services.serving import DONE
from domain.services.tidying import tidy
from tests.handlers.chat import Chatter, Town
from tests.workers import at, hired, reminded

CADRE = 11
LEAK = "3号楼天花板漏水"


async def cadre(town: Town, unit: str = "liuyuan_room") -> Chatter:
    await at(town, "2026-11-28 15:00")
    return await hired(town, CADRE, Role.CADRE, unit)


async def entries(town: Town, chat: int = CADRE) -> list[DiaryEntry]:
    return await town.run(lambda uow: uow.diaries.of_author(f"person-{chat}", 9))


async def test_a_visit_takes_four_taps(town: Town) -> None:
    me = await cadre(town)
    await me.says("写日记")
    assert "当了哪几“员”" in me.last, "the community of the room is the place"
    await me.presses("矛盾调解员")
    await me.says("楼道堆物，已劝离")
    await me.presses("当场解决")
    await me.presses("保存")
    assert "日记已保存" in me.last
    (entry,) = await entries(town)
    assert (entry.area, entry.parts, entry.outcome) == ("liuyuan", (Part.MEDIATOR,), Outcome.SETTLED)
    assert (entry.visited_on, entry.unit, entry.concern) == (date(2026, 11, 28), "liuyuan_room", "")


async def test_with_a_place_to_choose_it_is_still_four(town: Town) -> None:
    me = await cadre(town, "shiqiao_station")
    await me.says("/diary")
    assert "走访了哪里" in me.last
    await me.presses(me.labels[1])
    await me.says("13")
    await me.presses("没有发现问题")
    await me.presses("保存")
    (entry,) = await entries(town)
    assert entry.parts == (Part.TELLER, Part.COLLECTOR) and (entry.matter, entry.outcome) == (
        "",
        Outcome.NONE,
    )


@pytest.mark.parametrize("no", ["没有", "无。", "没发现问题"])
async def test_a_mere_no_is_no_matter(town: Town, no: str) -> None:
    me = await cadre(town)
    await me.says("写日记")
    await me.presses("四样都做了")
    await me.says(no)
    await me.says("保存")
    (entry,) = await entries(town)
    assert (entry.matter, entry.outcome) == ("", Outcome.NONE)


async def test_the_entry_does_the_diary_of_that_day(town: Town) -> None:
    me = await cadre(town)
    await town.run(lambda uow: plan_duties(uow, town.now))
    await me.says("写日记")
    for label in ("四样都做了", "没有发现问题", "保存"):
        await me.presses(label)
    marks = await town.run(lambda uow: uow.duties.given("diary", date(2026, 11, 28), f"person-{CADRE}"))
    assert marks == {DONE}
    await at(town, "2026-11-30 09:30")
    assert [m for m in await reminded(town) if m.words.key == "duty_day.diary_missing"] == []


async def test_without_an_entry_the_diary_is_reminded_of(town: Town) -> None:
    await cadre(town)
    await town.run(lambda uow: plan_duties(uow, town.now))
    await at(town, "2026-11-30 09:30")
    assert [m.chat for m in await reminded(town) if m.words.key == "duty_day.diary_missing"] == [CADRE]


async def test_visits_count_for_the_quota_with_its_pace(town: Town) -> None:
    await at(town, "2026-11-20 15:00")
    leader = await hired(town, 16, Role.LEADER, "office")
    for n in (1, 2):
        await leader.says("写日记")
        await leader.says("柳园小区")
        for label in ("为民服务员", "没有发现问题", "保存"):
            await leader.presses(label)
        assert f"<b>{n}/2</b> 次，还剩 6 个工作日" in leader.last
    await leader.presses("我的日记")
    assert leader.last.count("柳园小区") == 2


async def test_with_consent_the_matter_becomes_a_concern_and_its_steps_are_told(town: Town) -> None:
    me = await cadre(town)
    housing = await hired(town, 12, Role.CADRE, "housing")
    await me.says("写日记")
    await me.presses("民情信息员")
    await me.says(LEAK)
    await me.presses("群众同意，转为诉求")
    await me.presses("保存")
    assert await town.concerns(CADRE) == []
    await me.presses("转为诉求")
    await me.presses("漏水")
    (concern,) = await town.concerns(CADRE)
    assert (concern.words, concern.area) == (LEAK, "liuyuan")
    assert LEAK in housing.last
    assert (await entries(town))[0].concern == concern.id
    await me.presses_data(f"diary:pass.{(await entries(town))[0].id}")
    assert "已经转为诉求" in me.last


async def test_without_consent_it_stays_until_they_agree(town: Town) -> None:
    me = await cadre(town)
    await me.says("写日记")
    await me.presses("民情信息员")
    await me.says(LEAK)
    await me.presses("只记下")
    await me.presses("保存")
    await me.presses("群众同意了")
    assert "本人同意" in me.last and await town.concerns(CADRE) == []
    await me.presses("本人同意")
    await me.presses("漏水")
    assert len(await town.concerns(CADRE)) == 1


async def test_a_second_note_is_added_to_the_first(town: Town) -> None:
    me = await cadre(town)
    await me.says("写日记")
    for label in ("四样都做了", "没有发现问题", "保存"):
        await me.presses(label)
    for note in ("下次带轮椅", "下周三上午去"):
        await me.presses("只给自己看")
        await me.says(note)
    (entry,) = await entries(town)
    assert entry.note == "下次带轮椅\n下周三上午去"


async def test_the_personal_part_is_sealed_the_authors_own_and_expires(town: Town) -> None:
    me = await cadre(town)
    other = await hired(town, 12, Role.UNIT_LEAD, "liuyuan_room")
    await me.says("写日记")
    for label in ("四样都做了", "没有发现问题", "保存"):
        await me.presses(label)
    await me.presses("只给自己看")
    await me.says("李奶奶腿脚不便，下次带轮椅")
    assert "只有您看得到" in me.last
    (entry,) = await entries(town)
    assert entry.note == "李奶奶腿脚不便，下次带轮椅" and entry.note_until == date(2026, 12, 28)
    await me.presses_data("diary:mine")
    assert "带轮椅" in me.last
    for data in (f"diary:note.{entry.id}", f"diary:pass.{entry.id}", f"diary:agreed.{entry.id}"):
        await other.presses_data(data)
        assert "只能看自己写的" in other.last
    day = await town.run(lambda uow: uow.diaries.of_day(date(2026, 11, 28)))
    assert [one.note for one in day] == [""]
    town.now += timedelta(days=31)
    await town.run(lambda uow: tidy(uow, town.now))
    (gone,) = await entries(town)
    assert (gone.note, gone.note_until) == ("", None)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("明天", "还没到那一天"),
        ("2026-12-01", "还没到那一天"),
        ("后天下午", "还没到那一天"),
        ("30日", "请写"),
    ],
)
async def test_a_visit_in_the_future_is_refused(town: Town, text: str, hint: str) -> None:
    me = await cadre(town)
    await me.says("写日记")
    for label in ("四样都做了", "没有发现问题", "走访日期"):
        await me.presses(label)
    await me.says(text)
    assert hint in me.last and await entries(town) == []
    await me.says("昨天")
    await me.presses("保存")
    assert [entry.visited_on for entry in await entries(town)] == [date(2026, 11, 27)]


@pytest.mark.parametrize("text", ["不知道", "那边", "。"])
async def test_a_diary_without_a_place_is_refused(town: Town, text: str) -> None:
    me = await cadre(town, "housing")
    await me.says("写日记")
    await me.says(text)
    assert "没有地点，日记记不下来" in me.last
    await me.says("王阿姨家")
    assert "姓名或称呼" in me.last
    await me.says("柳园小区")
    assert "当了哪几“员”" in me.last


async def test_the_matter_speaks_of_no_person(town: Town) -> None:
    me = await cadre(town)
    await me.says("写日记")
    await me.presses("四样都做了")
    await me.says("王阿姨家漏水，电话13800138000")
    assert "只给自己看" in me.last and await entries(town) == []


@pytest.mark.parametrize("text", ["6", "abc", "0", "91"])
async def test_unknown_boxes_are_asked_again(town: Town, text: str) -> None:
    me = await cadre(town)
    await me.says("写日记")
    await me.says(text)
    assert "1 到 4" in me.last and "四样都做了" in "".join(me.labels)


@pytest.mark.parametrize(
    ("day", "area", "code"),
    [
        (date(2026, 11, 29), "liuyuan", "diary.future"),
        (date(2026, 10, 1), "liuyuan", "diary.too_old"),
        (date(2026, 11, 28), "", "diary.no_place"),
    ],
)
async def test_the_deed_itself_refuses_too(town: Town, day: date, area: str, code: str) -> None:
    await cadre(town)
    visit = Visit(day, area, "", (Part.TELLER,), "", Outcome.NONE)
    with pytest.raises(Refusal) as refused:
        await town.run(lambda uow: write_entry(uow, uow.people.get(f"person-{CADRE}"), visit, town.now))
    assert refused.value.code == code


async def test_residents_and_information_workers_keep_none(town: Town) -> None:
    worker = await hired(town, 40, Role.INFORMATION_WORKER, "liuyuan_room")
    for one in (worker, Chatter(town, 1)):
        await one.says("/diary")
        assert "需要相应的身份" in one.last


async def test_the_bundle_counts_entries_matters_and_what_became_of_them(town: Town) -> None:
    me = await cadre(town)
    office = await hired(town, 14, Role.OFFICE, "office")
    await town.run(lambda uow: plan_duties(uow, town.now))
    await me.says("写日记")
    await me.presses("矛盾调解员")
    await me.says("楼道堆物")
    for label in ("当场解决", "保存"):
        await me.presses(label)
    await at(town, "2026-11-30 09:00")
    await reminded(town)
    (bundle,) = [town.words(m) for _, m in office.heard if m.words.key == "duty_day.bundle"]
    assert "日记 1 篇" in bundle and "事项 1 件（当场解决 1，转诉求 0）" in bundle and "person" not in bundle
