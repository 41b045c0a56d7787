"""Lists concerns by what is due first: an index holds the order, so that a page costs no more than a page."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import product
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    String,
    Update,
    and_,
    bindparam,
    case,
    false,
    func,
    literal,
    literal_column,
    not_,
    null,
    or_,
    select,
    update,
)

from domain.concern import OVER, WITH_REVIEWERS, Concern, State
from domain.services.ports import WorkFilter
from storage import tables
from storage.lists import among, length_for, spread

_CONCERN = tables.concern.c
_CLOCK = tables.clock.c
DONE = tuple(sorted(OVER | WITH_REVIEWERS))
"""States in which the lead unit owes nothing."""
OPEN = tuple(sorted(set(State) - set(DONE)))
NOBODY = ""
NO_PERSON = "|"
"""Stands in no id, so that nothing is left out."""


def _one_of(column: Column[Any], values: Iterable[str]) -> ColumnElement[bool]:
    """Written out, so that the statement is the same each time and can be prepared; only for words of our own."""
    listed = ", ".join(f"'{value}'" for value in sorted(values))
    return literal_column(f"({column.table.name}.{column.name} IN ({listed}))", Boolean)


_HAS_HELPERS = _CONCERN.co_units > literal_column("''", String)
_IS_DONE, _IS_OPEN = _one_of(_CONCERN.state, DONE), _one_of(_CONCERN.state, OPEN)


@cache
def due_on(residents_clocks: frozenset[str]) -> ColumnElement[Any]:
    """The nearest last day that an office owes, counted from the clocks themselves."""
    running = select(func.min(_CLOCK.due_on)).where(_CLOCK.concern == _CONCERN.id, _CLOCK.met_at.is_(None))
    if residents_clocks:
        running = running.where(not_(_one_of(_CLOCK.rule, residents_clocks)))
    return running.scalar_subquery()


def reckon(connection: Connection, concern: str, residents_clocks: frozenset[str]) -> None:
    """Write the nearest last day beside the concern, where the order of the worklist is read from."""
    connection.execute(_reckoning(residents_clocks), {"of": concern})


@cache
def _reckoning(residents_clocks: frozenset[str]) -> Update:
    nearest = case((_IS_DONE, null()), else_=due_on(residents_clocks))
    return update(tables.concern).where(_CONCERN.id == bindparam("of")).values(due_on=nearest)


def page(connection: Connection, filter: WorkFilter, offset: int, limit: int) -> list[Row[Any]]:
    """Due first, then those without a running duty, older before newer."""
    found: list[Row[Any]] = []
    for with_date in (True, False):
        if len(found) < limit:
            rows, offset = _walked(connection, filter, with_date, offset, limit - len(found))
            found += rows
    return found


def like(connection: Connection, concern: Concern, limit: int) -> list[Row[Any]]:
    """Open concerns of the same unit and area, with a category of the same chapter, the oldest first."""
    chapter, _, _ = concern.category.partition(".")
    found = select(tables.concern).where(
        _CONCERN.unit == concern.unit,
        _IS_OPEN,
        _CONCERN.area == concern.area,
        _CONCERN.category.startswith(f"{chapter}.", autoescape=True),
        _CONCERN.id != concern.id,
    )
    ordered = found.order_by(_CONCERN.registered_at, _CONCERN.id).limit(limit)
    return list(connection.execute(ordered).all())


def listed(filter: WorkFilter) -> ColumnElement[bool]:
    """What a filter asks for, as a condition."""
    if filter.in_review:
        there = (_CONCERN.review_unit.in_(filter.units), _CONCERN.state.in_(tuple(WITH_REVIEWERS)))
        return and_(*there, may_know(filter))
    whose = _helped(filter.units) if filter.helping else _CONCERN.unit.in_(filter.units)
    wanted: list[ColumnElement[bool]] = [whose, may_know(filter)]
    if filter.number:
        wanted.append(_CONCERN.number.contains(filter.number, autoescape=True))
    else:
        wanted.append(_IS_DONE if filter.done else _IS_OPEN)
    if filter.handlers:
        wanted.append(_CONCERN.handler.in_(filter.handlers))
    if filter.waiting:
        wanted.append(_CONCERN.handler == NOBODY)
    if filter.due_by:
        wanted.append(_CONCERN.due_on <= filter.due_by)
    return and_(*wanted)


def _helped(units: Iterable[str]) -> ColumnElement[bool]:
    """That one of the units helps (协办); written so that the index of what has helpers is walked and nothing else."""
    named = literal(" ") + _CONCERN.co_units + " "
    return and_(_HAS_HELPERS, or_(false(), *(named.contains(f" {unit} ", autoescape=True) for unit in units)))


@cache
def _shelf(done: bool, with_date: bool, by_handler: bool, own_units: int) -> Select[Any]:
    """One ordered walk along an index: the concerns of a unit, or of a handler in it.

    The states are written so that what is over is skipped where it is little, and not sought through where it is all.
    """
    in_state = _IS_DONE if done else not_(_IS_DONE) if with_date else _IS_OPEN
    conditions = [
        _CONCERN.unit == bindparam("unit"),
        *([_CONCERN.handler == bindparam("handler")] if by_handler else []),
        _CONCERN.due_on.is_not(None) if with_date else _CONCERN.due_on.is_(None),
        in_state,
        or_(_CONCERN.about_unit.is_(None), not_(among(_CONCERN.about_unit, "own_unit", own_units))),
        _not_of(bindparam("person")),
    ]
    ordered = select(tables.concern).where(*conditions)
    return ordered.order_by(_CONCERN.due_on, _CONCERN.registered_at, _CONCERN.id)


@cache
def _part(done: bool, with_date: bool, by_handler: bool, own_units: int) -> Select[Any]:
    shelf = _shelf(done, with_date, by_handler, own_units)
    return shelf.limit(bindparam("most", type_=Integer)).offset(bindparam("skipped", type_=Integer))


@cache
def _length(done: bool, with_date: bool, by_handler: bool, own_units: int) -> Select[Any]:
    shelf = _shelf(done, with_date, by_handler, own_units)
    return select(func.count()).select_from(shelf.order_by(None).subquery())


def _walked(
    connection: Connection, filter: WorkFilter, with_date: bool, offset: int, limit: int
) -> tuple[list[Row[Any]], int]:
    """The rows after `offset`, and how much of it they did not use up."""
    handlers = filter.handlers or ((NOBODY,) if filter.waiting else ())
    kind = (filter.done, with_date, bool(handlers), length_for(_own(filter)))
    shelves = [_named(filter, unit, handler) for unit, handler in product(filter.units, handlers or (None,))]
    part = _part(*kind)
    if len(shelves) == 1:
        found = connection.execute(part, {**shelves[0], "most": limit, "skipped": offset}).all()
        if found or not offset:
            return list(found), 0
        return [], max(0, offset - int(connection.execute(_length(*kind), shelves[0]).scalar_one()))
    asked = ({**shelf, "most": offset + limit, "skipped": 0} for shelf in shelves)
    rows = [row for values in asked for row in connection.execute(part, values).all()]
    rows.sort(key=lambda row: (row.due_on or date.max, row.registered_at, row.id))
    return rows[offset : offset + limit], max(0, offset - len(rows))


def _named(filter: WorkFilter, unit: str, handler: str | None) -> dict[str, Any]:
    about = spread("own_unit", _own(filter))
    given = {} if handler is None else {"handler": handler}
    return {"unit": unit, "person": filter.hidden_from or NO_PERSON, **about, **given}


def may_know(filter: WorkFilter) -> ColumnElement[bool]:
    """A concern about a unit never reaches it (条例 30), nor one its own reporter or who stepped out of it."""
    of_others = or_(_CONCERN.about_unit.is_(None), _CONCERN.about_unit.not_in(_own(filter)))
    return and_(of_others, _not_of(literal(filter.hidden_from or NO_PERSON)))


def _own(filter: WorkFilter) -> list[str]:
    """The units whose own matters the list leaves out."""
    return sorted({*filter.units, *filter.not_about})


def _not_of(person: ColumnElement[Any]) -> ColumnElement[bool]:
    stepped_out = _CONCERN.recused.contains(person)
    return and_(_CONCERN.reporter != person, or_(_CONCERN.recused.is_(None), not_(stepped_out)))
