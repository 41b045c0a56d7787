"""The menu: what is done most often at once, the rest behind “more”, and every word of it can be typed."""

import pytest

from domain.people import Role
from tests.handlers.chat import BACK, MORE, Chatter, Town
from tests.workers import hired

MOST = 8


async def pages_of(one: Chatter) -> list[list[str]]:
    """The labels of each page, from the first to the last."""
    await one.says("/start")
    found = [one.labels]
    while MORE in one.labels:
        await one.presses(MORE)
        found.append(one.labels)
    return found


async def test_a_resident_sees_seven_at_once_and_the_numbers_to_call_among_them(town: Town) -> None:
    first, second = await pages_of(Chatter(town, 1))
    assert len(first) == 7 and first[0] == "📝 我要反映" and "⚠️ 紧急电话" in first and MORE in first
    assert second == ["☎️ 联系卡", "✉️ 领导信箱", "🌐 语言 Language", BACK]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.RESIDENT])
async def test_no_role_sees_more_than_a_phone_shows(town: Town, role: Role) -> None:
    pages = await pages_of(await hired(town, 14, role, "office"))
    every = [label for page in pages for label in page if label not in (MORE, BACK)]
    assert all(len(page) <= MOST for page in pages) and len(every) == len(set(every))
    assert {"📝 我要反映", "📋 我的诉求", "❓ 怎么用", "🪪 我的身份"} <= set(every)
    assert (MORE in pages[0]) is (len(every) > MOST)


async def test_the_office_has_its_daily_work_first_and_finds_its_way_back(town: Town) -> None:
    office = await hired(town, 14, Role.OFFICE, "office")
    first, second, third = await pages_of(office)
    assert first[:3] == ["🗂 我的待办", "☎️ 没通知到的", "🤝 会商议程"] and first[-1] == MORE
    assert BACK not in first and second[-2:] == [MORE, BACK] and third[-1] == BACK
    messages = len(office.heard)
    await office.presses(BACK)
    assert office.labels == second and office.heard[-1][1].replaces is not None
    assert len(office.heard) == messages + 1
    await office.presses_data("menu:99")
    assert office.labels == third
    await office.presses_data("menu:x")
    assert office.labels == first


async def test_what_is_not_shown_can_be_typed(town: Town) -> None:
    office = await hired(town, 14, Role.OFFICE, "office")
    await office.says("/start")
    await office.says("👥 人员管理")
    assert "人员" in office.last and "要做什么" not in office.last
    await office.says("/start")
    await office.says("8")
    assert BACK in office.labels
    await office.says("1")
    assert "排查" in office.last
