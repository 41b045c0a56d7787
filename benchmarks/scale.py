"""C3, C4 at size: what a tick, a page of the worklist and a look-up cost among 10^4 … 10^7 stored rows."""

import os
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import sqlite_version
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import Connection, Engine, text

from domain.policy import DEMO, read_policy
from domain.services.ports import UnitOfWork, WorkFilter
from storage.connection import writing_engine
from storage.migrate import upgrade
from storage.unit_of_work import stored
from storage.vault import Vault

PAPER = Path(__file__).with_name("SCALE.md")
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
UNITS, HANDLERS, DUE = 30, 300, 1000
_ROUNDS = 15
_MICRO = 1_000_000
_AT = int(NOW.timestamp()) * _MICRO

_NUMBERS = {
    "sqlite": "(WITH RECURSIVE c(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM c WHERE n + 1 < :last)"
    " SELECT n FROM c)",
    "postgresql": "(SELECT n FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint) - 1) AS n) AS c",
}
_ID = {"sqlite": "printf('%032x', n)", "postgresql": "lpad(to_hex(n), 32, '0')"}
_DAY = {
    "sqlite": "date('2026-11-24', '+' || (n % 60) || ' days')",
    "postgresql": "date '2026-11-24' + (n % 60)::int",
}
_CONCERN = """INSERT INTO concern (id, number, code_digest, reporter, kind, category, area, place, words, known, state,
 unit, registered_at, handler, news, due_on) SELECT {id}, 'QH-' || n, {blob}, 'r', 'help', 'housing.rental',
 'liuyuan', '', 'w', 'anonymous', 'in_progress', 'unit' || (n % {units}), {at} - n, 'h' || (n % {handlers}),
 'at_once', {day} FROM {numbers}"""
_CLOCK = """INSERT INTO clock (concern, rule, started_at, due_on, provisional, calendar)
 SELECT {id}, 'K13', {at}, {day}, {false}, '' FROM {numbers}"""
_REMINDER = """INSERT INTO reminder (key, subject, audience, due_at, sentence, facts, concern, urgent)
 SELECT 'key' || n, 'concern\\:' || {id} || '\\:K13', 'handler\\:x',
 CASE WHEN n < {due} THEN {at} - n ELSE {at} + 86400000000 + n END,
 'remind.coming', '{{}}', '', {false} FROM {numbers}"""
_PERSON = "INSERT INTO person (id, chat, language, reachable) VALUES ('r', 1, 'zh_Hans', {true})"


@dataclass(frozen=True)
class Cost:
    """Milliseconds, medians; `stored`: (concerns, reminders)."""

    database: str
    stored: tuple[int, int]
    look: float
    claim: float
    first_page: float
    deep_page: float
    own_page: float
    waiting: float
    count: float
    by_number: float


def fill(connection: Connection, concerns: int, reminders: int, had: tuple[int, int]) -> None:
    """So many open concerns with a clock each, and reminders of which a thousand are due; `had`: there already."""
    kind = connection.dialect.name
    lite = kind == "sqlite"
    names = {
        "id": _ID[kind],
        "day": _DAY[kind],
        "numbers": _NUMBERS[kind],
        "at": _AT,
        "units": UNITS,
        "due": DUE,
        "handlers": HANDLERS,
        "false": "0" if lite else "false",
        "true": "1" if lite else "true",
        "blob": "zeroblob(32)" if lite else "decode(repeat('00', 32), 'hex')",
    }
    if had == (0, 0):
        connection.execute(text(_PERSON.format(**names)))
    for statement in (_CONCERN, _CLOCK):
        connection.execute(text(statement.format(**names)), {"first": had[0], "last": concerns})
    connection.execute(text(_REMINDER.format(**names)), {"first": had[1], "last": reminders})
    connection.commit()
    connection.execute(text("ANALYZE"))
    connection.commit()


def measure(engine: Engine, stored_rows: tuple[int, int]) -> Cost:
    """Every figure on one connection, in a transaction that is rolled back."""
    policy = read_policy(DEMO)
    with engine.connect() as connection:
        connection.begin()
        uow = stored(Vault([b"k" * 32]), policy)(connection)
        early = NOW.replace(year=2025)
        cost = Cost(
            engine.dialect.name,
            stored_rows,
            look=_ms(lambda: uow.reminders.due(early, 5000)),
            claim=_ms(lambda: _claim(uow), rounds=1),
            first_page=_ms(lambda: uow.concerns.worklist(WorkFilter(("unit1",)), 0, 8)),
            deep_page=_ms(lambda: uow.concerns.worklist(WorkFilter(("unit1",)), 160, 8)),
            own_page=_ms(lambda: uow.concerns.worklist(WorkFilter(("unit1",), handlers=("h1",)), 0, 8)),
            waiting=_ms(lambda: uow.concerns.worklist(WorkFilter(("unit1",), waiting=True), 0, 8)),
            count=_ms(lambda: uow.concerns.count(WorkFilter(("unit1",)))),
            by_number=_ms(lambda: uow.concerns.by_number("QH-4711")),
        )
        connection.rollback()
    return cost


def _claim(uow: UnitOfWork) -> None:
    due = uow.reminders.due(NOW, 5000)
    assert len(due) == DUE
    uow.reminders.fired([reminder.key for reminder in due], NOW)


def _ms(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    taken = []
    for _ in range(rounds):
        began = perf_counter()
        work()
        taken.append((perf_counter() - began) * 1000)
    return median(taken)


def grow(url: str, sizes: list[tuple[int, int]], say: Callable[[str], None]) -> list[Cost]:
    """The growth curve of one database, filled further and further."""
    upgrade(url)
    engine = writing_engine(url)
    had, costs = (0, 0), []
    for size in sizes:
        began = perf_counter()
        with engine.connect() as connection:
            fill(connection, *size, had)
        costs.append(measure(engine, size))
        say(f"{_line(costs[-1])}   (filled in {perf_counter() - began:.0f} s)")
        had = size
    engine.dispose()
    return costs


def sizes_up_to(reminders: int) -> list[tuple[int, int]]:
    """(concerns, reminders): ten reminders each from 10^5 on."""
    wanted = [10_000, 100_000, 1_000_000, 10_000_000]
    return [(max(size // 10, 4_800), size) for size in wanted if size <= reminders]


_FIGURES = {
    "look": "empty look",
    "claim": "claim 1,000",
    "first_page": "first page",
    "deep_page": "page 21",
    "own_page": "own page",
    "waiting": "unclaimed",
    "count": "count",
    "by_number": "by number",
}
HEAD = f"| database | open concerns | reminders | {' | '.join(_FIGURES.values())} |"


def _line(cost: Cost) -> str:
    counts = " | ".join(f"{number:,}" for number in cost.stored)
    figures = " | ".join(f"{getattr(cost, name):.2f}" for name in _FIGURES)
    return f"| {cost.database} | {counts} | {figures} |"


def main(sqlite_rows: int, postgresql_rows: int) -> None:
    """Both databases; prints the curve and writes SCALE.md."""
    from tests.postgres import Server, find

    say = sys.stderr.write
    with TemporaryDirectory(prefix="minqing-scale-") as folder:
        costs = grow(f"sqlite:///{folder}/scale.db", sizes_up_to(sqlite_rows), lambda line: _say(say, line))
    installed = find()
    if installed:
        server = Server(installed)
        try:
            url = server.address(server.create())
            costs += grow(url, sizes_up_to(postgresql_rows), lambda line: _say(say, line))
        finally:
            server.close()
    PAPER.write_text(_paper(costs), "utf-8")


def _say(write: Callable[[str], object], line: str) -> None:
    write(f"{line}\n")


def _paper(costs: list[Cost]) -> str:
    lines = [
        "# What a tick, a page and a look-up cost, by how much is stored",
        "",
        "`make bench-scale`. Milliseconds in the database, medians; the concerns lie with 30 units and 300 handlers, a",
        "thousand reminders are due. A claim is one round: read what is due and mark it as done.",
        "",
        f"{os.cpu_count()} processors, SQLite {sqlite_version}, Python {platform.python_version()}.",
        "",
        HEAD,
        "|" + " --- |" * 11,
        *map(_line, costs),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
