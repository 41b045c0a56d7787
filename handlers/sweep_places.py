"""排查: the rounds that run, the places still left, one tap each; the coverage for the office (O6)."""

from datetime import date

from domain.errors import Refusal
from domain.messages import Rows
from domain.permissions import Deed, may, standing
from domain.services.sweep_reminding import name_of, result, said_of
from domain.services.sweeping import (
    CLEAR,
    FOUND,
    goes,
    mark_place,
    own_coverage,
    present_rounds,
    round_of,
    see_coverage,
)
from domain.sweeps import Round
from handlers.kit.feature import Feature
from handlers.kit.talk import Turn, button

SHOWN = 12
"""Places that are shown to choose from; the rest come as these are done."""


def _start(turn: Turn, _: str = "") -> None:
    """Every round that runs, as this person has to do with it. Refusal deed.not_yours."""
    roles = standing(turn.me.roles(turn.now))
    if not (may(Deed.SWEEP, roles) or may(Deed.SEE_DUTY_BUNDLE, roles)):
        raise Refusal("deed.not_yours")
    running = present_rounds(turn.uow, turn.now)
    for one in running:
        if goes(turn.uow, one, turn.me, turn.now):
            _show(turn, one)
        elif one.covers and may(Deed.SEE_DUTY_BUNDLE, roles):
            turn.answer(result(turn.uow, one, see_coverage(turn.uow, turn.me, one, turn.now)))
    if not running:
        turn.say("sweeping.none")


def _show(turn: Turn, one: Round) -> None:
    coverage = own_coverage(turn.uow, one, turn.me, turn.now)
    if not one.covers:
        turn.answer(said_of(turn.uow, one, coverage, turn.now, "sweeping.stage"))
        return
    path = turn.policy.areas.path_name
    rows: Rows = tuple(
        (button("sweeping.place", f"sweep:place.{_name(one)}.{area}", area=path(area)),)
        for area in coverage.left[:SHOWN]
    )
    key = "sweeping.round" if coverage.left else "sweeping.complete"
    turn.answer(said_of(turn.uow, one, coverage, turn.now, key), rows)


def _name(one: Round) -> str:
    return f"{one.sweep.id}.{one.first}"


def _press(turn: Turn, what: str) -> None:
    order, _, rest = what.partition(".")
    sweep, _, rest = rest.partition(".")
    first, _, area = rest.partition(".")
    one = round_of(turn.uow, sweep, _date(first))
    if order == "round":
        _show(turn, one)
    elif order == "place":
        _ask(turn, one, area)
    else:
        _mark(turn, one, area, order)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal("sweeping.unknown") from None


def _ask(turn: Turn, one: Round, area: str) -> None:
    """What it looks like there. Refusal sweeping.no_place."""
    if area not in own_coverage(turn.uow, one, turn.me, turn.now).places:
        raise Refusal("sweeping.no_place")
    clear = button("sweeping.clear", f"sweep:{CLEAR}.{_name(one)}.{area}")
    found = button("sweeping.found", f"sweep:{FOUND}.{_name(one)}.{area}")
    turn.show("sweeping.ask", ((clear, found),), sweep=name_of(one), area=turn.policy.areas.path_name(area))


def _mark(turn: Turn, one: Round, area: str, how: str) -> None:
    mark_place(turn.uow, turn.me, one, area, how, turn.now)
    name = turn.policy.areas.path_name(area)
    turn.show("sweeping.noted_found" if how == FOUND else "sweeping.noted_clear", area=name)
    if how == CLEAR:
        _show(turn, one)


FEATURE = Feature("sweep_places", commands={"sweep": _start}, presses={"sweep": _press})
