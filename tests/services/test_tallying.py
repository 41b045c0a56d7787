"""The figures kept in step are those of a full count, after any history of anybody's deeds (C7)."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from domain.clocks import Procedure
from domain.concern import Act, Concern, Kind
from domain.figures import Overdue
from domain.periods import stretch_of
from domain.policy import Policy
from domain.services import tallying
from domain.services.figure_ports import Scope
from domain.services.intake import submit_concern
from domain.services.ports import UnitOfWork
from domain.tally import OF_RATINGS, Count, Place, Tally
from storage import tables
from storage.figures import read_tally, write_tally
from storage.unit_of_work import StoredUnitOfWork
from tests.handlers.chat import NOON, Town
from tests.services.moves import MOVES
from tests.services.story import CADRE, LEAD, OFFICE, REPORT, a_story
from tests.services.test_due_dates import CHATS, PROCEDURES, Stage, a_concern_in, step
from tests.services.test_due_dates import stage as stage
from tests.workers import RESIDENT

STEPS = st.tuples(
    st.integers(0, 3), st.sampled_from(sorted(MOVES)), st.sampled_from(CHATS), st.integers(0, 400)
)
HISTORIES = st.lists(STEPS, min_size=5, max_size=40)
SUPPRESSED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
PHASES = (Phase.explicit, Phase.generate)
ALWAYS, EVER = date(2000, 1, 1), date(4000, 1, 1)


def others(uow: UnitOfWork) -> list[Concern]:
    """A complaint about a unit, a misconduct report and an inquiry, beside the first concern."""
    me = uow.people.by_chat(RESIDENT)
    assert me
    reports = [
        replace(REPORT, draft="a", kind=Kind.COMPLAINT, about_unit="police"),
        replace(REPORT, draft="b", kind=Kind.MISCONDUCT),
        replace(REPORT, draft="c", kind=Kind.INQUIRY),
    ]
    return [submit_concern(uow, me, report, NOON + timedelta(days=9)) for report in reports]


def kept(uow: UnitOfWork) -> Tally:
    """All sums as they are kept."""
    assert isinstance(uow, StoredUnitOfWork)
    rows = uow._connection.execute(select(tables.figure))
    return Counter({Place(row.day, row.unit, row.about, Count(row.what)): row.n for row in rows if row.n})


def all_there(uow: UnitOfWork) -> list[str]:
    """Ids of all concerns, those that were split off too."""
    assert isinstance(uow, StoredUnitOfWork)
    return list(uow._connection.execute(select(tables.concern.c.id)).scalars())


def counted(uow: UnitOfWork, concerns: list[str]) -> Tally:
    """All sums, counted from the records of all concerns."""
    found: Tally = Counter()
    for one in concerns:
        concern = uow.concerns.get(one)
        assert concern
        found += tallying.whole_tally(uow, concern)
    return found


def by_hand(uow: UnitOfWork, concerns: list[str]) -> dict[str, Counter[str]]:
    """Some of the figures in another way: from where the concerns stand and what their record holds."""
    found: dict[str, Counter[str]] = {"received": Counter(), "answered": Counter(), "remedies": Counter()}
    for one in concerns:
        concern = uow.concerns.get(one)
        assert concern
        if concern.kind is Kind.MISCONDUCT:
            continue
        acts = [row.act for row in uow.history.of(one)]
        found["received"][concern.unit] += 1
        withdrawn = Act.WITHDRAW in acts
        if not withdrawn and any(act in acts for act in (Act.REPLY, Act.DECLINE, Act.POINT)):
            found["answered"][concern.unit] += 1
        if not withdrawn and Act.REQUEST_REVIEW in acts:
            found["remedies"][concern.unit] += 1
    return found


def walk(stage: Stage, procedure: Procedure, history: list[tuple[int, str, int, int]]) -> None:
    with a_concern_in(stage, Kind.HELP, procedure) as (uow, concern):
        concerns = [concern.id, *(one.id for one in others(uow))]
        now = NOON + timedelta(days=9)
        for which, name, chat, hours in history:
            now += timedelta(hours=hours)
            step(uow, concerns[which], name, chat, now)
        concerns = all_there(uow)
        assert kept(uow) == counted(uow, concerns)
        scope = Scope(tuple(uow.policy.units.by_id))
        sums = uow.figures.sums(scope, ALWAYS, EVER)
        expected = by_hand(uow, concerns)
        for name, count in (
            ("received", Count.RECEIVED),
            ("answered", Count.ANSWERED),
            ("remedies", Count.REVIEW_ASKED),
        ):
            assert (
                Counter({unit: found[count] for unit, found in sums.items() if found[count]})
                == expected[name]
            )


@given(PROCEDURES, HISTORIES)
@settings(max_examples=60, phases=PHASES, suppress_health_check=SUPPRESSED, deadline=None)
def test_sums_are_those_of_a_full_count(
    stage: Stage, procedure: Procedure, history: list[tuple[int, str, int, int]]
) -> None:
    """Seen to bite: without the tally of domain/services/rating.py, of delivered.py, or of stepping.py."""
    walk(stage, procedure, history)


@pytest.mark.full
@given(PROCEDURES, HISTORIES)
@settings(max_examples=10_000, phases=PHASES, suppress_health_check=SUPPRESSED, deadline=None)
def test_sums_are_those_of_a_full_count_in_ten_thousand_histories(
    stage: Stage, procedure: Procedure, history: list[tuple[int, str, int, int]]
) -> None:
    walk(stage, procedure, history)


def test_a_whole_life_is_counted_step_by_step(stage: Stage) -> None:
    actors = {"extend": LEAD, "rework": RESIDENT, "rate": RESIDENT, "review": RESIDENT}
    names = [
        "sign_in",
        "accept",
        "notice arrives",
        "reply",
        "reply arrives",
        "rate",
        "rework",
        "reply",
        "rate",
    ]
    with a_concern_in(stage, Kind.HELP) as (uow, concern):
        for name in names:
            assert step(uow, concern.id, name, actors.get(name, CADRE), NOON)
            assert kept(uow) == counted(uow, [concern.id])
        assert step(uow, concern.id, "conclude", CADRE, NOON + timedelta(days=20))
        scope = Scope(("housing",))
        [sums] = uow.figures.sums(scope, stretch_of(NOON.date()), NOON.date()).values()
        assert sums == {
            Count.RECEIVED: 1, Count.ANSWERED: 1, Count.CONCLUDED: 1, Count.IN_TIME: 1, Count.REWORKED: 1,
            Count.NOTICED_IN_TIME: 1, Count.DID_ANSWER: 2,
        }  # fmt: skip
        [later] = uow.figures.sums(scope, NOON.date() + timedelta(days=1), EVER).values()
        assert later == {Count.DID_CONCLUDE: 1}
        [rated] = uow.figures.rating_sums(scope, [date(2026, 11, 1)]).values()
        assert rated == {Count.RATED: 1, Count.ANSWERS: 2, Count.DISSATISFIED: 2}
        assert uow.figures.sums(Scope(("police",)), ALWAYS, EVER) == {}


def test_what_is_late_is_late_and_a_transfer_takes_all_along(stage: Stage) -> None:
    with a_concern_in(stage, Kind.HELP, Procedure.HOTLINE) as (uow, concern):
        late = NOON + timedelta(days=30)
        assert step(uow, concern.id, "transfer police", OFFICE, NOON)
        for name in ("sign_in", "accept", "reply"):
            assert step(uow, concern.id, name, 15, late)
        [(unit, sums)] = uow.figures.sums(Scope(tuple(uow.policy.units.by_id)), ALWAYS, EVER).items()
        assert unit == "police" and sums[Count.LATE] == 1 and sums[Count.IN_TIME] == 0


async def test_what_was_there_before_the_figures_is_counted_by_and_by(town: Town) -> None:
    story = await a_story(town)
    await story.comes_to("sign_in", "accept", "reply")

    def forget(uow: UnitOfWork) -> None:
        assert isinstance(uow, StoredUnitOfWork)
        uow._connection.execute(tables.figure.delete())
        uow._connection.execute(update(tables.tally).values(counts="", stale=True))

    before = await town.run(kept)
    await town.run(forget)
    assert await town.run(lambda uow: tallying.catch_up(uow, town.now)) == 1
    assert await town.run(kept) == before and before
    assert await town.run(lambda uow: tallying.catch_up(uow, town.now)) == 0


async def test_overdue_are_those_that_are_open_and_late_now(town: Town) -> None:
    story = await a_story(town, category="housing.rental")
    scope, day = Scope(("housing",)), timedelta(days=1)

    async def at(now: datetime, since: datetime = NOON - day, scope: Scope = scope) -> dict[str, Overdue]:
        return await town.run(lambda uow: uow.figures.overdue(scope, now.date(), since, now))

    assert await at(NOON + day) == {}
    assert await at(NOON + 30 * day) == {"housing": Overdue(1)}
    assert await at(NOON + 30 * day, NOON + day) == {}
    assert await at(NOON + 30 * day, scope=Scope(("police",))) == {}
    await story.comes_to("sign_in", "accept", "reply", "conclude")
    assert await at(NOON + 30 * day) == {}


def test_a_tally_is_written_and_read_the_same(policy: Policy) -> None:
    tally: Tally = Counter(
        {
            Place(NOON.date(), "housing", about, count): n
            for about in ("", "police")
            for n, count in enumerate(Count, 1)
        }
    )
    assert read_tally(write_tally(tally)) == tally and read_tally("") == {}
    assert all(" " not in unit for unit in policy.units.by_id)


def test_answers_are_told_from_the_rest() -> None:
    assert Count.RATED in OF_RATINGS and Count.DID_CONCLUDE not in OF_RATINGS
