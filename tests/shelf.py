"""Databases of one PostgreSQL that go from test to test: emptied, which is far cheaper than copied anew."""

import psycopg

from tests.postgres import Server

_TOO_FAT = 4_000_000  # bytes beyond the template that deleted rows may take
_LEAVE = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_EMPTY = """
DO $$ DECLARE part record; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR part IN SELECT oid::regclass AS name, relkind FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S') AND relname <> 'alembic_version'
    LOOP
        IF part.relkind = 'r' THEN EXECUTE format('DELETE FROM %s', part.name);
        ELSE PERFORM setval(part.name, 1, false);
        END IF;
    END LOOP;
END $$
"""
_SHAPE = """
SELECT md5(string_agg((relname, relnatts, relfilenode, relhastriggers, reltuples < 0)::text, ',' ORDER BY oid)),
    (SELECT version_num FROM alembic_version), (SELECT count(*) FROM pg_proc)
FROM pg_class
"""
_SIZE = "SELECT pg_database_size(current_database())"


class Shelf:
    """Copies of one template; one comes back only when nothing but its rows was changed, and not too many of them."""

    def __init__(self, server: Server, template: str) -> None:
        self._server = server
        self._template = template
        self._free: list[str] = []
        self._shapes: dict[str, object] = {}
        self._largest = int(server.ask(_SIZE, template)[0][0]) + _TOO_FAT

    def lend(self) -> str:
        """The name of a database like the template, the borrower's own until it comes back."""
        if self._free:
            return self._free.pop()
        name = self._server.create(self._template)
        self._shapes[name] = self._server.ask(_SHAPE, name)
        return name

    def take_back(self, name: str) -> None:
        """Empty it for the next; one that has become another, or fat, goes."""
        if self._emptied(name):
            self._free.append(name)
        else:
            self._server.drop(name)

    def _emptied(self, name: str) -> bool:
        try:
            with psycopg.connect(self._server.address(name), autocommit=True) as connection:
                connection.execute(_LEAVE)
                connection.execute(_EMPTY)
                same = connection.execute(_SHAPE).fetchall() == self._shapes[name]
                size = connection.execute(_SIZE).fetchone()
        except psycopg.Error:
            return False
        return same and size is not None and size[0] <= self._largest
