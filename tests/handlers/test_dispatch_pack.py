"""四个一调度: ready on the first working day after the period; each receiver gets what their own role may see."""

from datetime import timedelta

import pytest

from domain.messages import Message
from domain.people import Role
from domain.services.dispatching import offer_packs
from tests.handlers.chat import Chatter, Town
from tests.handlers.drawing import drawn, table_of
from tests.services.answered import answered
from tests.services.story import LEAD, OFFICE
from tests.services.test_figuring import LEADER, POLICE, at_work
from tests.workers import at, hired


async def offered(town: Town) -> list[str]:
    await town.run(lambda uow: offer_packs(uow, town.now))
    return [town.words(message) for message in await town.delivers() if message.chat == OFFICE]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23 08:59", []),
        ("2026-11-23 09:00", ["周调度（2026年第47周）"]),
        ("2026-12-01 09:00", ["周调度（2026年第48周）", "半月通报（2026年11月下半月）"]),
        ("2026-11-16 09:00", ["周调度（2026年第46周）", "半月通报（2026年11月上半月）"]),
        (
            "2026-02-24 09:00",
            ["周调度（2026年第7周）", "周调度（2026年第8周）", "半月通报（2026年2月上半月）"],
        ),
        (
            "2026-07-01 10:00",
            [
                "周调度（2026年第26周）",
                "半月通报（2026年6月下半月）",
                "季度讲评（2026年第2季度）",
                "半年评估（2026年上半年）",
            ],
        ),
    ],
)
async def test_each_is_offered_on_the_first_working_day_after_its_period(
    town: Town, moment: str, expected: list[str]
) -> None:
    await at_work(town)
    await at(town, moment)
    said = await offered(town)
    assert len(said) == len(expected)
    assert all(part in one for part, one in zip(expected, said, strict=True))
    town.now += timedelta(minutes=30)
    assert len(await offered(town)) == (1 if moment.endswith("08:59") else 0)


async def test_the_office_sends_it_and_each_gets_what_they_may_see(town: Town) -> None:
    await at_work(town)
    await answered(town, 1)
    await at(town, "2026-11-30 09:00")
    await offered(town)
    office = Chatter(town, OFFICE)
    await office.presses("打开")
    assert "周调度" in office.last and "第48周" in office.last
    await office.presses("发给领导")
    assert "共 1 人" in office.last
    await office.presses_data("packs:send.weekly.2026-W48.leaders")
    assert "之前已发给领导" in office.last
    await office.presses_data("packs:send.weekly.2026-W48.offices")
    assert "共 3 人" in office.last
    papers = {chat: message for chat in (LEADER, LEAD, POLICE) for message in await packs_of(town, chat)}
    assert set(papers) == {LEADER, LEAD, POLICE}
    for chat, names in ((LEADER, 1), (LEAD, 1), (POLICE, 0)):
        table = table_of((await drawn(town, papers[chat])).content)
        assert len(table) == names + 3, "titles, sum and targets stand beside the units"


async def packs_of(town: Town, chat: int) -> list[Message]:
    return [message for _, message in Chatter(town, chat).heard if message.paper == "figures:2026-W48"]


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("show.weekly.2026-W50", "还没有过完"),
        ("show.weekly.2026-Q1", "没有这份"),
        ("show.nothing.2026-W40", "没有这份"),
        ("send.weekly.2026-W40.everybody", "没有这份"),
        ("send...", "没有这份"),
        ("what", "四个一调度"),
    ],
)
async def test_what_is_not_over_or_not_there_is_said(town: Town, what: str, words: str) -> None:
    await at_work(town)
    office = Chatter(town, OFFICE)
    await office.says("调度")
    assert "季度讲评：2026年第3季度" in office.last
    await office.presses_data(f"packs:{what}")
    assert words in office.last


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.RESIDENT, Role.OFFICE)])
async def test_nobody_else_sends_it_round(town: Town, role: Role) -> None:
    await at_work(town)
    other = await hired(town, 77, role, "housing")
    for data in ("list.", "show.weekly.2026-W46", "send.weekly.2026-W46.leaders"):
        await other.presses_data(f"packs:{data}")
        assert "调度" not in other.last
    assert await packs_of(town, LEADER) == []
