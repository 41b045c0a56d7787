"""Remembers the pictures, voices and documents that people named, and whether they were fetched."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, literal, or_, select, update

from domain.files import FileKind, FileNamed, FileState, StoredFile
from storage import tables
from storage.columns import Moment
from storage.connection import is_shared
from storage.statements import firm
from storage.vault import Vault, WrongKey

_FILE = tables.file.c
_OF = select(tables.file).where(_FILE.owner == bindparam("owner")).order_by(_FILE.position)
_GET = select(tables.file).where(_FILE.id == bindparam("id"))
_GET_FIRM = firm(_GET)
# Written out, because an index of waiting files cannot be chosen for a value that is not known yet.
_NAMED = _FILE.state == literal(FileState.NAMED.value, literal_execute=True)
_BY_TURNS = func.row_number().over(partition_by=_FILE.owner, order_by=_FILE.position)
_GIVE = update(tables.file).where(_FILE.owner == bindparam("giver")).values(owner=bindparam("taker"))
_WAITING = (
    select(tables.file)
    .where(_NAMED, or_(_FILE.not_before.is_(None), _FILE.not_before <= bindparam("now", type_=Moment)))
    .order_by(_BY_TURNS, _FILE.position)
    .limit(bindparam("most"))
)


class StoredFiles:
    """Rows about files, in the order they came; the bytes are elsewhere."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault
        self._shared = is_shared(connection)

    def add(self, file: StoredFile) -> None:
        """One more file of its owner."""
        name = self._vault.seal(file.named.name, "file", "name", file.id)
        self._connection.execute(insert(tables.file), {"id": file.id, "name": name, **self._values(file)})

    def get(self, file: str) -> StoredFile | None:
        """The file, if it is known."""
        row = self._connection.execute(_GET_FIRM if self._shared else _GET, {"id": file}).one_or_none()
        return None if row is None else self._file(row)

    def of(self, owner: str) -> list[StoredFile]:
        """In the order they came."""
        return [self._file(row) for row in self._connection.execute(_OF, {"owner": owner})]

    def give(self, owner: str, new_owner: str) -> None:
        """Everything of one owner to another: a draft's files become the concern's."""
        self._connection.execute(_GIVE, {"giver": owner, "taker": new_owner})

    def waiting(self, now: datetime, limit: int) -> list[StoredFile]:
        """Files to fetch now: the first of each owner, then the second, each in the order they came."""
        return [self._file(row) for row in self._connection.execute(_WAITING, {"now": now, "most": limit})]

    def kept(self, after: str, limit: int) -> list[StoredFile]:
        """Files that must be in the folder, by id, those after this id."""
        kept = select(tables.file).where(_FILE.state == FileState.KEPT, _FILE.id > after)
        return [self._file(row) for row in self._connection.execute(kept.order_by(_FILE.id).limit(limit))]

    def put(self, file: StoredFile) -> None:
        """Update what is known of the file, but not its name."""
        self._connection.execute(update(tables.file).where(_FILE.id == file.id).values(self._values(file)))

    def drop(self, owner: str) -> list[str]:
        """Forget the rows of an owner; ids of what was kept, to delete the bytes."""
        kept = [file.id for file in self.of(owner) if file.state is FileState.KEPT]
        self._connection.execute(delete(tables.file).where(_FILE.owner == owner))
        return kept

    @staticmethod
    def _values(file: StoredFile) -> dict[str, object]:
        return {
            "owner": file.owner,
            "handle": file.named.handle,
            "kind": file.named.kind,
            "size": file.named.size,
            "type": file.named.type,
            "state": file.state,
            "added_at": file.added_at,
            "tries": file.tries,
            "not_before": file.not_before,
        }

    def _file(self, row: Row[Any]) -> StoredFile:
        named = FileNamed(row.handle, FileKind(row.kind), row.size, row.type, self._name(row))
        return StoredFile(
            row.id, row.owner, named, FileState(row.state), row.added_at, row.tries, row.not_before
        )

    def _name(self, row: Row[Any]) -> str:
        """As it was called; "" where that cannot be opened: the file itself may be."""
        try:
            return self._vault.unseal(row.name, "file", "name", row.id)
        except WrongKey:
            return ""
