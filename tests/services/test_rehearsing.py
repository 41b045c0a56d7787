"""A rehearsal says what then comes, and changes nothing; a dry run says which deadlines other rules would move."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest

from domain.calendar import DayTable
from domain.clocks import ClockRule
from domain.messages import Message
from domain.people import Role
from domain.policy import Policy
from domain.services.dispatching import offer_packs
from domain.services.monthly_reporting import draft_reports
from domain.services.planning import plan_duties
from domain.services.ports import UnitOfWork
from domain.services.rehearsing import rehearse
from domain.services.reminding import next_due, remind
from domain.services.running import Move, moved_by
from storage.engine import Database
from tests.domain.test_clocks import with_2027
from tests.handlers.chat import Town
from tests.services.story import CADRE, LEAD, OFFICE, Story, a_story
from tests.workers import hired, reported

MONTH = timedelta(days=31)
LEADER = 40


async def a_district(town: Town) -> Story:
    """Concerns at several stages, people at every rung, somebody who cannot be reached."""
    story = await (await a_story(town)).comes_to("sign_in", "accept")
    await hired(town, LEADER, Role.LEADER, "office")
    await reported(town, 5)
    town.now += timedelta(days=3)
    await reported(town, 3, "housing.quality")
    await town.run(lambda uow: uow.people.put(replace(uow.people.get(f"person-{LEAD}"), reachable=False)))
    return story


async def look(town: Town, policy: Policy | None = None) -> list[tuple[datetime, int, str]]:
    """The rehearsal of a month, on a read-only connection."""
    found = await town.database.read(lambda uow: rehearse(uow, town.now, town.now + MONTH, policy))
    return [(one.at, one.message.chat, town.words(one.message)) for one in found]


async def live(town: Town) -> list[tuple[datetime, int, str]]:
    """The same month as it comes, moment by moment."""
    until, came = town.now + MONTH, []
    await town.run(lambda uow: plan_duties(uow, town.now))
    while (at := await town.run(next_due)) is not None and at <= until:
        town.now = max(at, town.now)
        await town.run(lambda uow: remind(uow, town.now))
        came += [(town.now, m.chat, town.words(m)) for m in await undelivered(town.database, town.now)]
    return [*came, *await offered(town, until - MONTH, until)]


async def offered(town: Town, since: datetime, until: datetime) -> list[tuple[datetime, int, str]]:
    """The drafts of monthly reports and the packs of the same time, as the ticks of nine o'clock offer them."""
    came = []
    calendar = await town.run(lambda uow: uow.policy.calendar)
    nine = (calendar.moment(calendar.day_of(since) + timedelta(days=n), time(9)) for n in range(33))
    for at in (one for one in nine if since < one <= until):
        for tick in (draft_reports, offer_packs):
            await town.run(partial(tick, now=at))
        came += [(at, m.chat, town.words(m)) for m in await undelivered(town.database, at)]
    return came


async def undelivered(database: Database[UnitOfWork], now: datetime) -> list[Message]:
    """What a tick put in the outbox, taken out of it; the deeds of delivery stay undone."""

    def take(uow: UnitOfWork) -> list[Message]:
        found = []
        while leases := uow.outbox.lease(now, now + timedelta(minutes=1), 100):
            for lease in leases:
                uow.outbox.sent(lease, [lease.id], now)
                found.append(lease.message)
        return found

    return await database.run(None, take)


async def test_a_rehearsal_says_what_then_comes_and_changes_nothing(town: Town) -> None:
    await a_district(town)
    first = await look(town)
    assert await look(town) == first and await undelivered(town.database, town.now) == []
    chats = {chat for _, chat, said in first if "月报告草稿" not in said}
    assert {CADRE, OFFICE, LEADER} <= chats and LEAD not in chats
    for part in ("民情日", "月报告草稿", "周调度", "半月通报"):
        assert any(part in said for _, _, said in first), part
    came = await live(town)
    assert sorted(came) == sorted(first)


def with_length(policy: Policy, name: str, length: int) -> Policy:
    def changed(rule: ClockRule) -> ClockRule:
        return replace(rule, length=length) if rule.id == name else rule

    return replace(policy, clocks=tuple(map(changed, policy.clocks)))


async def moves(town: Town, policy: Policy) -> list[Move]:
    return await town.database.read(lambda uow: list(moved_by(uow, policy)))


async def test_the_rules_in_force_move_nothing(town: Town, policy: Policy) -> None:
    await a_district(town)
    assert await moves(town, policy) == []


async def test_another_length_moves_what_it_judges_and_only_that(town: Town, policy: Policy) -> None:
    story = await a_district(town)
    (move,) = await moves(town, with_length(policy, "K6", 45))
    assert (move.concern.id, move.before.rule) == (story.concern.id, "K6")
    assert move.after and (move.before.due_on, move.after.due_on) == (date(2027, 1, 25), date(2027, 1, 8))
    assert (await story.clocks())["K6"].due_on == date(2027, 1, 25), "nothing is changed"


async def test_a_rule_for_later_moves_nothing_that_runs(town: Town, policy: Policy) -> None:
    await a_district(town)
    old = next(rule for rule in policy.clocks if rule.id == "K6")
    dated = (
        replace(old, valid_to=date(2026, 12, 31)),
        replace(old, length=45, valid_from=date(2027, 1, 1)),
    )
    others = tuple(rule for rule in policy.clocks if rule.id != "K6")
    assert await moves(town, replace(policy, clocks=others + dated)) == []


async def test_a_rule_that_is_gone_and_a_new_calendar_are_told(town: Town, policy: Policy) -> None:
    story = await a_district(town)
    gone = replace(policy, clocks=tuple(rule for rule in policy.clocks if rule.id != "K6"))
    assert [move.after for move in await moves(town, gone)] == [None]
    rest = DayTable("x", frozenset({date(2027, 1, 25)}), frozenset())
    calendar = replace(with_2027(policy.calendar), local=(rest,))
    (move,) = [m for m in await moves(town, replace(policy, calendar=calendar)) if m.before.rule == "K6"]
    assert move.concern.id == story.concern.id and move.after and move.after.due_on == date(2027, 1, 26)


async def test_a_rehearsal_with_other_rules_speaks_of_their_dates(town: Town, policy: Policy) -> None:
    await a_district(town)
    said = await look(town, with_length(policy, "K6", 23))
    assert any("12月17日" in words for _, _, words in said)
    assert not any("12月17日" in words for _, _, words in await look(town))


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """The services are the same on both; the one query of their own is tested in tests/storage."""
    kind: str = request.param
    return kind
