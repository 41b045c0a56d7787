"""Tells trouble with the database (come back later) from a mistake in a single piece of work."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, PendingRollbackError

# Primary result codes of SQLite that speak of the disk, the file or a lock, not of the statement:
# BUSY, LOCKED, NOMEM, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB.
_TROUBLE = frozenset({5, 6, 7, 10, 11, 13, 14, 15, 26})
# The same in PostgreSQL, by the first two signs of its code: connection, entry refused, no such database,
# deadlock, no room, somebody ended it, system, broken file; a lock that was not to be had; and a server that only
# reads for now, which is how hosts of databases answer a full disk.
_TROUBLE_CLASSES = ("08", "25006", "28", "3D", "40", "53", "57", "58", "XX001", "XX002", "55P03")
_LOCKED_CLASSES = ("40", "55P03")
"""Of these, the ones that say: somebody else was at the same thing."""


class Unavailable(Exception):
    """The database cannot say that the work is kept; it may be offered again later.

    A webhook answers 503. A work that gets this inside a savepoint lets it through.
    """


class Busy(Unavailable):
    """Somebody else is at the same thing just now: the work is to be done again, from its start."""


def is_locked(error: BaseException) -> bool:
    """Whether a work met somebody else's lock, or was chosen to give way."""
    return isinstance(error, Busy) or (
        isinstance(error, DBAPIError) and _code(error).startswith(_LOCKED_CLASSES)
    )


def is_trouble(error: Exception) -> bool:
    """Whether the error speaks of the database itself rather than of one statement."""
    if isinstance(error, PendingRollbackError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    return error.connection_invalidated or _code_of_sqlite(error) or _code_of_postgresql(error)


@contextmanager
def trouble_is_unavailable() -> Iterator[None]:
    """Turns trouble with the database into `Unavailable`; other errors pass."""
    try:
        yield
    except (DBAPIError, PendingRollbackError) as error:
        if is_locked(error):
            raise Busy("somebody else is at it") from error
        if is_trouble(error):
            raise Unavailable("the database is in trouble") from error
        raise


def _code_of_sqlite(error: DBAPIError) -> bool:
    code = getattr(error.orig, "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF in _TROUBLE


def _code_of_postgresql(error: DBAPIError) -> bool:
    if getattr(error.orig, "sqlstate", "") is None:  # the driver's own words: it never came to the server
        return isinstance(error, OperationalError)
    return _code(error).startswith(_TROUBLE_CLASSES)


def _code(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", "") or ""
