"""Remembers persons with their roles and stand-ins, and tries that are counted."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, String, bindparam, delete, func, insert, or_, select

from domain.people import Binding, Person, Role
from storage import tables
from storage.columns import Moment
from storage.connection import hold, is_shared
from storage.lists import among, length_for, spread
from storage.statements import upsert

_PERSON = tables.person.c
_BINDING = tables.binding.c
_STAND_IN = tables.stand_in.c
_ATTEMPT = tables.attempt.c

_PERSONS = (
    select(tables.person, tables.binding)
    .outerjoin(tables.binding)
    .order_by(_PERSON.id, _BINDING.since, _BINDING.role, _BINDING.unit)
)
_BY_CHAT = _PERSONS.where(_PERSON.chat == bindparam("chat"))
_LANGUAGE = select(_PERSON.language).where(_PERSON.chat == bindparam("chat"))
_BY_ID = _PERSONS.where(_PERSON.id == bindparam("id"))
_AT = bindparam("at", type_=Moment)
_ROLES = tuple(bindparam(f"role{number}", type_=String) for number in range(len(Role)))
"""As many as there are roles: a list of any length would be compiled anew for every concern."""
_HELD = select(_BINDING.person).where(
    _BINDING.role.in_(_ROLES), _BINDING.since <= _AT, or_(_BINDING.until.is_(None), _BINDING.until > _AT)
)
_HELD_INSTEAD = select(_STAND_IN.person).where(
    _STAND_IN.role.in_(_ROLES), _STAND_IN.since <= _AT, _STAND_IN.until > _AT
)
_WITH_ROLES = _PERSONS.where(or_(_PERSON.id.in_(_HELD), _PERSON.id.in_(_HELD_INSTEAD)))
_HELD_THERE = _HELD.where(_BINDING.unit == bindparam("unit"))
_HELD_INSTEAD_THERE = _HELD_INSTEAD.where(_STAND_IN.unit == bindparam("unit"))
_IN_UNIT = _PERSONS.where(or_(_PERSON.id.in_(_HELD_THERE), _PERSON.id.in_(_HELD_INSTEAD_THERE)))
_PUT = upsert(tables.person)
_BIND = upsert(tables.binding)
_BIND_INSTEAD = upsert(tables.stand_in)
_ORDERED = select(tables.stand_in).order_by(
    _STAND_IN.since, _STAND_IN.role, _STAND_IN.unit, _STAND_IN.instead_of
)
_INSTEAD_OF = _ORDERED.where(_STAND_IN.instead_of == bindparam("absent"), _STAND_IN.until > _AT)
_TRIED = insert(tables.attempt).inline()
_TRIES = select(func.count()).where(
    _ATTEMPT.subject == bindparam("subject"), _ATTEMPT.at >= bindparam("since", type_=Moment)
)


@cache
def _theirs(length: int) -> Select[Any]:
    return _ORDERED.where(among(_STAND_IN.person, "person", length))


class StoredPeople:
    """Persons, each with all bindings, old ones too."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._shared = is_shared(connection)

    def by_chat(self, chat: int) -> Person | None:
        """The person who writes from this private chat."""
        return next(iter(self._find(_BY_CHAT, chat=chat)), None)

    def get(self, person: str) -> Person:
        """The person; `LookupError` if there is none."""
        found = self._find(_BY_ID, id=person)
        if not found:
            raise LookupError("no such person")
        return found[0]

    def put(self, person: Person) -> None:
        """Insert or update, without the bindings."""
        self._connection.execute(
            _PUT,
            {
                "id": person.id,
                "chat": person.chat,
                "language": person.language,
                "agreed_at": person.agreed_at,
                "reachable": person.reachable,
            },
        )

    def bind(self, person: str, binding: Binding) -> None:
        """Add a role in a unit, or change until when it is held; nobody acts for this person meanwhile."""
        for found in self._find(_BY_ID, id=person) if self._shared else ():
            hold(self._connection, found.chat)
        values = {"role": binding.role, "unit": binding.unit, "since": binding.since, "until": binding.until}
        if binding.instead_of:
            values["instead_of"] = binding.instead_of
        self._connection.execute(_BIND_INSTEAD if binding.instead_of else _BIND, {"person": person, **values})

    def language_of(self, chat: int) -> str:
        """What the person of this chat reads, "" if nobody is known there."""
        return self._connection.execute(_LANGUAGE, {"chat": chat}).scalar_one_or_none() or ""

    def in_unit(self, unit: str, roles: Sequence[Role], at: datetime) -> list[Person]:
        """Persons who hold one of the roles in the unit at this moment, by id."""
        return self._find(_IN_UNIT, unit=unit, at=at, **_listed(roles))

    def with_roles(self, roles: Sequence[Role], at: datetime) -> list[Person]:
        """Persons who hold one of the roles in any unit at this moment, by id."""
        return self._find(_WITH_ROLES, at=at, **_listed(roles))

    def stand_ins_of(self, person: str, at: datetime) -> list[tuple[str, Binding]]:
        """(stand-in, their role instead of this person): those that hold at this moment or will, soonest first."""
        rows = self._connection.execute(_INSTEAD_OF, {"absent": person, "at": at})
        return [(row.person, _instead(row)) for row in rows]

    def _find(self, statement: Any, **values: object) -> list[Person]:
        return self._with_stand_ins(_persons(self._connection.execute(statement, values)))

    def _with_stand_ins(self, found: list[Person]) -> list[Person]:
        """Only who holds a role can stand in for somebody; residents cost no second look."""
        staff = [person.id for person in found if person.bindings]
        if not staff:
            return found
        instead: dict[str, list[Binding]] = {}
        for row in self._connection.execute(_theirs(length_for(staff)), spread("person", staff)):
            instead.setdefault(row.person, []).append(_instead(row))
        return [replace(one, bindings=(*one.bindings, *instead.get(one.id, ()))) for one in found]


class StoredAttempts:
    """Counts tries by a keyed digest of whoever tries."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, subject: bytes, since: datetime) -> int:
        """Tries since then, that moment included."""
        return self._connection.execute(_TRIES, {"subject": subject, "since": since}).scalar_one()

    def add(self, subject: bytes, now: datetime) -> None:
        """One more try."""
        self._connection.execute(_TRIED, {"subject": subject, "at": now})

    def forget_before(self, before: datetime) -> None:
        """Forget older tries."""
        self._connection.execute(delete(tables.attempt).where(_ATTEMPT.at < before))


def _listed(roles: Sequence[Role]) -> dict[str, object]:
    """The values of `_ROLES`: the roles, and for every place left over one that nobody holds."""
    nobody = ("",) * (len(_ROLES) - len(roles))
    return {bind.key: role for bind, role in zip(_ROLES, (*roles, *nobody), strict=True)}


def _persons(rows: Iterable[Row[Any]]) -> list[Person]:
    found: dict[str, tuple[Row[Any], list[Binding]]] = {}
    for row in rows:
        _, bindings = found.setdefault(row.id, (row, []))
        if row.role is not None:
            bindings.append(Binding(Role(row.role), row.unit, row.since, row.until))
    return [_person(row, bindings) for row, bindings in found.values()]


def _person(row: Row[Any], bindings: Sequence[Binding]) -> Person:
    return Person(row.id, row.chat, row.language, row.agreed_at, row.reachable, tuple(bindings))


def _instead(row: Row[Any]) -> Binding:
    return Binding(Role(row.role), row.unit, row.since, row.until, row.instead_of)
