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
