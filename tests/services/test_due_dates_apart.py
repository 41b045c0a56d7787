"""The histories of D6 see it when joining, taking apart or splitting moves a date: the check bites."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.clocks import Procedure
from domain.concern import Act, Concern, Kind
from domain.services import grouping, splitting, stepping
from domain.services.ports import UnitOfWork
from tests.handlers.chat import NOON
from tests.services.story import CADRE, ELSEWHERE, LEAD, OFFICE
from tests.services.test_due_dates import Stage, a_concern_in, goes_on, stage, step, walk

__all__ = ["stage"]

BEGUN = [("sign_in", CADRE, 1), ("accept", CADRE, 1), ("claims", CADRE, 1)]


def test_the_new_moves_are_walked_to_their_end(stage: Stage) -> None:
    path = [
        *BEGUN,
        ("merge", OFFICE, 1),
        ("apart", LEAD, 1),
        ("lead", OFFICE, 1),
        ("split police", OFFICE, 1),
    ]
    with a_concern_in(stage, Kind.HELP) as (uow, concern):
        assert all([step(uow, concern.id, name, chat, NOON) for name, chat, _ in path])
        part = goes_on(uow, concern, {concern.id})
        assert part.id != concern.id and step(uow, part.id, "sign_in", ELSEWHERE, NOON)
        assert step(uow, part.id, "accept", ELSEWHERE, NOON)
    walk(stage, Kind.HELP, Procedure.PETITION, [*path, ("sign_in", ELSEWHERE, 9), ("accept", ELSEWHERE, 9)])


def later(uow: UnitOfWork, concern: Concern) -> None:
    """A fault: its clocks run as if it had come three days later."""
    for clock in uow.clocks.of(concern.id):
        due_on = clock.due_on + timedelta(days=3)
        uow.clocks.put(concern.id, replace(clock, started_at=NOON + timedelta(days=3), due_on=due_on))


def test_a_split_that_starts_clocks_anew_is_seen(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def inherits_late(uow: UnitOfWork, whole: Concern, part: Concern) -> None:
        inherits(uow, whole, part)
        later(uow, part)

    inherits = splitting._inherit_clocks
    monkeypatch.setattr(splitting, "_inherit_clocks", inherits_late)
    with pytest.raises(AssertionError):
        walk(stage, Kind.HELP, Procedure.PETITION, [*BEGUN, ("split police", OFFICE, 72)])


@pytest.mark.parametrize("act", ["merge", "apart"])
def test_joining_that_starts_clocks_anew_is_seen(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    def steps_late(uow: UnitOfWork, concern: Concern, taken: Act, *rest: Any, **changes: Any) -> Concern:
        after = takes_step(uow, concern, taken, *rest, **changes)
        if taken == {"merge": Act.MERGE, "apart": Act.SEPARATE}[act]:
            later(uow, after)
        return after

    takes_step = stepping.take_step
    monkeypatch.setattr(grouping, "take_step", steps_late)
    with pytest.raises(AssertionError):
        walk(stage, Kind.HELP, Procedure.PETITION, [*BEGUN, ("merge", OFFICE, 48), ("apart", OFFICE, 24)])
