"""Remembers sums over concerns by day, unit and measure, and what each concern has added to them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, or_, select
from sqlalchemy.dialects.postgresql import insert

from domain.concern import Kind
from domain.figures import Overdue
from domain.services.figure_ports import Scope
from domain.tally import OF_RATINGS, Count, Place, Tally
from storage import tables
from storage.statements import upsert

_FIGURE = tables.figure.c
_TALLY = tables.tally.c
_CONCERN = tables.concern.c
_OF_CONCERN = select(_TALLY.counts).where(_TALLY.concern == bindparam("of"))
_PUT = upsert(tables.tally)
_ADDED = insert(tables.figure).inline()
_ADD = _ADDED.on_conflict_do_update(
    index_elements=list(tables.figure.primary_key), set_={"n": _FIGURE.n + _ADDED.excluded.n}
)
_MET = [_TALLY.counts.contains(f" {count}", autoescape=True) for count in (Count.IN_TIME, Count.LATE)]
"""Whether the concern is counted so; in what it has added, a count stands behind a blank (`write_tally`)."""
_STALE = select(_TALLY.concern).where(_TALLY.stale).order_by(_TALLY.concern)


class StoredFigures:
    """Sums kept up to date; each concern remembers what it added, so that it can be taken away again."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tally(self, concern: str) -> Tally:
        """What this concern has added so far."""
        written = self._connection.execute(_OF_CONCERN, {"of": concern}).scalar_one_or_none()
        return read_tally(written or "")

    def put(self, concern: str, tally: Tally, change: Mapping[Place, int]) -> None:
        """What this concern adds now, and by how much that moves the sums."""
        values = {"concern": concern, "counts": write_tally(tally), "stale": False}
        self._connection.execute(_PUT, values)
        rows = [
            {"day": place.day, "unit": place.unit, "about": place.about, "what": place.count, "n": n}
            for place, n in change.items()
        ]
        if rows:
            self._connection.execute(_ADD, rows)

    def sums(self, scope: Scope, first: date, last: date) -> dict[str, Counter[Count]]:
        """By unit: what was counted from `first` to `last`, answers to the three questions left out."""
        asked = (
            select(_FIGURE.unit, _FIGURE.what, func.sum(_FIGURE.n))
            .where(_FIGURE.day.between(first, last), *_within(scope), _FIGURE.what.not_in(OF_RATINGS))
            .group_by(_FIGURE.unit, _FIGURE.what)
            .having(func.sum(_FIGURE.n) != 0)
        )
        found: dict[str, Counter[Count]] = defaultdict(Counter)
        for unit, count, n in self._connection.execute(asked):
            found[unit][Count(count)] = int(n)
        return found

    def rating_sums(self, scope: Scope, months: Sequence[date]) -> dict[tuple[str, date], Counter[Count]]:
        """By unit and month: the answers to the three questions."""
        asked = (
            select(_FIGURE.unit, _FIGURE.day, _FIGURE.what, func.sum(_FIGURE.n))
            .where(_FIGURE.day.in_(months), *_within(scope), _FIGURE.what.in_(OF_RATINGS))
            .group_by(_FIGURE.unit, _FIGURE.day, _FIGURE.what)
            .having(func.sum(_FIGURE.n) != 0)
        )
        found: dict[tuple[str, date], Counter[Count]] = defaultdict(Counter)
        for unit, month, count, n in self._connection.execute(asked):
            found[unit, month][Count(count)] = int(n)
        return found

    def overdue(self, scope: Scope, today: date, since: datetime, until: datetime) -> dict[str, Overdue]:
        """By unit: open concerns of a time (its end not included) whose nearest deadline has passed."""
        asked = (
            select(_CONCERN.unit, func.count(), *(func.count(case((has, 1))) for has in _MET))
            .select_from(tables.concern.outerjoin(tables.tally, _TALLY.concern == _CONCERN.id))
            .where(
                *_in_scope(scope),
                _CONCERN.due_on < today,
                _CONCERN.registered_at >= since,
                _CONCERN.registered_at < until,
            )
            .group_by(_CONCERN.unit)
        )
        return {unit: Overdue(*map(int, counts)) for unit, *counts in self._connection.execute(asked)}

    def categories(self, scope: Scope, since: datetime, until: datetime, most: int) -> list[tuple[str, int]]:
        """(category, concerns received in a time), the most frequent first; its end is not included."""
        n = func.count()
        asked = (
            select(_CONCERN.category, n)
            .where(*_in_scope(scope), _CONCERN.registered_at >= since, _CONCERN.registered_at < until)
            .group_by(_CONCERN.category)
            .order_by(n.desc(), _CONCERN.category)
            .limit(most)
        )
        return [(category, int(count)) for category, count in self._connection.execute(asked)]

    def stale(self, limit: int) -> list[str]:
        """Concerns that are older than the figures and not counted yet."""
        return list(self._connection.execute(_STALE.limit(limit)).scalars())


def _within(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    return _FIGURE.unit.in_(scope.units), _FIGURE.about.not_in(scope.not_about)


def _in_scope(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """The concerns themselves of which the figures speak."""
    return (
        _CONCERN.unit.in_(scope.units),
        _CONCERN.kind != Kind.MISCONDUCT,
        or_(_CONCERN.about_unit.is_(None), _CONCERN.about_unit.not_in(scope.not_about)),
    )


def write_tally(tally: Tally) -> str:
    """Day, unit, unit complained about and what is counted there, in little room."""
    places: dict[tuple[date, str, str], list[str]] = defaultdict(list)
    for place, n in tally.items():
        if n:
            places[place.day, place.unit, place.about].append(f"{place.count}*{n}" if n > 1 else place.count)
    return "\n".join(
        f"{day} {unit} {about} {' '.join(counts)}" for (day, unit, about), counts in places.items()
    )


def read_tally(text: str) -> Tally:
    """What `write_tally` wrote."""
    found: Tally = Counter()
    for line in text.splitlines():
        day, unit, about, *counts = line.split(" ")
        for written in counts:
            count, _, n = written.partition("*")
            found[Place(date.fromisoformat(day), unit, about, Count(count))] = int(n or 1)
    return found
