"""A role ends at once, with all that hangs on it, and no concern is lost by it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from itertools import product

import pytest

from domain.concern import Act, Concern, State
from domain.errors import Refusal
from domain.people import Person, Role
from domain.permissions import Deed, may, standing
from domain.relations import may_on
from domain.services import handling
from domain.services.inviting import invite_by_chat
from domain.services.ports import UnitOfWork
from domain.services.revoking import leave, revoke
from domain.services.standing_in import name_stand_in
from tests.handlers.chat import Town
from tests.services.story import CADRE, COLLEAGUE, LEAD, OFFICE, STAFF, a_story
from tests.workers import RESIDENT, at, hired, reminded, reported

WAY = ("sign_in", "accept", "note", "ask", "reply")
ADMINISTRATOR = 16


def person(uow: UnitOfWork, chat: int) -> Person:
    return uow.people.get(f"person-{chat}")


def signed_in(uow: UnitOfWork, concern: Concern, now: datetime) -> None:
    handling.sign_in(uow, concern, person(uow, CADRE), now)


def named(uow: UnitOfWork, who: int, other: int, now: datetime) -> None:
    name_stand_in(uow, person(uow, who), f"person-{other}", "housing", date(2026, 11, 24), 9, now)


def invited(uow: UnitOfWork, by: int, now: datetime) -> None:
    invite_by_chat(uow, person(uow, by), Role.CADRE, "housing", "", now)


async def ends(
    town: Town, chat: int = CADRE, by: int = OFFICE, role: Role = Role.CADRE, unit: str = "housing"
) -> int:
    return await town.run(lambda uow: revoke(uow, person(uow, by), person(uow, chat), role, unit, town.now))


async def test_nothing_is_permitted_after_a_revocation(town: Town) -> None:
    """D6: 0 deeds after it, in any state of a concern that was in their hands; what every resident may is left."""
    story = await a_story(town)
    for step in ("", *WAY):
        if step:
            await story.comes_to(step)
        before = await town.run(lambda uow: person(uow, CADRE))
        assert may_on(Deed.VIEW_CARD, before, story.concern, town.now)
    await ends(town)
    gone = await town.run(lambda uow: person(uow, CADRE))
    allowed = {deed for deed in Deed if may(deed, standing(gone.roles(town.now)))}
    allowed |= {deed for deed in Deed if may_on(deed, gone, story.concern, town.now)}
    assert allowed == {Deed.REPORT, Deed.BOOK_RECEPTION}


@pytest.mark.parametrize(
    "deed", [handling.accept, handling.decline, handling.view_contact, handling.take_over]
)
async def test_a_step_that_was_open_a_moment_before_is_refused(
    town: Town, deed: Callable[..., object]
) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await ends(town)
    acts = [row.act for row in await story.record()]
    words = ("理由",) if deed in (handling.decline, handling.view_contact) else ()
    with pytest.raises(Refusal):
        await story.does(deed, CADRE, *words)
    assert [row.act for row in await story.record()] == acts


@pytest.mark.parametrize("count", range(1, len(WAY) + 1))
async def test_the_concern_falls_back_to_the_unit_where_it_stands_and_no_clock_moves(
    town: Town, count: int
) -> None:
    story = await (await a_story(town)).comes_to(*WAY[:count])
    state, clocks = story.concern.state, await story.clocks()
    assert await ends(town) == 1
    said = await town.delivers()
    after = await town.run(lambda uow: uow.concerns.get(story.concern.id))
    assert after and (after.state, after.handler) == (state, "")
    assert await story.clocks() == clocks
    assert (await story.record())[-1].act is Act.HAND_BACK
    assert {m.chat for m in said if m.words.key == "handed_back.notice"} == {COLLEAGUE, LEAD}
    story.concern = after
    await story.does(handling.take_over, COLLEAGUE)
    assert story.concern.handler == f"person-{COLLEAGUE}"
    assert [m.words.key for m in story.said] == ["notice.taken_over"]
    assert await story.clocks() == clocks


async def test_only_one_takes_it_over(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await ends(town)
    found = await town.run(lambda uow: uow.concerns.get(story.concern.id))
    assert found
    story.concern = found
    await story.does(handling.take_over, COLLEAGUE)
    await hired(town, 20, Role.CADRE)
    with pytest.raises(Refusal, match=r"step\.taken"):
        await story.does(handling.take_over, 20)


async def test_many_concerns_come_back_in_one_message_each(town: Town) -> None:
    for chat in (CADRE, COLLEAGUE, OFFICE):
        await hired(town, chat, *STAFF[chat])
    concerns = await reported(town, 12)
    for concern in concerns:
        await town.run(partial(signed_in, concern=concern, now=town.now))
    await town.delivers()
    assert await ends(town) == 12
    (notice,) = [m for m in await town.delivers() if m.words.key == "handed_back.notice"]
    assert notice.chat == COLLEAGUE and "12 件" in town.words(notice)


async def test_the_last_one_to_leave_leaves_it_to_the_office(town: Town) -> None:
    story = await (await a_story(town, staff=(CADRE, OFFICE))).comes_to("sign_in")
    await town.run(lambda uow: leave(uow, person(uow, CADRE), Role.CADRE, "housing", town.now))
    said = await town.delivers()
    assert [(m.chat, m.words.key) for m in said] == [(OFFICE, "handed_back.notice")]
    await at(town, "2026-11-30 09:00")
    assert OFFICE in {m.chat for m in await reminded(town)}
    newcomer = await hired(town, 21, Role.CADRE)
    await newcomer.says("/todo")
    await newcomer.presses("待签收")
    assert story.concern.number in newcomer.last


async def test_reminders_go_to_the_unit_while_nobody_handles(town: Town) -> None:
    await (await a_story(town)).comes_to("sign_in")
    await ends(town)
    await town.delivers()
    await at(town, "2026-11-30 09:00")
    assert {m.chat for m in await reminded(town)} == {COLLEAGUE, LEAD}


async def test_who_keeps_another_role_in_the_unit_keeps_the_concerns(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    await hired(town, CADRE, Role.UNIT_LEAD)
    assert await ends(town) == 0
    await story.does(handling.accept, CADRE)
    assert story.concern.state is State.ACCEPTED


async def test_stand_ins_end_with_the_role_in_both_directions(town: Town) -> None:
    story = await (await a_story(town)).comes_to("sign_in")
    for who, other in ((CADRE, COLLEAGUE), (COLLEAGUE, CADRE)):
        await town.run(partial(named, who=who, other=other, now=town.now))
    town.now += timedelta(minutes=1)
    await ends(town)
    left = await town.run(lambda uow: (person(uow, CADRE), person(uow, COLLEAGUE)))
    assert [one.stands_in(town.now) for one in left] == [(), ()]
    with pytest.raises(Refusal):
        await story.does(handling.accept, COLLEAGUE)


async def test_links_made_before_die_with_the_role_of_whoever_made_them(town: Town) -> None:
    for chat in (OFFICE, ADMINISTRATOR):
        await hired(town, chat, Role.OFFICE if chat == OFFICE else Role.ADMINISTRATOR, "office")
    for by in (OFFICE, ADMINISTRATOR):
        await town.run(partial(invited, by=by, now=town.now))
    await ends(town, OFFICE, ADMINISTRATOR, Role.OFFICE, "office")
    waiting = await town.run(lambda uow: uow.invitations.waiting(town.now))
    assert [one.invited_by for one in waiting] == [f"person-{ADMINISTRATOR}"]


async def test_the_badge_goes_with_the_last_role(town: Town) -> None:
    for chat in (CADRE, OFFICE):
        await hired(town, chat, *STAFF[chat])
    await hired(town, CADRE, Role.INFORMATION_WORKER)
    await town.run(lambda uow: uow.badges.put(f"person-{CADRE}", "何敏"))
    await ends(town)
    assert await town.run(lambda uow: uow.badges.of([f"person-{CADRE}"])) == {f"person-{CADRE}": "何敏"}
    await ends(town, role=Role.INFORMATION_WORKER)
    assert await town.run(lambda uow: uow.badges.of([f"person-{CADRE}"])) == {}


GIVERS = {OFFICE: Role.OFFICE, ADMINISTRATOR: Role.ADMINISTRATOR, CADRE: Role.CADRE, LEAD: Role.UNIT_LEAD}
TAKEN = [role for role in Role if role is not Role.RESIDENT]


@pytest.mark.parametrize(("by", "role"), list(product(GIVERS, TAKEN)))
async def test_who_may_end_what(town: Town, by: int, role: Role) -> None:
    await hired(town, by, GIVERS[by], "office")
    await hired(town, 40, role)
    permitted = by == ADMINISTRATOR or (by == OFFICE and role is not Role.ADMINISTRATOR)
    if permitted:
        await ends(town, 40, by, role)
        assert [m.words.key for m in await town.delivers()] == ["role.ended"]
    else:
        with pytest.raises(Refusal, match=r"deed\.not_yours"):
            await ends(town, 40, by, role)


async def test_a_role_that_is_not_held_cannot_end(town: Town) -> None:
    await a_story(town)
    with pytest.raises(Refusal, match=r"role\.not_held"):
        await ends(town, role=Role.LEADER)
    with pytest.raises(Refusal, match=r"deed\.not_yours"):
        await town.run(lambda uow: leave(uow, person(uow, RESIDENT), Role.CADRE, "housing", town.now))
