"""A gate holds or it does not, and what was not measured is not called held."""

import pytest

from benchmarks.gates import Gate, judge, read_gates
from benchmarks.plan import FULL, QUICK


@pytest.mark.parametrize(("measured", "holds"), [(11.9, False), (12.0, True), (30.0, True)])
def test_at_least(measured: float, holds: bool) -> None:
    assert Gate("x", "", at_least=12).holds(measured) is holds


@pytest.mark.parametrize(("measured", "holds"), [(50.0, True), (50.1, False), (0.0, True)])
def test_at_most(measured: float, holds: bool) -> None:
    assert Gate("x", "", at_most=50).holds(measured) is holds


def test_what_was_not_measured_is_left_out() -> None:
    gates = (Gate("a", "", at_least=1), Gate("b", "", at_least=1), Gate("c", "", at_most=1))
    assert [one.word for one in judge(gates, {"a": 2, "b": 0})] == ["holds", "FAILS", "left out"]


def test_every_gate_has_a_bound_and_a_name_of_its_own() -> None:
    gates = read_gates()
    assert len({gate.figure for gate in gates}) == len(gates)
    assert all((gate.at_least is None) != (gate.at_most is None) for gate in gates)


def test_the_full_run_is_the_larger() -> None:
    assert FULL.rounds > QUICK.rounds and max(FULL.stored) > max(QUICK.stored)
