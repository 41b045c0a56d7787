"""No due date ever comes later but by a lawful extension or pause: random histories of what everybody may do (D6).

Joined, taken apart, split: what is split off goes on with the clocks of the whole, and the history with it. The check
bites: with clocks that start anew in a split-off concern, or when two are joined, it fails (test_due_dates_apart.py).
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from domain.categories import Categories
from domain.clocks import Clock, Procedure
from domain.concern import Act, Concern, Kind, State
from domain.errors import Refusal
from domain.people import Binding
from domain.policy import Policy
from domain.services.intake import submit_concern
from domain.services.ports import UnitOfWork
from storage.connection import writing_engine
from storage.unit_of_work import stored
from storage.vault import Vault
from tests.builders import LONG_AGO
from tests.handlers.chat import NOON
from tests.services.moves import CITY, MOVES, REVIEWER, REVIEWERS
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, LEAD, OFFICE, REPORT, STAFF
from tests.workers import RESIDENT, put_person

CHATS = (RESIDENT, CADRE, COLLEAGUE, LEAD, OFFICE, ELSEWHERE, REVIEWER, CITY)
STEPS = st.tuples(st.sampled_from(sorted(MOVES)), st.sampled_from(CHATS), st.integers(0, 400))
HISTORIES = st.lists(STEPS, min_size=3, max_size=25)
KINDS = st.sampled_from((Kind.HELP, Kind.COMPLAINT, Kind.INQUIRY, Kind.SUGGESTION))
PROCEDURES = st.sampled_from((Procedure.PETITION, Procedure.SIMPLE, Procedure.ORDER, Procedure.HOTLINE))
BOUNDED = settings(
    max_examples=60,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
FULL = settings(
    max_examples=10_000,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ALL_THE_WAY = [
    "sign_in",
    "accept",
    "ask_extension",
    "extend",
    "reply",
    "reply arrives",
    "rework",
    "reply",
    "conclude",
]


TELLING = {"lengthen": "K13", "move_date": "K14"}
"""The moves that tell the reporter a later date, and the one clock that each may move."""


class Stage:
    """A database and a district for every history; says little of itself when one fails."""

    def __init__(self, engine: Engine, policy: Policy) -> None:
        self.engine = engine
        self._policy = policy

    def policy(self, procedure: Procedure) -> Policy:
        """The district, with concerns like ours handled by this procedure."""
        known = self._policy.categories.by_code
        days = 7 if procedure is Procedure.ORDER else 0
        own = replace(known[REPORT.category], procedure=procedure, order_days=days)
        return replace(self._policy, categories=Categories({**known, REPORT.category: own}))


@pytest.fixture
def stage(built: Path, tmp_path: Path, policy: Policy) -> Iterator[Stage]:
    file = shutil.copy(built, tmp_path / "histories.db")
    engine = writing_engine(f"sqlite:///{file}")
    yield Stage(engine, policy)
    engine.dispose()


@contextmanager
def a_concern_in(
    stage: Stage, kind: Kind, procedure: Procedure = Procedure.PETITION
) -> Iterator[tuple[UnitOfWork, Concern]]:
    """A fresh concern with everybody at work; nothing of it is kept."""
    with stage.engine.connect() as connection:
        connection.begin()
        uow = stored(Vault([b"k" * 32]), stage.policy(procedure))(connection)
        for chat, (role, unit) in (STAFF | REVIEWERS).items():
            put_person(uow, chat, Binding(role, unit, LONG_AGO))
        me = put_person(uow, RESIDENT)
        yield uow, submit_concern(uow, me, replace(REPORT, kind=kind), NOON)
        connection.rollback()


def clocks_of(uow: UnitOfWork, concern: Concern) -> dict[str, Clock]:
    return {clock.rule: clock for clock in uow.clocks.of(concern.id)}


def step(uow: UnitOfWork, concern: str, name: str, chat: int, now: datetime) -> bool:
    """Whether the move was allowed."""
    me, seen = uow.people.by_chat(chat), uow.concerns.get(concern)
    assert me and seen
    try:
        with uow.savepoint():
            MOVES[name](uow, seen, me, now)
    except Refusal:
        return False
    return True


def check(
    before: dict[str, Clock], after: dict[str, Clock], extended: bool, heard: bool = False, moved: str = ""
) -> None:
    """Every clock that ran is still there, began when it began and ends no later but for a lawful reason.

    `extended`: the unit lead agreed just now; `heard`: a hearing of the final review ended just now; `moved`: the
    rule of the clock whose date the handler just moved, telling the reporter.
    """
    assert before.keys() <= after.keys()
    for rule, clock in before.items():
        now = after[rule]
        assert now.started_at == clock.started_at
        by_extension = extended and rule == "K6" and clock.extended_by == 0
        by_hearing = heard and rule == "K11" and clock.paused_on is not None
        by_telling = rule == moved and clock.moved_to is None and now.moved_to is not None
        assert now.moved_to == clock.moved_to or by_telling
        assert now.due_on <= clock.due_on or by_extension or by_hearing or by_telling
        assert (
            ((now.due_at is None) == (clock.due_at is None) and now.ends <= clock.ends)
            or by_extension
            or by_hearing
            or by_telling
        )
        assert now.extended_by <= 30 and now.paused_days >= clock.paused_days
        assert now.paused_days == clock.paused_days or by_hearing
        assert now.paused_on is None or rule == "K11"


def ids(uow: UnitOfWork, concern: Concern) -> set[str]:
    return {one.id for one in uow.concerns.of_reporter(concern.reporter)}


def goes_on(uow: UnitOfWork, concern: Concern, known: set[str]) -> Concern:
    """What was split off just now, else the same."""
    fresh = (one for one in uow.concerns.of_reporter(concern.reporter) if one.id not in known)
    return next(fresh, concern)


def walk(stage: Stage, kind: Kind, procedure: Procedure, history: list[tuple[str, int, int]]) -> None:
    with a_concern_in(stage, kind, procedure) as (uow, concern):
        now = NOON
        for name, chat, hours in history:
            now += timedelta(hours=hours)
            before, known = clocks_of(uow, concern), ids(uow, concern)
            done = step(uow, concern.id, name, chat, now)
            concern = goes_on(uow, concern, known)
            check(
                before,
                clocks_of(uow, concern),
                extended=done and name == "extend" and chat == LEAD,
                heard=done and name == "end_hearing" and chat == CITY,
                moved=TELLING.get(name, "") if done else "",
            )


def dates(
    stage: Stage, kind: Kind, procedure: Procedure, history: list[tuple[str, int, int]], noisy: bool
) -> dict[str, Clock]:
    """The clocks at the end; with `noisy` the resident urges, rates and adds after every step."""
    with a_concern_in(stage, kind, procedure) as (uow, concern):
        now = NOON
        for name, chat, hours in history:
            now += timedelta(hours=hours)
            step(uow, concern.id, name, chat, now)
            seen = uow.concerns.get(concern.id)
            if noisy and seen and seen.state is not State.AWAITING_RESIDENT:
                for what in ("urge", "rate", "adds"):
                    step(uow, concern.id, what, RESIDENT, now)
        return clocks_of(uow, concern)


@given(KINDS, PROCEDURES, HISTORIES)
@BOUNDED
def test_nothing_but_an_extension_or_a_hearing_makes_a_date_later(
    stage: Stage, kind: Kind, procedure: Procedure, history: list[tuple[str, int, int]]
) -> None:
    walk(stage, kind, procedure, history)


@given(KINDS, PROCEDURES, HISTORIES)
@BOUNDED
def test_what_a_resident_says_or_rates_moves_no_date(
    stage: Stage, kind: Kind, procedure: Procedure, history: list[tuple[str, int, int]]
) -> None:
    quiet = [one for one in history if one[0] != "urge"]
    assert dates(stage, kind, procedure, quiet, False) == dates(stage, kind, procedure, quiet, True)


@pytest.mark.full
@given(KINDS, PROCEDURES, HISTORIES)
@FULL
def test_nothing_but_an_extension_or_a_hearing_makes_a_date_later_in_ten_thousand_histories(
    stage: Stage, kind: Kind, procedure: Procedure, history: list[tuple[str, int, int]]
) -> None:
    walk(stage, kind, procedure, history)


def test_the_check_sees_a_date_that_came_later(stage: Stage) -> None:
    with a_concern_in(stage, Kind.HELP) as (uow, concern):
        before = clocks_of(uow, concern)
        later = replace(before["K4"], due_on=before["K4"].due_on + timedelta(days=1))
        with pytest.raises(AssertionError):
            check(before, {**before, "K4": later}, extended=False)


def test_a_long_history_goes_all_the_way(stage: Stage) -> None:
    actors = {"extend": LEAD, "rework": RESIDENT}
    with a_concern_in(stage, Kind.HELP) as (uow, concern):
        taken = [step(uow, concern.id, name, actors.get(name, CADRE), NOON) for name in ALL_THE_WAY]
        assert all(taken)
        acts = [row.act for row in uow.history.of(concern.id)]
        assert acts[-1] is Act.CONCLUDE and clocks_of(uow, concern)["K6"].extended_by == 15


@pytest.mark.parametrize(
    ("procedure", "name", "rule"),
    [(Procedure.HOTLINE, "lengthen", "K13"), (Procedure.ORDER, "move_date", "K14")],
)
def test_a_date_that_is_told_anew_moves_its_own_clock_once(
    stage: Stage, procedure: Procedure, name: str, rule: str
) -> None:
    with a_concern_in(stage, Kind.HELP, procedure) as (uow, concern):
        assert all([step(uow, concern.id, one, CADRE, NOON) for one in ("sign_in", "accept")])
        before = clocks_of(uow, concern)
        assert step(uow, concern.id, name, CADRE, NOON)
        after = clocks_of(uow, concern)
        assert {one for one in after if after[one] != before[one]} == {rule}
        check(before, after, extended=False, moved=rule)
        with pytest.raises(AssertionError):
            check(before, after, extended=False)
        assert not step(uow, concern.id, name, CADRE, NOON + timedelta(days=1))


def test_a_hearing_that_lasts_is_the_only_thing_that_moves_the_final_review(stage: Stage) -> None:
    path = [
        ("sign_in", CADRE), ("accept", CADRE), ("reply", CADRE), ("reply arrives", CADRE), ("review", RESIDENT),
        ("take_review", REVIEWER), ("opinion", REVIEWER), ("opinion arrives", CADRE), ("review", RESIDENT),
        ("take_review", CITY), ("begin_hearing", CITY),
    ]  # fmt: skip
    with a_concern_in(stage, Kind.HELP) as (uow, concern):
        assert all([step(uow, concern.id, name, chat, NOON) for name, chat in path])
        before, later = clocks_of(uow, concern), NOON + timedelta(days=3)
        assert before["K11"].paused_on and step(uow, concern.id, "end_hearing", CITY, later)
        after = clocks_of(uow, concern)
        assert after["K11"].paused_days == 4 and after["K11"].due_on > before["K11"].due_on
        check(before, after, extended=False, heard=True)
        with pytest.raises(AssertionError):
            check(before, after, extended=False)
