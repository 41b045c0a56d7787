"""我的待办: the concerns of one's unit, due first, each one press from its card."""

import re
from dataclasses import replace
from datetime import date

from domain.calendar import add_days
from domain.concern import OVER, WITH_REVIEWERS
from domain.messages import Button, Rows, Words, words
from domain.permissions import Deed, may, standing
from domain.relations import WORKERS, absent_handlers, check, may_on
from domain.services.listing import seen_by
from domain.services.ports import WorkFilter, WorkItem
from handlers.kit.card import shortened, show_card
from handlers.kit.category import category_name
from handlers.kit.feature import Feature
from handlers.kit.lights import light
from handlers.kit.paging import PAGE, page_of, page_rows
from handlers.kit.talk import Turn, button

GLIMPSE = 18
"""Characters of the reporter's words in a line."""
OWED_NO_MORE = OVER | WITH_REVIEWERS
"""States in which the unit owes nothing."""
FILTERS = ("near", "waiting", "mine", "all", "done", "helping")
PART = re.compile(r"[0-9A-Z-]{3,16}")
"""What may be a part of a tracking number."""


def _todo(turn: Turn, what: str) -> None:
    """`FILTER:PAGE`; anything else is the first page of all open concerns."""
    check(Deed.VIEW_WORKLIST, turn.me, turn.now)
    name, _, number = what.partition(":")
    name = name if name in FILTERS else "all"
    wanted = _filter(turn, name)
    count = turn.uow.concerns.count(wanted)
    page, pages = page_of(number, count)
    items = turn.uow.concerns.worklist(wanted, page * PAGE, PAGE)
    lines = [*_lights(turn, wanted, count), *(_line(turn, item, n) for n, item in enumerate(items, 1))]
    rows = (*_item_rows(turn, items), *page_rows(f"todo:{name}:", page, pages), *_filter_rows(name))
    sentence = f"todo.{name}" if items else f"todo.{name}_empty"
    turn.show(sentence, rows, count=count, page=page + 1, pages=pages, lines=lines)


def search(turn: Turn, text: str) -> bool:
    """A number typed by somebody with a worklist: its card, or all that a part of it fits; False: nothing found.

    A whole number opens whatever this person may see; a part is looked for in the own units.
    """
    if not may(Deed.VIEW_WORKLIST, standing(turn.me.roles(turn.now))):
        return False
    concern = turn.uow.concerns.by_number(text)
    if concern is not None and may_on(Deed.VIEW_CARD, turn.me, concern, turn.now):
        show_card(turn, concern)
        return True
    part = text.strip().upper()
    return bool(PART.fullmatch(part)) and _show_found(turn, part)


def _show_found(turn: Turn, part: str) -> bool:
    wanted = replace(_everything(turn), number=part)
    items = turn.uow.concerns.worklist(wanted, 0, PAGE)
    if len(items) == 1:
        show_card(turn, items[0].concern)
    elif items:
        lines = [_line(turn, item, n) for n, item in enumerate(items, 1)]
        turn.show("todo.found", (*_item_rows(turn, items), *_filter_rows("")), part=part, lines=lines)
    return bool(items)


def _filter(turn: Turn, name: str) -> WorkFilter:
    everything = _everything(turn)
    match name:
        case "mine":
            return replace(everything, handlers=_mine(turn))
        case "near":
            return replace(everything, due_by=_amber_until(turn))
        case "waiting":
            return replace(everything, waiting=True)
        case "done":
            return replace(everything, done=True)
        case "helping":
            return replace(everything, helping=True)
        case _:
            return everything


def _everything(turn: Turn) -> WorkFilter:
    return seen_by(turn.me, WorkFilter(turn.me.units(turn.now, *WORKERS)), turn.now)


def _amber_until(turn: Turn) -> date:
    """The last day that is yellow today."""
    return add_days(turn.policy.calendar.day_of(turn.now), turn.policy.settings.amber_days)


def _lights(turn: Turn, wanted: WorkFilter, count: int) -> list[Words]:
    """How many of a list of several pages are red, yellow and green."""
    if count <= PAGE or wanted.done:
        return []
    today = turn.policy.calendar.day_of(turn.now)
    red = turn.uow.concerns.count(replace(wanted, due_by=add_days(today, -1)))
    near = turn.uow.concerns.count(replace(wanted, due_by=_amber_until(turn)))
    return [words("todo.lights", red=red, amber=near - red, green=count - near)]


def _mine(turn: Turn) -> tuple[str, ...]:
    """Oneself, and everybody whom one stands in for."""
    absent = (
        handler
        for unit in turn.me.units(turn.now, *WORKERS)
        for handler in absent_handlers(turn.me, unit, turn.now)
    )
    return (turn.me.id, *absent)


def _line(turn: Turn, item: WorkItem, n: int) -> Words:
    concern = item.concern
    return words(
        "todo.line",
        n=n,
        light=_light(turn, item),
        number=concern.number,
        category=category_name(concern.category),
        state=words(f"state.{concern.state}"),
        due=_due(item),
    )


def _due(item: WorkItem) -> Words | str:
    """A concern that has ended owes nothing."""
    running = item.due_on is not None and item.concern.state not in OWED_NO_MORE
    return words("todo.due", due=item.due_on) if running and item.due_on else ""


def _light(turn: Turn, item: WorkItem) -> Words:
    return words("light.done") if item.concern.state in OWED_NO_MORE else light(turn, item.due_on)


def _item_rows(turn: Turn, items: list[WorkItem]) -> Rows:
    return tuple(
        (
            button(
                "todo.button",
                f"card:{item.concern.id}",
                n=n,
                light=_light(turn, item),
                words=shortened(item.concern.words.replace("\n", " "), GLIMPSE),
            ),
        )
        for n, item in enumerate(items, 1)
    )


def _filter_rows(chosen: str) -> Rows:
    """The filters in two rows; the one in force is marked."""
    buttons = [_filter_button(name, name == chosen) for name in FILTERS]
    return (tuple(buttons[:3]), tuple(buttons[3:]))


def _filter_button(name: str, chosen: bool) -> Button:
    label = words(f"todo.filter_{name}")
    return button("todo.chosen", f"todo:{name}", label=label) if chosen else Button(label, f"todo:{name}")


FEATURE = Feature("todo", commands={"todo": _todo}, presses={"todo": _todo})
