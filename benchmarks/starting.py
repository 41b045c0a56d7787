"""C5: from the command to `ready`, and the memory held by a bot with nothing to do."""

import json
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from benchmarks.contestants import PATH, SECRET, Place, start_ours
from benchmarks.processes import Running, cores, free_port, python

_REST = 1.5


@dataclass(frozen=True)
class Started:
    """Seconds to `ready` (`cpu`: of the processor), megabytes at rest."""

    seconds: float
    cpu: float
    rss: float


def start(rounds: int) -> Started:
    """The medians of so many starts on a database that stands already."""
    bot_core, load_core = cores()
    with TemporaryDirectory(prefix="minqing-bench-") as name:
        folder, port = Path(name), free_port()
        stub = Running(python("-m", "benchmarks.stub", str(port), PATH, SECRET), {}, folder, load_core)
        try:
            telegram = f"http://127.0.0.1:{json.loads(stub.line())['port']}"
            place = Place(folder, port, telegram, bot_core)
            starts = [_once(place) for _ in range(rounds + 1)][1:]
        finally:
            stub.stop()
    return Started(*(median(column) for column in zip(*starts, strict=True)))


def _once(place: Place) -> tuple[float, float, float]:
    began = perf_counter()
    ours = start_ours(place)
    try:
        seconds, cpu = perf_counter() - began, ours.cpu
        sleep(_REST)
        return seconds, cpu, ours.rss
    finally:
        ours.stop()
