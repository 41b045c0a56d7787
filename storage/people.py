"""Remembers persons with their roles, the invitations that give roles, and tries that are counted."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, or_, select, update

from domain.people import Binding, Invitation, Person, Role
from storage import tables
from storage.columns import Moment
from storage.statements import upsert

_PERSON = tables.person.c
_BINDING = tables.binding.c
_INVITATION = tables.invitation.c
_ATTEMPT = tables.attempt.c

_PERSONS = (
    select(tables.person, tables.binding)
    .outerjoin(tables.binding)
    .order_by(_PERSON.id, _BINDING.since, _BINDING.role, _BINDING.unit)
)
_BY_CHAT = _PERSONS.where(_PERSON.chat == bindparam("chat"))
_BY_ID = _PERSONS.where(_PERSON.id == bindparam("id"))
_HELD = select(_BINDING.person).where(
    _BINDING.role.in_(bindparam("roles", expanding=True)),
    _BINDING.since <= bindparam("at", type_=Moment),
    or_(_BINDING.until.is_(None), _BINDING.until > bindparam("at", type_=Moment)),
)
_WITH_ROLES = _PERSONS.where(_PERSON.id.in_(_HELD))
_IN_UNIT = _PERSONS.where(_PERSON.id.in_(_HELD.where(_BINDING.unit == bindparam("unit"))))
_PUT = upsert(tables.person)
_BIND = upsert(tables.binding)
_TRIES = select(func.count()).where(
    _ATTEMPT.subject == bindparam("subject"), _ATTEMPT.at >= bindparam("since", type_=Moment)
)


class StoredPeople:
    """Persons, each with all bindings, old ones too."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

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
        """Add a role in a unit, or change until when it is held."""
        values = {"role": binding.role, "unit": binding.unit, "since": binding.since, "until": binding.until}
        self._connection.execute(_BIND, {"person": person, **values})

    def in_unit(self, unit: str, roles: Sequence[Role], at: datetime) -> list[Person]:
        """Persons who hold one of the roles in the unit at this moment, by id."""
        return self._find(_IN_UNIT, unit=unit, roles=roles, at=at)

    def with_roles(self, roles: Sequence[Role], at: datetime) -> list[Person]:
        """Persons who hold one of the roles in any unit at this moment, by id."""
        return self._find(_WITH_ROLES, roles=roles, at=at)

    def _find(self, statement: Any, **values: object) -> list[Person]:
        return _persons(self._connection.execute(statement, values))


class StoredInvitations:
    """Single-use ways in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, invitation: Invitation) -> None:
        """Add an invitation."""
        self._connection.execute(
            insert(tables.invitation).values(
                digest=invitation.digest,
                role=invitation.role,
                unit=invitation.unit,
                expires_at=invitation.expires_at,
                used_by=invitation.used_by,
            )
        )

    def take(self, digest: bytes, person: str, now: datetime) -> Invitation | None:
        """The invitation, marked as used by this person; None when unknown, expired or used."""
        taken = self._connection.execute(
            update(tables.invitation)
            .where(_INVITATION.digest == digest, _INVITATION.used_by == "", _INVITATION.expires_at > now)
            .values(used_by=person, used_at=now)
        )
        if taken.rowcount != 1:
            return None
        row = self._connection.execute(select(tables.invitation).where(_INVITATION.digest == digest)).one()
        return Invitation(row.digest, Role(row.role), row.unit, row.expires_at, row.used_by)


class StoredAttempts:
    """Counts tries by a keyed digest of whoever tries."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, subject: bytes, since: datetime) -> int:
        """Tries since then, that moment included."""
        return self._connection.execute(_TRIES, {"subject": subject, "since": since}).scalar_one()

    def add(self, subject: bytes, now: datetime) -> None:
        """One more try."""
        self._connection.execute(insert(tables.attempt), {"subject": subject, "at": now})


def _persons(rows: Iterable[Row[Any]]) -> list[Person]:
    found: dict[str, tuple[Row[Any], list[Binding]]] = {}
    for row in rows:
        _, bindings = found.setdefault(row.id, (row, []))
        if row.role is not None:
            bindings.append(Binding(Role(row.role), row.unit, row.since, row.until))
    return [_person(row, bindings) for row, bindings in found.values()]


def _person(row: Row[Any], bindings: Sequence[Binding]) -> Person:
    return Person(row.id, row.chat, row.language, row.agreed_at, row.reachable, tuple(bindings))
