"""C7: what the figures of a month cost among many concerns, and what intake takes while somebody reads on and on."""

import asyncio
import sys
from calendar import monthrange
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import mean, median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, text

from benchmarks.own import end_with, tell
from benchmarks.postgresql import earnest
from domain.concern import HowKnown, Kind
from domain.people import Binding, Person, Role
from domain.periods import period_in, stretch_of
from domain.policy import DEMO, Policy, read_policy
from domain.services.figuring import figures
from domain.services.intake import Report, submit_concern
from domain.services.ports import UnitOfWork
from domain.tally import OF_RATINGS, Count
from storage.connection import writing_engine
from storage.engine import Database
from storage.migrate import upgrade
from storage.unit_of_work import open_database
from storage.vault import Vault

NOW = datetime(2026, 12, 20, 4, tzinfo=UTC)
MONTH = "2026-11"
_FIRST_DAY = date(2026, 1, 1)
_DAYS = 350
_MICRO = 1_000_000
_SMALL = 20_000
_READS, _REPORTS, _ROUNDS = 40, 500, 3

_NUMBERS = {
    "sqlite": "(WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n + 1 < :most) SELECT n FROM c)",
    "postgresql": "(SELECT n FROM generate_series(0, CAST(:most AS bigint) - 1) AS n) AS c",
}
_ID = {"sqlite": "printf('%032x', n)", "postgresql": "lpad(to_hex(n), 32, '0')"}
_BLOB = {"sqlite": "zeroblob(32)", "postgresql": "decode(repeat('00', 32), 'hex')"}
_CONCERN = """INSERT INTO concern (id, number, code_digest, reporter, kind, category, area, place, words, known, state,
 unit, registered_at, handler, news, due_on) SELECT {id}, 'QH-' || n, {blob}, 'person-1', 'help', 'housing.rental',
 'liuyuan', '', 'w', 'anonymous', CASE WHEN n % 20 = 0 THEN 'in_progress' ELSE 'concluded' END,
 {unit}, :began + (n % {days}) * 86400000000 + 3600000000, 'h', 'at_once',
 CASE WHEN n % 20 = 0 THEN {due} END FROM {numbers}"""


def fill(connection: Connection, concerns: int, policy: Policy) -> None:
    """So many concerns over a year in all units, of which one in twenty is open and overdue, and their sums."""
    kind = connection.dialect.name
    units = list(policy.units.by_id)
    unit = "CASE n % {} {} END".format(
        len(units), " ".join(f"WHEN {place} THEN '{name}'" for place, name in enumerate(units))
    )
    names = {"id": _ID[kind], "blob": _BLOB[kind], "unit": unit, "days": _DAYS, "numbers": _NUMBERS[kind]}
    began = datetime(_FIRST_DAY.year, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    values = {"most": concerns, "began": int(began.timestamp()) * _MICRO, "due": "2026-12-01"}
    names["due"] = "CAST(:due AS date)" if kind == "postgresql" else ":due"
    statement = _CONCERN.format(**names)
    connection.execute(text(statement), values)
    _sum_up(connection, concerns, units)
    connection.commit()
    connection.execute(text("ANALYZE"))
    connection.commit()


def _sum_up(connection: Connection, concerns: int, units: list[str]) -> None:
    """What a full count would find: concern n lies with unit n and came on day n, both counted round."""
    counts: dict[tuple[date, int], int] = {}
    for n in range(concerns):
        day = stretch_of(date.fromordinal(_FIRST_DAY.toordinal() + n % _DAYS))
        place = (day, n % len(units))
        counts[place] = counts.get(place, 0) + 1
    rows = [
        {
            "day": day,
            "unit": units[unit],
            "what": str(what),
            "n": n,
        }
        for (day, unit), n in counts.items()
        for what in Count
        if what not in OF_RATINGS
    ]
    adding = text("INSERT INTO figure (day, unit, about, what, n) VALUES (:day, :unit, '', :what, :n)")
    plain = [{**row, "day": str(row["day"])} for row in rows] if connection.dialect.name == "sqlite" else rows
    connection.execute(adding, plain)


def read_month(uow: UnitOfWork) -> int:
    """The figures of one month as the office sees them; how many concerns were received in it."""
    me, period = uow.people.by_chat(1), period_in(MONTH)
    if me is None or period is None:
        raise LookupError("nobody to look")
    return figures(uow, me, period, NOW).all.counts[Count.RECEIVED]


def counted_in_full(connection: Connection) -> int:
    """The same from the concerns themselves."""
    year, month = map(int, MONTH.split("-"))
    zone = ZoneInfo("Asia/Shanghai")
    since = datetime(year, month, 1, tzinfo=zone)
    until = datetime(year, month, monthrange(year, month)[1], 23, 59, 59, tzinfo=zone)
    asked = text("SELECT count(*) FROM concern WHERE registered_at BETWEEN :since AND :until")
    span = {"since": int(since.timestamp()) * _MICRO, "until": int(until.timestamp()) * _MICRO}
    return int(connection.execute(asked, span).scalar_one())


def cost(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of one call: by the wall, and of this thread's processor."""
    began, busy = perf_counter(), thread_time()
    work()
    return (perf_counter() - began) * 1000, (thread_time() - busy) * 1000


async def intake(database: Database[UnitOfWork], name: str) -> float:
    """p95 of reporting a concern, one after the other, in milliseconds."""

    def report(n: int) -> Callable[[UnitOfWork], object]:
        told = Report(f"{name} {n}", Kind.HELP, "housing.rental", "liuyuan", "", "w", HowKnown.ANONYMOUS)

        def work(uow: UnitOfWork) -> object:
            me = uow.people.by_chat(1)
            return me and submit_concern(uow, me, told, NOW)

        return work

    taken = []
    for n in range(_REPORTS):
        began = perf_counter()
        await database.run(None, report(n))
        taken.append((perf_counter() - began) * 1000)
    return quantiles(taken, n=20)[-1]


async def beside_reading(database: Database[UnitOfWork], name: str) -> tuple[float, int]:
    """The same while somebody reads the figures on and on, and how often they did."""
    reads = 0

    async def read() -> None:
        nonlocal reads
        while True:
            await database.survey(read_month)
            reads += 1

    reader = asyncio.create_task(read())
    try:
        return await intake(database, name), reads
    finally:
        reader.cancel()
        await asyncio.wait([reader])


@asynccontextmanager
async def filled(url: str, concerns: int) -> AsyncIterator[tuple[Database[UnitOfWork], int]]:
    """A database with so many concerns, and how many came in the month by a full count."""
    policy = read_policy(DEMO, ZoneInfo("Asia/Shanghai"))
    upgrade(url)
    engine = writing_engine(url)
    async with open_database(url, Vault([b"k" * 32]), policy) as database:
        office = Person("person-1", 1, "zh_Hans", agreed_at=NOW)
        await database.run(None, lambda uow: uow.people.put(office))
        held = Binding(Role.OFFICE, "office", NOW.replace(year=2020))
        await database.run(None, lambda uow: uow.people.bind(office.id, held))
        with engine.connect() as connection:
            fill(connection, concerns, policy)
            counted = counted_in_full(connection)
        engine.dispose()
        yield database, counted


async def read_often(url: str, concerns: int) -> float:
    """Milliseconds of this process's processor for one reading of a month among so many concerns."""
    async with filled(url, concerns) as (database, _):
        return median([(await database.read(_one))[1] for _ in range(_READS)])


async def measure(url: str, concerns: int) -> dict[str, float]:
    """All figures of one database; rounds alone and beside the reading by turns."""
    kind = url.split(":")[0]
    async with filled(url, concerns) as (database, counted):
        kept = await database.read(read_month)
        costs = [await database.read(_one) for _ in range(_READS)]
        rounds, reads = [], 0
        for number in range(_ROUNDS):
            alone = await intake(database, f"alone {number}")
            beside, read = await beside_reading(database, f"beside {number}")
            rounds.append((alone, beside))
            reads += read
    wall, busy = (median(column) for column in zip(*costs, strict=True))
    alone, beside = (mean(column) for column in zip(*rounds, strict=True))
    tell(
        f"C7 {kind}: {concerns:,} concerns; a month {wall:.1f} ms ({busy:.1f} of the processor); {kept} kept, "
        f"{counted} counted; intake p95 {alone:.1f} ms alone, {beside:.1f} beside {reads} reads"
    )
    return {
        f"c7.{kind}.month_ms": wall,
        f"c7.{kind}.month_cpu_ms": busy,
        f"c7.{kind}.apart": abs(kept - counted),
        f"c7.{kind}.intake": median(there / here for here, there in rounds),
    }


def _one(uow: UnitOfWork) -> tuple[float, float]:
    return cost(lambda: read_month(uow))


def main(concerns: int) -> None:
    """Both databases."""
    with TemporaryDirectory(prefix="minqing-figures-") as folder:
        found = asyncio.run(measure(f"sqlite:///{Path(folder) / 'figures.db'}", concerns))
        small = asyncio.run(read_often(f"sqlite:///{Path(folder) / 'small.db'}", _SMALL))
    found["c7.growth"] = found["c7.sqlite.month_cpu_ms"] / small
    with earnest() as new:
        found |= asyncio.run(measure(new(), concerns))
    end_with(found)


if __name__ == "__main__":
    main(int(sys.argv[1]))
