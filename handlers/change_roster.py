"""调整安排: where one does a duty, a swap with a colleague, somebody instead, a day of leave (W3)."""

from domain.duties import Occurrence
from domain.errors import Refusal
from domain.messages import Button, Rows, Words, words
from domain.people import Person
from domain.services.calling import called
from domain.services.rostering import place_of, places_for, unit_of
from domain.services.stepping_aside import delegate, end_leave, give_back, own_line, take_leave, takers
from domain.services.swapping import (
    Partner,
    answer_swap,
    ask_swap,
    change_place,
    check_own,
    elsewhere,
    partners,
    take_swap_back,
)
from handlers.kit.duty_lines import occurrence_in
from handlers.kit.feature import Feature
from handlers.kit.staff import code_of
from handlers.kit.talk import Turn, button

MOST = 12
"""Colleagues or places that are shown to choose from."""


def _press(turn: Turn, what: str) -> None:
    order, _, rest = what.partition(".")
    occurrence, choice = occurrence_in(turn, rest)
    match order:
        case "place":
            _place(turn, occurrence, choice)
        case "swap":
            _swap(turn, occurrence, choice)
        case "instead":
            _instead(turn, occurrence, choice)
        case "leave":
            _leave(turn, occurrence, choice)
        case "back":
            end_leave(turn.uow, turn.me, occurrence, turn.now)
            turn.show("roster.leave_ended", day=occurrence.day)
        case "cannot":
            give_back(turn.uow, turn.me, occurrence, turn.now)
            turn.show("roster.gave_back")
        case _:
            _menu(turn, occurrence)


def _menu(turn: Turn, occurrence: Occurrence) -> None:
    """What can be changed about one's own day. Refusal: those of `check_own`."""
    line = own_line(turn.uow, turn.me, occurrence)
    if line and line.away and not occurrence.rule.by_turn:
        rows: Rows = ((_order("back", "roster.end_leave", occurrence),),)
    else:
        check_own(turn.uow, turn.me, occurrence, turn.now)
        place = () if occurrence.rule.by_turn else (_order("place", "roster.place", occurrence),)
        orders = [_order(name, f"roster.{name}", occurrence) for name in ("swap", "instead", "leave")]
        rows = tuple(row for row in (place, tuple(orders)) if row)
    turn.say("roster.menu", rows, duty=words(f"duty.{occurrence.rule.id}"), day=occurrence.day)


def _order(order: str, label: str, occurrence: Occurrence, choice: str = "") -> Button:
    return button(label, f"roster:{order}.{occurrence.rule.id}.{occurrence.day}{choice and '.'}{choice}")


def _place(turn: Turn, occurrence: Occurrence, choice: str) -> None:
    if choice:
        line = change_place(turn.uow, turn.me, occurrence, choice, turn.now)
        turn.show("roster.placed", day=occurrence.day, place=turn.policy.areas.path_name(line.place))
        return
    check_own(turn.uow, turn.me, occurrence, turn.now)
    areas = places_for(turn.uow, occurrence, turn.me, turn.now)[:MOST]
    rows = tuple(
        (
            button(
                "roster.area",
                f"roster:place.{occurrence.rule.id}.{occurrence.day}.{area}",
                area=turn.policy.areas.path_name(area),
            ),
        )
        for area in areas
    )
    here = turn.policy.areas.path_name(place_of(turn.uow, occurrence, turn.me, turn.now))
    turn.say("roster.ask_place", rows, place=here)


def _swap(turn: Turn, occurrence: Occurrence, choice: str) -> None:
    """First with whom, then the wish goes to them. Refusal roster.not_possible: nobody of that name any more."""
    check_own(turn.uow, turn.me, occurrence, turn.now)
    found = partners(turn.uow, turn.me, occurrence, turn.now)
    if choice:
        partner = next((pair for pair in found if _code(pair) == choice), None)
        if partner is None:
            raise Refusal("roster.not_possible")
        swap = ask_swap(turn.uow, turn.me, occurrence, partner, turn.now)
        rows: Rows = ((button("roster.take_back", f"swap:back.{swap.id}"),),)
        turn.show("roster.asked", rows, other=_called(turn, *partner))
        return
    useful = elsewhere(turn.uow, turn.me, occurrence, found, turn.now)
    if found and not useful:
        _all_here(turn, occurrence)
        return
    rows = tuple(
        (
            button(
                "roster.partner",
                f"roster:swap.{occurrence.rule.id}.{occurrence.day}.{_code(pair)}",
                who=_called(turn, *pair),
                day=pair[1].day,
            ),
        )
        for pair in useful[:MOST]
    )
    _say(turn, occurrence, "roster.ask_partner", rows)


def _code(partner: Partner) -> str:
    return code_of(partner[0].id, str(partner[1].day))


def _all_here(turn: Turn, occurrence: Occurrence) -> None:
    """All of the unit are in the same place that day: what one can do instead of a swap."""
    here = turn.policy.areas.path_name(place_of(turn.uow, occurrence, turn.me, turn.now))
    orders = tuple(_order(name, f"roster.{name}", occurrence) for name in ("place", "instead", "leave"))
    turn.say("roster.all_here", (orders,), day=occurrence.day, place=here)


def _instead(turn: Turn, occurrence: Occurrence, choice: str) -> None:
    check_own(turn.uow, turn.me, occurrence, turn.now)
    found = {code_of(one.id): one for one in takers(turn.uow, turn.me, occurrence, turn.now)}
    if choice:
        other = found.get(choice)
        taker = delegate(turn.uow, turn.me, occurrence, other.id if other else "", turn.now)
        turn.show("roster.given", other=_called(turn, taker, occurrence), day=occurrence.day)
        return
    rows = tuple(
        (
            button(
                "roster.taker",
                f"roster:instead.{occurrence.rule.id}.{occurrence.day}.{code}",
                who=_called(turn, one, occurrence),
            ),
        )
        for code, one in list(found.items())[:MOST]
    )
    _say(turn, occurrence, "roster.ask_taker", rows)


def _say(turn: Turn, occurrence: Occurrence, key: str, rows: Rows) -> None:
    """The question with those to choose from; without any, what one can do instead."""
    leave = ((_order("leave", "roster.leave", occurrence),),)
    turn.say(key if rows else "roster.nobody", rows or leave)


def _leave(turn: Turn, occurrence: Occurrence, choice: str) -> None:
    """Once asked again, for it is told to others at once."""
    check_own(turn.uow, turn.me, occurrence, turn.now)
    if choice == "yes":
        drawn = take_leave(turn.uow, turn.me, occurrence, turn.now)
        _left(turn, occurrence, drawn)
    elif choice == "no":
        turn.show("roster.kept", day=occurrence.day)
    else:
        turn.say(
            "roster.ask_leave",
            (
                (
                    _order("leave", "roster.yes_leave", occurrence, "yes"),
                    _order("leave", "roster.keep", occurrence, "no"),
                ),
            ),
            day=occurrence.day,
        )


def _left(turn: Turn, occurrence: Occurrence, drawn: list[Person]) -> None:
    """A turn is in other hands at once, if there are any; any other day can be taken back."""
    if drawn:
        turn.show("roster.turn_passed", day=occurrence.day, other=_called(turn, drawn[0], occurrence))
    else:
        turn.show("roster.turn_open" if occurrence.rule.by_turn else "roster.leave_taken", day=occurrence.day)


def _called(turn: Turn, person: Person, occurrence: Occurrence) -> Words:
    unit = unit_of(turn.uow, occurrence, person, turn.now)
    return called(turn.uow, person, unit, turn.now)


def _answer(turn: Turn, what: str) -> None:
    """The buttons under a wish to swap."""
    order, _, swap = what.partition(".")
    if order == "back":
        take_swap_back(turn.uow, turn.me, swap, turn.now)
        turn.show("roster.took_back")
        return
    answer_swap(turn.uow, turn.me, swap, order == "agree", turn.now)
    turn.show("roster.agreed" if order == "agree" else "roster.refused")


FEATURE = Feature("change_roster", presses={"roster": _press, "swap": _answer})
