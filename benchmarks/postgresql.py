"""A PostgreSQL as it is run in earnest, for the measures: every commit waits for the disk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.postgres import ADVICE, Server, find

_EARNEST = {"listen_addresses": "", "max_connections": "60", "log_min_messages": "fatal"}


@contextmanager
def earnest() -> Iterator[Callable[[], str]]:
    """Makes empty databases and tells their addresses; the server ends afterwards. LookupError where there is none."""
    installed = find()
    if installed is None:
        raise LookupError(ADVICE)
    server = Server(installed, _EARNEST)
    try:
        yield lambda: server.address(server.create())
    finally:
        server.close()
