"""A worklist of three hundred: due first, filtered, paged from both ends, searched by number, a light on every line."""

from datetime import timedelta

import pytest

from domain.people import Role
from tests.conftest import BOTH
from tests.handlers.chat import Chatter, Town
from tests.workers import HOTLINE, RESIDENT, at, hired, reported

pytestmark = pytest.mark.parametrize("database_kind", BOTH)
CADRE = 11


def lines(chatter: Chatter) -> list[str]:
    """The numbered buttons of the worklist."""
    return [label for label in chatter.labels if label[:1].isdecimal()]


async def test_three_hundred_concerns_stay_usable(town: Town) -> None:
    cadre = await hired(town, CADRE, Role.CADRE)
    (overdue,) = await reported(town, category=HOTLINE)
    town.now += timedelta(days=6)
    soon = await reported(town, 9, category=HOTLINE)
    last = (await reported(town, 290, category="housing.quality"))[-1]
    await at(town, "2026-12-02 10:00")
    await cadre.says("/todo")
    assert "300 件，第 1/38 页" in cadre.last and "🔴 1　🟡 9　🟢 290" in cadre.last
    assert overdue.number in cadre.last and lines(cadre)[0].startswith("1. 🔴")
    assert [line[3] for line in lines(cadre)[1:]] == ["🟡"] * 7
    assert len(cadre.last) < 1500
    await cadre.presses("快到期")
    assert "10 件，第 1/2 页" in cadre.last and "🟢 0" in cadre.last
    await cadre.presses("全部")
    await cadre.presses("第 38 页")
    assert len(lines(cadre)) == 4 and "下一页 ▶️" not in cadre.labels
    assert all("🟢" in line for line in lines(cadre))
    await cadre.presses("第 1 页")
    assert overdue.number in cadre.last
    await cadre.says(last.number.split("-")[2])
    assert cadre.last.startswith(f"<b>{last.number}</b>")
    assert all(one.number not in cadre.last for one in soon)


async def test_what_is_owed_has_its_light_on_the_residents_list_too(town: Town) -> None:
    await hired(town, CADRE, Role.CADRE)
    await reported(town, category=HOTLINE)
    resident = Chatter(town, RESIDENT)
    for moment, sign in (("2026-11-24 12:30", "🟢"), ("2026-11-30 10:00", "🟡"), ("2026-12-09 10:00", "🔴")):
        await at(town, moment)
        await resident.says("/mine")
        assert resident.labels[0].startswith(sign), moment
