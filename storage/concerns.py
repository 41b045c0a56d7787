"""Remembers concerns, who their reporters are (sealed), and lists them by what is due first."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, exists, func, or_, select, update

from domain.concern import OVER, WITH_REVIEWERS, Concern, Contact, HowKnown, Kind, News, Pin, State
from domain.services.ports import WorkFilter, WorkItem
from storage import tables
from storage.statements import insert_unless, upsert
from storage.vault import Vault

_CONCERN = tables.concern.c
_CLOCK = tables.clock.c
_DONE = tuple(OVER | WITH_REVIEWERS)

_ADD = insert_unless(_CONCERN.number)
_GET = select(tables.concern).where(_CONCERN.id == bindparam("id"))
_BY_NUMBER = select(tables.concern).where(_CONCERN.number == bindparam("number"))
_OF_REPORTER = (
    select(tables.concern)
    .where(_CONCERN.reporter == bindparam("reporter"))
    .order_by(_CONCERN.registered_at.desc(), _CONCERN.id)
)
_CHANGE = update(tables.concern).where(
    _CONCERN.id == bindparam("concern"), _CONCERN.state == bindparam("expected")
)
_PUT_CONTACT = upsert(tables.contact)
_CONTACT = select(tables.contact).where(tables.contact.c.concern == bindparam("concern"))


class StoredConcerns:
    """Concerns. `residents_clocks`: rules whose time is the resident's own, so not a duty of the office."""

    def __init__(self, connection: Connection, vault: Vault, residents_clocks: frozenset[str]) -> None:
        self._connection = connection
        self._vault = vault
        self._residents_clocks = residents_clocks

    def add(self, concern: Concern) -> bool:
        """False when the tracking number is taken already; nothing is stored then."""
        return self._connection.execute(_ADD, {"id": concern.id, **_values(concern)}).rowcount == 1

    def put(self, concern: Concern, expected: State) -> bool:
        """Update if it still stands in the expected state; False when it moved on meanwhile."""
        where = {"concern": concern.id, "expected": expected}
        return self._connection.execute(_CHANGE, {**_values(concern), **where}).rowcount == 1

    def get(self, concern: str) -> Concern | None:
        """The concern, by id."""
        return self._one(_GET, id=concern)

    def by_number(self, number: str) -> Concern | None:
        """The concern, by the tracking number as it is printed."""
        return self._one(_BY_NUMBER, number=number)

    def of_reporter(self, person: str) -> list[Concern]:
        """Newest first; for the reporter's own list only (PRODUCT.md N)."""
        return [_concern(row) for row in self._connection.execute(_OF_REPORTER, {"reporter": person})]

    def recode(self, concern: str, code_digest: bytes) -> None:
        """Another query code from now on."""
        changed = update(tables.concern).where(_CONCERN.id == concern).values(code_digest=code_digest)
        self._connection.execute(changed)

    def worklist(self, filter: WorkFilter, offset: int, limit: int) -> list[WorkItem]:
        """Due first; those without a running duty of the office last, older before newer."""
        due = self._due_on()
        rows = self._connection.execute(
            select(tables.concern, due)
            .where(*self._wanted(filter))
            .order_by(due.is_(None), due, _CONCERN.registered_at, _CONCERN.id)
            .offset(offset)
            .limit(limit)
        )
        return [WorkItem(_concern(row), row.due_on) for row in rows]

    def count(self, filter: WorkFilter) -> int:
        """How many concerns the whole worklist has."""
        counted = select(func.count()).select_from(tables.concern).where(*self._wanted(filter))
        return self._connection.execute(counted).scalar_one()

    def put_contact(self, concern: str, contact: Contact) -> None:
        """Insert or update how the reporter can be reached."""
        name = self._vault.seal(contact.name, "contact", "name", concern)
        phone = self._vault.seal(contact.phone, "contact", "phone", concern)
        self._connection.execute(_PUT_CONTACT, {"concern": concern, "name": name, "phone": phone})

    def contact(self, concern: str) -> Contact | None:
        """How the reporter can be reached, if they said so."""
        row = self._connection.execute(_CONTACT, {"concern": concern}).one_or_none()
        if row is None:
            return None
        name = self._vault.unseal(row.name, "contact", "name", concern)
        return Contact(name, self._vault.unseal(row.phone, "contact", "phone", concern))

    def _one(self, statement: Any, **values: object) -> Concern | None:
        row = self._connection.execute(statement, values).one_or_none()
        return None if row is None else _concern(row)

    def _wanted(self, filter: WorkFilter) -> tuple[ColumnElement[bool], ...]:
        if filter.due_by is None:
            return (_listed(filter),)
        near = exists().where(
            _CLOCK.concern == _CONCERN.id,
            _CLOCK.met_at.is_(None),
            _CLOCK.rule.not_in(self._residents_clocks),
            _CLOCK.due_on <= filter.due_by,
        )
        return (_listed(filter), near)

    def _due_on(self) -> ColumnElement[Any]:
        running = select(func.min(_CLOCK.due_on)).where(
            _CLOCK.concern == _CONCERN.id, _CLOCK.met_at.is_(None), _CLOCK.rule.not_in(self._residents_clocks)
        )
        return running.scalar_subquery().label("due_on")


def _listed(filter: WorkFilter) -> ColumnElement[bool]:
    if filter.in_review:
        there = (_CONCERN.review_unit.in_(filter.units), _CONCERN.state.in_(tuple(WITH_REVIEWERS)))
        return and_(*there, *_not_hidden(filter))
    wanted: list[ColumnElement[bool]] = [_CONCERN.unit.in_(filter.units), *_not_hidden(filter)]
    if filter.number:
        wanted.append(_CONCERN.number.contains(filter.number, autoescape=True))
    else:
        done = _CONCERN.state.in_(_DONE)
        wanted.append(done if filter.done else ~done)
    if filter.handlers:
        wanted.append(_CONCERN.handler.in_(filter.handlers))
    if filter.waiting:
        wanted.append(_CONCERN.handler == "")
    return and_(*wanted)


def _not_hidden(filter: WorkFilter) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if filter.not_about:
        about = _CONCERN.about_unit
        wanted.append(or_(about.is_(None), about.not_in(filter.not_about)))
    if filter.hidden_from:
        wanted.append(_CONCERN.reporter != filter.hidden_from)
    return wanted


def _values(concern: Concern) -> dict[str, object]:
    return {
        "number": concern.number,
        "code_digest": concern.code_digest,
        "reporter": concern.reporter,
        "kind": concern.kind,
        "category": concern.category,
        "area": concern.area,
        "place": concern.place,
        "words": concern.words,
        "known": concern.known,
        "state": concern.state,
        "unit": concern.unit,
        "registered_at": concern.registered_at,
        "latitude": concern.pin and concern.pin.latitude,
        "longitude": concern.pin and concern.pin.longitude,
        "handler": concern.handler,
        "news": concern.news,
        "asked_days": concern.asked_days,
        "about_unit": concern.about_unit,
        "review_unit": concern.review_unit,
        "reviewer": concern.reviewer,
    }


def _concern(row: Row[Any]) -> Concern:
    return Concern(
        id=row.id,
        number=row.number,
        code_digest=row.code_digest,
        reporter=row.reporter,
        kind=Kind(row.kind),
        category=row.category,
        area=row.area,
        place=row.place,
        words=row.words,
        known=HowKnown(row.known),
        state=State(row.state),
        unit=row.unit,
        registered_at=row.registered_at,
        pin=None if row.latitude is None else Pin(row.latitude, row.longitude),
        handler=row.handler,
        news=News(row.news),
        asked_days=row.asked_days or 0,
        about_unit=row.about_unit or "",
        review_unit=row.review_unit or "",
        reviewer=row.reviewer or "",
    )
