"""Undoes a part of a transaction alone."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """What happens inside is undone alone when it raises; savepoints may stand inside each other.

    Said to the driver directly: SQLAlchemy's own compiles each of its three statements anew every time.
    """
    connection.exec_driver_sql("SAVEPOINT part")
    keep = False
    try:
        yield
        keep = True
    finally:
        if keep or not connection.invalidated:  # after the whole transaction fell there is no part to undo
            _end(connection, keep)


def _end(connection: Connection, keep: bool) -> None:
    if not keep:
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT part")
    connection.exec_driver_sql("RELEASE SAVEPOINT part")
