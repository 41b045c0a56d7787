"""Duties on paper: the rehearsal of a coming quarter, and the list of whom to phone (W7, W8)."""

from dataclasses import replace
from datetime import date, timedelta

from domain.messages import Message
from domain.people import Role
from domain.services.phoning import phoning_list
from domain.services.planning import plan_duties
from domain.services.rehearsing import rehearse
from tests.handlers.chat import Chatter, Town
from tests.workers import at, hired, reminded


async def look(town: Town, days: int) -> list[tuple[str, int, Message]]:
    """Local day, chat and message, on a read-only connection."""
    found = await town.database.read(lambda uow: rehearse(uow, town.now, town.now + timedelta(days=days)))
    zone = await town.run(lambda uow: uow.policy.calendar.zone)
    return [(f"{one.at.astimezone(zone):%Y-%m-%d}", one.message.chat, one.message) for one in found]


async def people(town: Town) -> None:
    await at(town, "2026-11-01 09:00")
    await hired(town, 11, Role.CADRE)
    await hired(town, 12, Role.UNIT_LEAD)
    await hired(town, 14, Role.OFFICE, "office")
    for chat, unit in ((31, "housing"), (32, "police")):
        await hired(town, chat, Role.LEADER, unit)


async def test_a_quarter_is_rehearsed_to_its_end_with_every_duty(town: Town) -> None:
    """Seen to bite: the duty days planned once, forty days ahead."""
    await people(town)
    said = await look(town, 92)
    mornings = [day for day, chat, message in said if chat == 11 and message.words.key == "duty_day.morning"]
    assert mornings == ["2026-11-28", "2026-12-28", "2027-01-28"]
    work = [
        d
        for d, chat, m in said
        if chat == 12 and m.words.key == "duty_day.morning" and d.endswith(("15", "30"))
    ]
    assert work == ["2026-11-15", "2026-12-15", "2027-01-30"]
    keys = {message.words.key for _, _, message in said}
    assert {
        f"duty_day.{one}" for one in ("bundle", "last_day", "on_the_day", "pace", "reception_eve")
    } <= keys


async def test_the_turns_of_a_rehearsal_are_drawn_on_paper_only(town: Town) -> None:
    """Seen to bite: without the paper roster a read-only connection refuses to write."""
    await people(town)
    said = await look(town, 31)
    turns = [chat for _, chat, m in said if m.words.key == "duty_day.reception_eve" and chat in (31, 32)]
    assert set(turns) == {31, 32}
    assert await town.run(lambda uow: uow.rosters.of_rule("reception_turn", date.min, date.max)) == []
    assert await look(town, 31) == said


async def lines(town: Town) -> list[str]:
    found = await town.run(lambda uow: phoning_list(uow, town.now))
    return [town.catalogues.plain("zh_Hans", line.said.key, line.said.facts) for line in found]


async def test_who_cannot_be_reached_stands_on_the_list_with_duty_and_day(town: Town) -> None:
    await people(town)
    away = "person-11"
    await town.run(lambda uow: uow.people.put(replace(uow.people.get(away), reachable=False)))
    await at(town, "2026-11-24 09:00")
    await town.run(lambda uow: plan_duties(uow, town.now))
    await at(town, "2026-11-27 09:00")
    await reminded(town)
    (line,) = [one for one in await lines(town) if "民情日" in one]
    assert "2026年11月28日" in line and "干部" in line and "住房和城乡建设局" in line


async def test_who_never_answers_is_counted_by_unit_without_names_until_it_closes(town: Town) -> None:
    await people(town)
    await at(town, "2026-11-28 17:00")
    cadre = Chatter(town, 11)
    await cadre.presses_data("duty:done.visiting_day.2026-11-28")
    await at(town, "2026-11-30 10:00")
    open_ones = [one for one in await lines(town) if "没有回应" in one]
    assert any("住房和城乡建设局" in one and "有 2 人没有回应" in one for one in open_ones)
    assert not any("person" in one for one in open_ones)
    await at(town, "2026-12-02 10:00")
    assert [one for one in await lines(town) if "没有回应" in one] == []
