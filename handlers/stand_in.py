"""请人代班 (A/B 角): three presses: who, from when, for how long; and back again (H1)."""

from datetime import date, timedelta

from domain.errors import Refusal
from domain.messages import Button, Rows, words
from domain.permissions import Deed
from domain.relations import check
from domain.services.calling import called
from domain.services.outlook import unit_name
from domain.services.standing_in import (
    colleagues,
    end_stand_ins,
    give_back,
    name_stand_in,
    replaceable_units,
)
from handlers.kit.feature import Feature
from handlers.kit.staff import code_of
from handlers.kit.talk import Turn, button

LENGTHS = (1, 2, 3, 5, 7, 14, 30, 60)
SHAPE = "%Y%m%d"


def _start(turn: Turn, _: str = "") -> None:
    """With several units, first which one. Refusal: deed.not_yours, stand_in.not_possible."""
    check(Deed.NAME_STAND_IN, turn.me, turn.now)
    units = replaceable_units(turn.me, turn.now)
    if len(units) == 1:
        _ask_who(turn, units[0])
    else:
        rows = tuple(
            (button("staff.unit_name", f"stand:unit.{code_of(one)}", unit=unit_name(turn.uow, one)),)
            for one in units
        )
        turn.show("stand_in.ask_unit", rows)


def _press(turn: Turn, what: str) -> None:
    order, _, rest = what.partition(".")
    if order == "cannot":
        _cannot(turn, rest)
        return
    check(Deed.NAME_STAND_IN, turn.me, turn.now)
    code, _, rest = rest.partition(".")
    unit = next((one for one in replaceable_units(turn.me, turn.now) if code_of(one) == code), "")
    who, _, rest = rest.partition(".")
    first, _, days = rest.partition(".")
    match order if unit else "":
        case "unit":
            _ask_who(turn, unit)
        case "who":
            _ask_first(turn, unit, who)
        case "from":
            _ask_days(turn, unit, who, _day(first))
        case "for":
            _name(turn, unit, who, _day(first), int(days) if days.isdecimal() else 0)
        case "back":
            _back(turn, unit)
        case _:
            _start(turn)


def _ask_who(turn: Turn, unit: str) -> None:
    """The colleagues; where somebody stands in already, also the way back."""
    found = colleagues(turn.uow, turn.me, unit, turn.now)
    present = [b for _, b in turn.uow.people.stand_ins_of(turn.me.id, turn.now) if b.unit == unit]
    back: Rows = ((button("stand_in.back", f"stand:back.{code_of(unit)}"),),) if present else ()
    rows = tuple(
        (
            button(
                "staff.person",
                f"stand:who.{code_of(unit)}.{one.id}",
                who=called(turn.uow, one, unit, turn.now),
            ),
        )
        for one in found
    )
    name = unit_name(turn.uow, unit)
    if found:
        turn.show("stand_in.ask_who", (*rows, *back), unit=name)
    else:
        turn.show("stand_in.nobody", back, unit=name)


def _ask_first(turn: Turn, unit: str, who: str) -> None:
    today = turn.policy.calendar.day_of(turn.now)
    choices = {
        "stand_in.now": today,
        "stand_in.tomorrow": today + timedelta(1),
        "stand_in.monday": _monday(today),
    }
    rows = tuple(
        (button(label, f"stand:from.{code_of(unit)}.{who}.{day:{SHAPE}}", day=day),)
        for label, day in choices.items()
    )
    turn.show("stand_in.ask_first", rows)


def _ask_days(turn: Turn, unit: str, who: str, first: date) -> None:
    def choice(days: int) -> Button:
        data = f"stand:for.{code_of(unit)}.{who}.{first:{SHAPE}}.{days}"
        return button("stand_in.days", data, n=days, last=first + timedelta(days - 1))

    buttons = [choice(days) for days in LENGTHS]
    turn.show(
        "stand_in.ask_days",
        tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)),
        first=first,
    )


def _name(turn: Turn, unit: str, who: str, first: date, days: int) -> None:
    absence = name_stand_in(turn.uow, turn.me, who, unit, first, days, turn.now)
    other = called(turn.uow, turn.uow.people.get(who), unit, turn.now)
    back = button("stand_in.back", f"stand:back.{code_of(unit)}")
    turn.show(
        "stand_in.done",
        ((back,),),
        other=other,
        unit=unit_name(turn.uow, unit),
        first=absence.first,
        last=absence.last,
    )


def _back(turn: Turn, unit: str) -> None:
    """我回来了."""
    end_stand_ins(turn.uow, turn.me, unit, turn.now)
    turn.show("stand_in.welcome_back", ((button("menu.todo", "go:todo"),),))


def _cannot(turn: Turn, rest: str) -> None:
    """我不方便, pressed by the one who was named."""
    absent, _, unit = rest.partition(".")
    give_back(turn.uow, turn.me, absent, unit, turn.now)
    turn.toast = words("stand_in.thanks")
    turn.show("stand_in.thanks")


def _day(text: str) -> date:
    """Refusal stand_in.not_possible: no date."""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise Refusal("stand_in.not_possible") from None


def _monday(today: date) -> date:
    return today + timedelta(7 - today.weekday())


FEATURE = Feature("stand_in", commands={"stand_in": _start}, presses={"stand": _press})
