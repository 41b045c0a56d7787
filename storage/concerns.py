"""Remembers concerns, who their reporters are (sealed), and lists them by what is due first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, func, select, update

from domain.concern import Concern, Contact, HowKnown, Kind, News, Pin, State
from domain.services.ports import WorkFilter, WorkItem
from storage import tables
from storage.connection import is_shared
from storage.statements import firm, insert_unless, upsert
from storage.trouble import Busy
from storage.vault import Vault
from storage.worklist import DONE, due_on, like, listed, page, reckon

_CONCERN = tables.concern.c

_ADD = insert_unless(_CONCERN.number)
_GET = select(tables.concern).where(_CONCERN.id == bindparam("id"))
_HOLD = _GET.with_for_update()
_JOINED = (
    select(tables.concern)
    .where(_CONCERN.joined_to == bindparam("lead"))
    .order_by(_CONCERN.registered_at, _CONCERN.id)
)
_BY_NUMBER = select(tables.concern).where(_CONCERN.number == bindparam("number"))
_GET_FIRM, _BY_NUMBER_FIRM = firm(_GET), firm(_BY_NUMBER)
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
    """Concerns. `residents_clocks`: rules whose time is the resident's own, so not a duty of the office.

    A concern that was asked for is this transaction's until it ends. Those of a list are not; whoever changes one
    and finds that it was changed meanwhile is `Busy`, and reads the list anew.
    """

    def __init__(self, connection: Connection, vault: Vault, residents_clocks: frozenset[str]) -> None:
        self._connection = connection
        self._vault = vault
        self._residents_clocks = residents_clocks
        self._shared = is_shared(connection)
        self._listed: dict[str, Concern] = {}

    def add(self, concern: Concern) -> bool:
        """False when the tracking number is taken already; nothing is stored then."""
        return self._connection.execute(_ADD, {"id": concern.id, **_values(concern)}).rowcount == 1

    def put(self, concern: Concern, expected: State) -> bool:
        """Update if it still stands in the expected state; False when it moved on meanwhile."""
        if (listed := self._listed.get(concern.id)) is not None and self.get(concern.id) != listed:
            raise Busy("somebody was quicker")
        where = {"concern": concern.id, "expected": expected}
        changed = self._connection.execute(_CHANGE, {**_values(concern), **where}).rowcount == 1
        if changed and concern.state != expected:
            reckon(self._connection, concern.id, self._residents_clocks)
        return changed

    def get(self, concern: str) -> Concern | None:
        """The concern, by id."""
        return self._one(_GET_FIRM if self._shared else _GET, id=concern)

    def hold(self, concern: str) -> Concern | None:
        """The concern as it stands now; until this transaction ends nobody else changes it."""
        return self._one(_HOLD, id=concern)

    def joined(self, lead: str) -> list[Concern]:
        """Those that are handled with this one (并单), the oldest first."""
        return [_concern(row) for row in self._connection.execute(_JOINED, {"lead": lead})]

    def alike(self, concern: Concern, limit: int) -> list[Concern]:
        """What else is open in the same unit, area and chapter of categories, the oldest first."""
        return [_concern(row) for row in like(self._connection, concern, limit)]

    def by_number(self, number: str) -> Concern | None:
        """The concern, by the tracking number as it is printed."""
        return self._one(_BY_NUMBER_FIRM if self._shared else _BY_NUMBER, number=number)

    def of_reporter(self, person: str) -> list[Concern]:
        """Newest first; for the reporter's own list only (PRODUCT.md N)."""
        rows = self._connection.execute(_OF_REPORTER, {"reporter": person})
        return [self._read_loosely(row) for row in rows]

    def recode(self, concern: str, code_digest: bytes) -> None:
        """Another query code from now on."""
        changed = update(tables.concern).where(_CONCERN.id == concern).values(code_digest=code_digest)
        self._connection.execute(changed)

    def worklist(self, filter: WorkFilter, offset: int, limit: int) -> list[WorkItem]:
        """Due first; those without a running duty of the office last, older before newer."""
        if not (filter.in_review or filter.number or filter.due_by or filter.helping):
            return [
                WorkItem(self._read_loosely(row), row.due_on)
                for row in page(self._connection, filter, offset, limit)
            ]
        due = due_on(self._residents_clocks).label("owed_on")
        rows = self._connection.execute(
            select(tables.concern, due)
            .where(listed(filter))
            .order_by(due.is_(None), due, _CONCERN.registered_at, _CONCERN.id)
            .offset(offset)
            .limit(limit)
        )
        return [WorkItem(self._read_loosely(row), row.owed_on) for row in rows]

    def led_by(self, people: Sequence[str], offset: int, limit: int) -> list[WorkItem]:
        """Those that 包案 gave to these leaders and that are not over, due first."""
        due = _CONCERN.due_on
        led = select(tables.concern).where(_led(people))
        ordered = led.order_by(due.is_(None), due, _CONCERN.registered_at, _CONCERN.id)
        rows = self._connection.execute(ordered.offset(offset).limit(limit))
        return [WorkItem(self._read_loosely(row), row.due_on) for row in rows]

    def count_led(self, people: Sequence[str]) -> int:
        """How many these are."""
        counted = select(func.count()).select_from(tables.concern).where(_led(people))
        return self._connection.execute(counted).scalar_one()

    def count(self, filter: WorkFilter) -> int:
        """How many concerns the whole worklist has."""
        counted = select(func.count()).select_from(tables.concern).where(listed(filter))
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
        if row is None:
            return None
        self._listed.pop(row.id, None)
        return _concern(row)

    def _read_loosely(self, row: Row[Any]) -> Concern:
        concern = _concern(row)
        if self._shared:
            self._listed[concern.id] = concern
        return concern


def _led(people: Sequence[str]) -> ColumnElement[bool]:
    return and_(_CONCERN.leader.in_(people), ~_CONCERN.state.in_(DONE))


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
        "leader": concern.leader,
        "recused": " ".join(concern.recused),
        "co_units": " ".join(concern.co_units),
        "joined_to": concern.joined_to or None,
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
        leader=row.leader or "",
        recused=tuple((row.recused or "").split()),
        co_units=tuple((row.co_units or "").split()),
        joined_to=row.joined_to or "",
    )
