"""Which days stand in the calendar file of somebody, read back as a calendar program reads it (W6)."""

from datetime import date, timedelta

from domain.people import Role
from domain.services.duty_calendar import Entry, own_duties
from domain.services.planning import plan_duties
from handlers.kit.ics import calendar_file
from tests.handlers.chat import Town
from tests.handlers.test_ics import read
from tests.workers import at, hired


async def own(town: Town, chat: int) -> list[Entry]:
    return await town.run(lambda uow: own_duties(uow, uow.people.get(f"person-{chat}"), town.now))


async def test_the_own_duties_of_a_year(town: Town) -> None:
    await hired(town, 11, Role.CADRE)
    await at(town, "2026-11-24 12:00")
    found = await own(town, 11)
    events = read(calendar_file(town.catalogues, "zh_Hans", found, town.now))
    days = [e["DTSTART;VALUE=DATE"] for e in events if e["SUMMARY"] == "民情日"]
    months = (*((2026, month) for month in (11, 12)), *((2027, month) for month in range(1, 12)))
    assert days[:12] == [f"{year}{month:02}28" for year, month in months][:12]
    assert len({e["UID"] for e in events}) == len(events)
    assert {e["SUMMARY"] for e in events} == {"民情日", "民情日记"}
    assert {e["LOCATION"] for e in events} == {"青禾区"}


async def test_a_day_of_leave_and_others_turns_are_left_out(town: Town) -> None:
    await at(town, "2026-11-23 08:30")
    for chat, unit in ((31, "housing"), (32, "police")):
        await hired(town, chat, Role.LEADER, unit)
    await town.run(lambda uow: plan_duties(uow, town.now))
    both = [await own(town, chat) for chat in (31, 32)]
    turns = [{e.day for e in one if e.uid.startswith("reception_turn")} for one in both]
    assert turns[0] and turns[1] and not turns[0] & turns[1]
    assert min(turns[0]) == date(2026, 11, 24) and min(turns[1]) == date(2026, 11, 24) + timedelta(days=2)
    last_days = {town.catalogues.plain("zh_Hans", e.summary.key, e.summary.facts) for e in both[0]}
    assert "街道和部门领导走访（最后一天）" in last_days
