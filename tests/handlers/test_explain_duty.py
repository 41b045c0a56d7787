"""为什么是今天: rule, source and calendar of a duty day; the list of all duties; a quota with its pace."""

import pytest

from domain.people import Role
from domain.services.monthly_reporting import draft_reports
from domain.services.planning import plan_duties
from tests.handlers.chat import Chatter, Town
from tests.workers import at, hired, reminded


async def test_a_reminder_of_the_day_explains_itself(town: Town) -> None:
    lead = await hired(town, 13, Role.UNIT_LEAD)
    await at(town, "2026-12-10 09:00")
    await town.run(lambda uow: plan_duties(uow, town.now))
    await at(town, "2026-12-15 08:30")
    await reminded(town)
    await lead.presses("为什么是今天")
    for part in (
        "群众工作日",
        "2026年12月15日",
        "每月 15 日",
        "遇休息日不变",
        "依据：群众工作日制度",
        "国办发明电〔2025〕7号",
    ):
        assert part in lead.last


async def test_the_word_explains_all_of_today(town: Town) -> None:
    lead = await hired(town, 13, Role.UNIT_LEAD)
    await at(town, "2026-11-30 10:00")
    said = await lead.says("为什么是今天")
    assert ["走访" in one for one in said] == [True, True]
    assert "每年 10、11 月，31 日" in "".join(said) and "没有这一天的月份，在当月最后一天" in said[0]


async def test_without_a_duty_today_the_next_ones_are_listed(town: Town) -> None:
    lead = await hired(town, 13, Role.UNIT_LEAD)
    await at(town, "2026-11-24 10:00")
    await lead.says("/why_today")
    assert "今天没有轮到" in lead.last and "民情日：2026年11月28日" in lead.last
    await lead.says("全部职责")
    assert "月报告：2026年12月23日" in lead.last
    await lead.presses("群众工作汇报")
    assert "在那之后第 1 天" in lead.last and "2026年12月16日" in lead.last


async def test_a_day_past_the_known_calendar_says_that_it_is_provisional(town: Town) -> None:
    lead = await hired(town, 13, Role.UNIT_LEAD)
    await at(town, "2027-01-05 10:00")
    await lead.presses_data("why:monthly_report.2027-01-22")
    assert "本次原定 2027年1月23日" in lead.last and "暂定" in lead.last
    assert "2027 年的放假安排还没公布" in lead.last


@pytest.mark.parametrize(
    "data", ["why:", "why:visiting_day", "why:visiting_day.2026-11-27", "why:none.2026-11-28"]
)
async def test_a_wrong_press_gets_a_sentence(town: Town, data: str) -> None:
    lead = await hired(town, 13, Role.UNIT_LEAD)
    await lead.presses_data(data)
    assert "没有找到这一天" in lead.last


async def test_residents_have_none(town: Town) -> None:
    resident = Chatter(town, 1)
    await resident.says("/duties")
    assert "由干部和单位负责人使用" in resident.last


async def test_a_quota_is_told_with_its_pace_and_falls_silent_when_it_is_met(town: Town) -> None:
    leader = await hired(town, 16, Role.LEADER, "office")
    await at(town, "2026-11-02 09:00")
    await town.run(lambda uow: plan_duties(uow, town.now))
    await at(town, "2026-11-20 09:00")
    await reminded(town)
    (pace,) = [said for said in await said_of(leader) if "走访" in said and "本期" in said]
    assert "<b>0/2</b> 次，还剩 6 个工作日" in pace
    await leader.presses("记一次")
    assert "<b>1/2</b>" in leader.last
    await leader.presses("记一次")
    assert "<b>1/2</b>" in leader.last, "once a day"
    await at(town, "2026-11-23 10:00")
    await leader.presses("记一次")
    assert "<b>2/2</b>" in leader.last
    before = len(await said_of(leader))
    await at(town, "2026-11-27 09:00")
    await reminded(town)
    assert [one for one in (await said_of(leader))[before:] if "本期" in one] == []


async def said_of(one: Chatter) -> list[str]:
    return [one.town.words(message) for _, message in one.heard]


async def test_leaders_of_a_department_owe_one_visit_and_cadres_none(town: Town) -> None:
    lead = await hired(town, 13, Role.UNIT_LEAD)
    cadre = await hired(town, 11, Role.CADRE)
    await at(town, "2026-11-20 10:00")
    for one, says in ((lead, "<b>1/1</b>"), (cadre, "由干部和单位负责人使用")):
        await one.presses_data("duty:time.visits_unit.2026-11-30")
        assert says in one.last
    await lead.presses_data("duty:time.visits_unit.2026-12-31")
    assert "还没到" in lead.last


async def test_what_may_be_done_early_is_done_early(town: Town) -> None:
    lead = await hired(town, 13, Role.UNIT_LEAD)
    await at(town, "2026-12-01 10:00")
    await town.run(lambda uow: plan_duties(uow, town.now))
    await at(town, "2026-12-18 09:00")
    await reminded(town)
    await town.run(lambda uow: draft_reports(uow, town.now))
    await town.delivers()
    assert [said for said in await said_of(lead) if "月报告" in said and "12月23日" in said]
    await lead.presses_data("duty:done.monthly_report.2026-12-23")
    assert "已完成" in lead.last
    before = len(lead.heard)
    await at(town, "2026-12-23 09:00")
    await reminded(town)
    assert [m for _, m in lead.heard[before:] if "月报告" in town.words(m)] == []


async def test_the_turn_goes_round(town: Town) -> None:
    """Tuesdays and Thursdays; whoever had it longest ago is named, and only they are reminded."""
    leaders = [await hired(town, chat, Role.LEADER, unit) for chat, unit in ((31, "housing"), (32, "police"))]
    await at(town, "2026-11-23 08:30")
    await town.run(lambda uow: plan_duties(uow, town.now))
    told: list[list[int]] = []
    for local in ("2026-11-23 09:00", "2026-11-25 09:00", "2026-11-30 09:00"):
        await at(town, local)
        told.append([m.chat for m in await reminded(town) if m.words.key == "duty_day.reception_eve"])
    assert told == [[31], [32], [31]]
    await leaders[0].says("全部职责")
    assert "领导轮流接访" in leaders[0].last


async def test_a_visit_is_counted_from_the_list_of_duties_in_four_taps(town: Town) -> None:
    """W1, W5: nobody has to wait for the reminder of the quota."""
    leader = await hired(town, 16, Role.LEADER, "office")
    await at(town, "2026-11-03 10:00")
    await leader.says("民情日")
    await leader.presses("全部职责")
    assert "区领导走访：2026年11月30日（周一）（已 0/2 次）" in leader.last
    await leader.presses("区领导走访")
    assert leader.labels == ["记一次", "📓 写日记"]
    await leader.presses("记一次")
    assert "<b>1/2</b>" in leader.last


async def test_what_is_done_by_a_day_is_marked_where_it_is_explained(town: Town) -> None:
    lead = await hired(town, 13, Role.UNIT_LEAD)
    await at(town, "2026-11-20 10:00")
    await lead.says("全部职责")
    await lead.presses("月报告")
    assert lead.labels == ["已完成", "📝 月报告"]
    await lead.says("月报告")
    assert "月报告</b>" in lead.last
    await lead.says("全部职责")
    await lead.presses("集中走访")
    await lead.presses("已完成")
    await lead.presses_data("why:visit_round.2026-11-30")
    assert lead.labels == []


async def test_nothing_is_offered_before_its_time(town: Town) -> None:
    lead = await hired(town, 13, Role.UNIT_LEAD)
    await at(town, "2026-11-24 10:00")
    await lead.presses_data("why:monthly_report.2026-12-23")
    assert lead.labels == ["📝 月报告"]


async def test_nobody_is_asked_to_be_ready_for_the_diary(town: Town) -> None:
    cadre = await hired(town, 11, Role.CADRE)
    await at(town, "2026-11-24 10:00")
    await cadre.presses_data("why:diary.2026-11-28")
    assert cadre.labels[0] == "📓 写日记" and "准备好了" not in cadre.labels
    await cadre.presses_data("why:visiting_day.2026-11-28")
    assert cadre.labels[0] == "准备好了"
