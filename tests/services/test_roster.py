"""The roster: places, somebody instead, leave; each change told to all concerned (W3)."""

from datetime import date

from domain.duties import Occurrence
from domain.people import Person, Role
from domain.services import stepping_aside
from domain.services.planning import plan_duties
from domain.services.ports import UnitOfWork
from domain.services.revoking import end_role
from domain.services.rostering import companions, doers, line_of
from domain.services.serving import figures_of, occurrence_on
from domain.services.standing_in import name_stand_in
from tests.handlers.chat import Town
from tests.services.rosters import (
    ANNA,
    BERT,
    CARL,
    DAY,
    LEAD,
    OFFICE,
    THURSDAY,
    TUESDAY,
    TURN,
    VISIT,
    does_it,
    doing,
    instead,
    leaders,
    leave,
    leave_over,
    people,
    place,
    refused,
    turns,
    two_places,
    with_,
)
from tests.workers import at, hired, reminded


async def test_a_place_is_one_of_the_units_and_brings_companions(town: Town) -> None:
    await people(town)
    first, _ = await two_places(town)
    assert await refused(town, ANNA, place(town, "liuyuan_elsewhere")) == "roster.no_place"
    await does_it(town, CARL, place(town, first))

    def beside(uow: UnitOfWork) -> list[int]:
        occurrence = occurrence_on(uow, VISIT, DAY)
        line = line_of(uow, occurrence, uow.people.get(f"person-{ANNA}"), town.now)
        return [one.chat for one in companions(uow, occurrence, line, town.now)]

    assert await town.run(beside) == [CARL]


async def test_somebody_instead_is_told_with_the_lead_and_can_give_it_back(town: Town) -> None:
    await people(town)
    assert await does_it(town, ANNA, instead(town, BERT)) == [BERT, LEAD]
    assert await doing(town) == [BERT, CARL]
    assert await refused(town, ANNA, instead(town, CARL)) == "roster.not_yours"

    def back(uow: UnitOfWork, actor: Person, day: Occurrence) -> None:
        stepping_aside.give_back(uow, actor, day, town.now)

    assert await refused(town, CARL, back) == "roster.swap_over"
    assert await does_it(town, BERT, back) == [ANNA, LEAD]
    assert await doing(town) == [ANNA, BERT, CARL]


async def test_leave_is_not_owed_and_can_be_taken_back(town: Town) -> None:
    await people(town)
    assert await does_it(town, ANNA, leave(town)) == [LEAD]
    assert await doing(town) == [BERT, CARL]

    def owing(uow: UnitOfWork) -> int:
        return sum(unit.owing for unit in figures_of(uow, occurrence_on(uow, VISIT, DAY), town.now))

    assert await town.run(owing) == 3, "the lead owes it too"
    assert await refused(town, ANNA, leave(town)) == "roster.not_yours"

    assert await does_it(town, ANNA, leave_over(town)) == [LEAD]
    assert await doing(town) == [ANNA, BERT, CARL]


async def test_a_lead_on_leave_is_told_to_the_office(town: Town) -> None:
    await people(town)
    assert await does_it(town, LEAD, leave(town)) == [OFFICE]


async def test_what_is_past_or_has_no_day_of_its_own_is_not_changed(town: Town) -> None:
    await people(town)
    assert await refused(town, LEAD, leave(town), "monthly_report", date(2026, 12, 23)) == "roster.no_day"
    await at(town, "2026-11-29 10:00")
    assert await refused(town, ANNA, leave(town)) == "roster.past"
    assert await refused(town, OFFICE, leave(town)) == "roster.not_yours"


async def test_planning_again_keeps_the_turns(town: Town) -> None:
    await leaders(town)
    before = await turns(town)
    await town.run(lambda uow: plan_duties(uow, town.now))
    assert await turns(town) == before
    assert before[TUESDAY] == [f"person-{ANNA}"] and before[THURSDAY] == [f"person-{BERT}"]


async def test_a_turn_on_leave_goes_to_the_next_who_is_told(town: Town) -> None:
    await leaders(town)
    told = await does_it(town, ANNA, leave(town), TURN, TUESDAY)
    (next_one,) = await doing(town, TURN, TUESDAY)
    assert next_one != ANNA and told == sorted([next_one, OFFICE])
    assert f"person-{ANNA} away" in (await turns(town))[TUESDAY]


async def test_a_turn_can_be_done_by_somebody_else(town: Town) -> None:
    await leaders(town)
    assert await does_it(town, ANNA, instead(town, CARL), TURN, TUESDAY) == sorted([CARL, OFFICE])
    assert await doing(town, TURN, TUESDAY) == [CARL]
    assert await refused(town, CARL, with_(town, BERT, THURSDAY), TURN, TUESDAY) == "roster.not_possible"


async def test_nobody_on_leave_or_replaced_is_asked_to_do_it_instead(town: Town) -> None:
    await people(town)
    await does_it(town, ANNA, leave(town))
    assert await refused(town, BERT, instead(town, ANNA)) == "roster.not_possible"
    await does_it(town, BERT, instead(town, CARL))
    assert await refused(town, CARL, instead(town, BERT)) == "roster.not_possible"


async def test_who_was_to_do_it_instead_and_cannot_gives_it_back_and_the_owner_hears(town: Town) -> None:
    await people(town)
    await does_it(town, ANNA, instead(town, BERT))
    assert await does_it(town, BERT, leave(town)) == [ANNA, LEAD, LEAD]
    assert await doing(town) == [ANNA, CARL]


async def test_a_turn_whose_taker_goes_on_leave_is_the_next_ones_alone(town: Town) -> None:
    await leaders(town)
    await does_it(town, ANNA, instead(town, BERT), TURN, TUESDAY)
    await does_it(town, BERT, leave(town), TURN, TUESDAY)

    def who(uow: UnitOfWork) -> list[int]:
        return [one.chat for one in doers(uow, occurrence_on(uow, TURN, TUESDAY), town.now)]

    assert await town.run(who) == await doing(town, TURN, TUESDAY) == [CARL]


async def test_the_turn_of_who_left_goes_to_the_next(town: Town) -> None:
    await leaders(town)
    await town.run(
        lambda uow: end_role(uow, uow.people.get(f"person-{ANNA}"), Role.LEADER, "housing", town.now)
    )
    await town.run(lambda uow: plan_duties(uow, town.now))
    (next_one,) = await doing(town, TURN, TUESDAY)
    assert next_one in (BERT, CARL)


async def test_a_turn_of_who_is_away_is_the_stand_ins(town: Town) -> None:
    await leaders(town)
    dora = await hired(town, 25, Role.CADRE, "housing")

    def away(uow: UnitOfWork) -> None:
        anna = uow.people.get(f"person-{ANNA}")
        name_stand_in(uow, anna, f"person-{dora.chat}", "housing", date(2026, 11, 23), 5, town.now)

    await town.run(away)
    await at(town, "2026-11-23 09:00")
    eve = [m.chat for m in await reminded(town) if m.words.key == "duty_day.reception_eve"]
    assert eve == [dora.chat]
    await at(town, "2026-11-24 08:30")
    assert [m.chat for m in await reminded(town) if m.words.key == "duty_day.reception_today"] == [dora.chat]
    await dora.presses("完成")
    assert [mark for _, _, mark in await town.run(lambda uow: uow.duties.marks(TURN, TUESDAY))] == ["done"]


async def test_who_is_away_with_a_stand_in_is_not_counted_as_owing(town: Town) -> None:
    await people(town)

    def away(uow: UnitOfWork) -> None:
        anna = uow.people.get(f"person-{ANNA}")
        name_stand_in(uow, anna, f"person-{BERT}", "shiqiao_station", date(2026, 11, 24), 9, town.now)

    await town.run(away)
    (figures,) = await town.run(lambda uow: figures_of(uow, occurrence_on(uow, VISIT, DAY), town.now))
    assert figures.owing == 3, "Bert, Carl and the lead"
