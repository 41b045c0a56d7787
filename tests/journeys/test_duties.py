"""Duties on their days: reminded in time, explained, done."""

from datetime import datetime

from domain.people import Role
from tests.journeys.conftest import CHINA, Story


def local(text: str) -> datetime:
    """A moment of the district's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


async def test_the_visiting_day_reminds_its_people_and_says_why_it_is_today(story: Story) -> None:
    cadre = await story.staff("罗小燕", Role.CADRE, "liuyuan_room")
    await story.town.moves_clock(to=local("2026-11-27 09:00"))
    await cadre.hears("民情日", "准备好了")
    await cadre.taps("准备好了")
    await cadre.hears("为 2026年11月28日")
    await story.town.moves_clock(to=local("2026-11-28 08:30"))
    await cadre.hears("今天是", "民情日")
    await cadre.taps("为什么是今天")
    await cadre.hears("每月 28 日", "依据", "国办发明电")
    await cadre.taps("已完成")
    await cadre.hears("走访了几户")


async def test_two_swap_and_one_takes_leave_and_the_lead_hears_of_each(story: Story) -> None:
    anna, bert = [await story.staff(name, Role.CADRE, "shiqiao_station") for name in ("罗小燕", "何敏")]
    lead = await story.staff("秦卫民", Role.UNIT_LEAD, "shiqiao_station")
    await anna.says("民情日")
    await anna.hears("下一次")
    await anna.taps("调整安排")
    await anna.hears("要怎么调整")
    await anna.taps("选地点")
    await anna.hears("在哪里走访")
    await anna.taps("社区")
    await anna.hears("的地点")
    await anna.taps("和同事换")
    await anna.hears("和谁换")
    await anna.taps("干部 ·")
    await bert.hears("想和您换")
    await bert.taps("同意")
    await anna.hears("换好了")
    await lead.hears("换好了")
    await bert.says("民情日")
    await bert.hears("下一次")
    await bert.taps("调整安排")
    await bert.hears("要怎么调整")
    await bert.taps("请假")
    await bert.hears("会告诉单位负责人")
    await bert.taps("确认请假")
    await lead.hears("请假")
    await story.town.moves_clock(to=local("2026-11-28 08:30"))
    await anna.hears("今天是", "石桥街道")


async def test_a_visit_is_written_down_and_its_matter_goes_on_with_consent(story: Story) -> None:
    cadre = await story.staff("罗小燕", Role.CADRE, "liuyuan_room")
    housing = await story.staff("林国栋", Role.CADRE, "housing")
    office = await story.staff("方静", Role.OFFICE, "office")
    await story.town.moves_clock(to=local("2026-11-28 17:30"))
    await cadre.hears("走访做完了吗")
    await cadre.taps("写日记")
    await cadre.hears("当了哪几“员”")
    await cadre.taps("民情信息员")
    await cadre.hears("发现了什么事")
    await cadre.says("3号楼天花板漏水")
    await cadre.hears("这件事怎么样了")
    await cadre.taps("群众同意")
    await cadre.hears("预览", "3号楼天花板漏水")
    await cadre.taps("保存")
    await cadre.hears("日记已保存")
    await cadre.taps("转为诉求")
    await cadre.hears("归哪一类")
    await cadre.taps("漏水")
    await cadre.hears("受理编号")
    await housing.hears("3号楼天花板漏水")
    await story.town.moves_clock(to=local("2026-11-30 09:00"))
    await office.hears("汇总", "日记 1 篇")


async def test_the_own_duties_come_as_a_calendar_file(story: Story) -> None:
    cadre = await story.staff("罗小燕", Role.CADRE, "liuyuan_room")
    await cadre.says("日历")
    await cadre.hears("存进手机日历")
    sent = await story.town.history(method="sendDocument")
    assert len(sent) == 1
