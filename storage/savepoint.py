"""Undoes a part of a transaction alone."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from storage.direct import tell


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """What happens inside is undone alone when it raises; savepoints may stand inside each other.

    On PostgreSQL an error that was hidden inside spoils the whole part: it is undone and raises here.
    Said to the driver directly: SQLAlchemy's own compiles each of its three statements anew every time.
    """
    tell(connection, "SAVEPOINT part")
    kept = False
    try:
        yield
        tell(connection, "RELEASE SAVEPOINT part")
        kept = True
    finally:
        if (
            not kept and not connection.invalidated
        ):  # after the whole transaction fell there is nothing to undo
            tell(connection, "ROLLBACK TO SAVEPOINT part")
            tell(connection, "RELEASE SAVEPOINT part")
