"""No due date ever comes later but by a lawful extension: random histories of what everybody may do (D6)."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from domain.clocks import Clock
from domain.concern import Act, Concern, Kind
from domain.errors import Refusal
from domain.people import Binding, Person
from domain.policy import Policy
from domain.services import delivered, extending, handling, objecting, remedying
from domain.services.intake import submit_concern
from domain.services.ports import UnitOfWork
from storage.connection import writing_engine
from storage.unit_of_work import stored
from storage.vault import Vault
from tests.builders import LONG_AGO
from tests.handlers.chat import NOON
from tests.services.story import CADRE, COLLEAGUE, ELSEWHERE, LEAD, OFFICE, REPORT, STAFF, adds
from tests.workers import RESIDENT, put_person

Move = Callable[[UnitOfWork, Concern, Person, datetime], object]
WORDS = "情况如此"
UNITS = ("police", "housing", "liuyuan_room", "office")


def asks_extension(uow: UnitOfWork, concern: Concern, me: Person, now: datetime) -> object:
    return extending.ask_extension(uow, concern, me, now, WORDS, 15)


def transfers(unit: str) -> Move:
    return lambda uow, concern, me, now: objecting.transfer(uow, concern, me, now, WORDS, unit, WORDS)


def with_words(deed: Callable[[UnitOfWork, Concern, Person, datetime, str], object]) -> Move:
    return lambda uow, concern, me, now: deed(uow, concern, me, now, WORDS)


def is_delivered(what: str) -> Move:
    return lambda uow, concern, _, now: delivered.delivered(uow, f"{what}:{concern.id}", now)


MOVES: dict[str, Move] = {
    "sign_in": handling.sign_in,
    "accept": handling.accept,
    "decline": with_words(handling.decline),
    "note": with_words(handling.note),
    "ask": with_words(handling.ask),
    "reply": with_words(handling.reply),
    "conclude": handling.conclude,
    "take_over": handling.take_over,
    "object": with_words(objecting.object_to),
    "return": objecting.agree_to_return,
    "refuse_return": with_words(objecting.refuse_return),
    "ask_extension": asks_extension,
    "extend": extending.extend,
    "refuse_extension": with_words(extending.refuse_extension),
    "adds": with_words(adds),
    "rework": with_words(remedying.ask_rework),
    "review": with_words(remedying.request_review),
    "notice arrives": is_delivered("accepted"),
    "reply arrives": is_delivered("reply"),
    **{f"transfer {unit}": transfers(unit) for unit in UNITS},
}
CHATS = (RESIDENT, CADRE, COLLEAGUE, LEAD, OFFICE, ELSEWHERE)
STEPS = st.tuples(st.sampled_from(sorted(MOVES)), st.sampled_from(CHATS), st.integers(0, 400))
HISTORIES = st.lists(STEPS, min_size=3, max_size=25)
KINDS = st.sampled_from((Kind.HELP, Kind.COMPLAINT, Kind.INQUIRY, Kind.SUGGESTION))
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


class Stage:
    """A database and a district for every history; says little of itself when one fails."""

    def __init__(self, engine: Engine, policy: Policy) -> None:
        self.engine = engine
        self.policy = policy


@pytest.fixture
def stage(built: Path, tmp_path: Path, policy: Policy) -> Iterator[Stage]:
    file = shutil.copy(built, tmp_path / "histories.db")
    engine = writing_engine(f"sqlite:///{file}")
    yield Stage(engine, policy)
    engine.dispose()


@contextmanager
def a_concern_in(stage: Stage, kind: Kind) -> Iterator[tuple[UnitOfWork, Concern]]:
    """A fresh concern with everybody at work; nothing of it is kept."""
    with stage.engine.connect() as connection:
        connection.begin()
        uow = stored(Vault([b"k" * 32]), stage.policy)(connection)
        for chat, (role, unit) in STAFF.items():
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


def check(before: dict[str, Clock], after: dict[str, Clock], extended: bool) -> None:
    """Every clock that ran is still there, began when it began and ends no later."""
    assert before.keys() <= after.keys()
    for rule, clock in before.items():
        now = after[rule]
        assert now.started_at == clock.started_at
        assert now.due_on <= clock.due_on or (extended and rule == "K6" and clock.extended_by == 0)
        assert now.extended_by <= 30


def walk(stage: Stage, kind: Kind, history: list[tuple[str, int, int]]) -> None:
    with a_concern_in(stage, kind) as (uow, concern):
        now = NOON
        for name, chat, hours in history:
            now += timedelta(hours=hours)
            before = clocks_of(uow, concern)
            done = step(uow, concern.id, name, chat, now)
            check(before, clocks_of(uow, concern), extended=done and name == "extend" and chat == LEAD)


@given(KINDS, HISTORIES)
@BOUNDED
def test_nothing_but_an_extension_makes_a_date_later(
    stage: Stage, kind: Kind, history: list[tuple[str, int, int]]
) -> None:
    walk(stage, kind, history)


@pytest.mark.full
@given(KINDS, HISTORIES)
@FULL
def test_nothing_but_an_extension_makes_a_date_later_in_ten_thousand_histories(
    stage: Stage, kind: Kind, history: list[tuple[str, int, int]]
) -> None:
    walk(stage, kind, history)


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
