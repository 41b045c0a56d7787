"""C8: what group commit is worth on a disk that takes two milliseconds more for every wait.

The same small works go through the same door, a row each: many who ask at once, or one after the other, which is a
commit each. The slow disk is strace, which holds each fsync and fdatasync of the process back and nothing else.
"""

import asyncio
import json
import shutil
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from sqlalchemy import text

from benchmarks.processes import DidNotStart, Running, cores, python
from storage.connection import writing_engine
from storage.direct import Direct, known_to
from storage.engine import Database

SLOWER_US = 2000
_CROWD = 500
_SECONDS = 1.5
_ROUNDS = 3
_TABLE = "CREATE TABLE mark (id INTEGER PRIMARY KEY, words TEXT NOT NULL)"
_KEEP = text("INSERT INTO mark (words) VALUES (:words)")


def commit_slowly() -> dict[str, float]:
    """Works a second together and alone, and the ratio; empty where strace may not look into processes."""
    slow = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=fsync,fdatasync", "-o", "/dev/null"]
    slow += ["-e", f"inject=fsync,fdatasync:delay_exit={SLOWER_US}"]
    if shutil.which("strace") is None:
        return {}
    bot_core, _ = cores()
    with TemporaryDirectory(prefix="minqing-bench-") as name:
        command = [*slow, *python("-m", "benchmarks.committing", name)]
        running = Running(command, {}, Path(name), bot_core)
        try:
            told: dict[str, float] = json.loads(running.line())
            return told
        except DidNotStart:
            return {}
        finally:
            running.stop()


def _keep(number: int, connection: Direct) -> None:
    connection.execute(_KEEP, {"words": f"{number}"})


async def _together(database: Database[Direct], crowd: int) -> float:
    """Works kept in a second by so many who each ask again once their own is kept."""
    kept = 0
    until = monotonic() + _SECONDS

    async def one() -> None:
        nonlocal kept
        while monotonic() < until:
            await database.run(None, partial(_keep, kept))
            kept += 1

    began = monotonic()
    async with asyncio.TaskGroup() as group:
        for _ in range(crowd):
            group.create_task(one())
    return kept / (monotonic() - began)


async def _main(folder: Path) -> None:
    url = f"sqlite:///{folder / 'marks.db'}"
    engine = writing_engine(url)
    with engine.begin() as connection:
        connection.execute(text(_TABLE))
    engine.dispose()
    rounds = []
    async with Database(url, known_to("sqlite").on) as database:
        await _together(database, _CROWD)
        for _ in range(_ROUNDS):
            rounds.append((await _together(database, _CROWD), await _together(database, 1)))
    together, alone = (sorted(column)[_ROUNDS // 2] for column in zip(*rounds, strict=True))
    ratio = sorted(there / here for there, here in rounds)[_ROUNDS // 2]
    figures = {"c8.together": together, "c8.alone": alone, "c8.times": ratio}
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    asyncio.run(_main(Path(sys.argv[1])))
