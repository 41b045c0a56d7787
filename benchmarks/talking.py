"""C1: the whole dialogue of eight updates with durable state, ours and the peers' by turns."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.contestants import PATH, SECRET, Contestant, Place, running
from benchmarks.processes import Running, busy_seconds, cores, free_port, python

Json = dict[str, Any]
_STEPS = 8
_OPEN_AFTER = 4
"""Steps after which a conversation is left open."""


@dataclass(frozen=True)
class Figures:
    """One run of one bot. `cpu`: microseconds of its processes per step; `foreign`: cores that others used."""

    rate: float
    steps: float
    p50: float
    p99: float
    cpu: float
    foreign: float
    calls: float
    told: Json


class Stage:
    """A bot and the stub before it, both running."""

    def __init__(self, stub: Running, bot: list[Running], place: Place, contestant: Contestant) -> None:
        self._stub, self._bot, self._place, self._contestant = stub, bot, place, contestant
        self._dialogues = 0

    def do(self, **order: object) -> Figures:
        """One order to the stub; what came of it and what it cost."""
        before, busy = sum(one.cpu for one in self._bot), busy_seconds()[0]
        self._stub.tell(json.dumps(order))
        told: Json = json.loads(self._stub.line())
        spent = sum(one.cpu for one in self._bot) - before
        foreign = (busy_seconds()[0] - busy - spent - told["stub_cpu"]) / told["seconds"]
        self._dialogues += told["dialogues"]
        steps = max(1, told["steps"])
        return Figures(
            rate=told["dialogues"] / told["seconds"],
            steps=told["steps"] / told["seconds"],
            p50=told["p50"],
            p99=told["p99"],
            cpu=spent / steps * 1e6,
            foreign=max(0.0, foreign),
            calls=told["calls"] / steps,
            told=told,
        )

    def check(self) -> None:
        """Every dialogue that came to its end is kept, or the figures are worth nothing."""
        kept = self._contestant.kept(self._place)
        if kept < self._dialogues:
            raise RuntimeError(f"{self._contestant.name} kept {kept} concerns of {self._dialogues}")


@contextmanager
def staged(contestant: Contestant) -> Iterator[Stage]:
    """A new stub and a new bot with nothing remembered, ended and checked afterwards."""
    bot_core, load_core = cores()
    with TemporaryDirectory(prefix="minqing-bench-") as name:
        folder, port = Path(name), free_port()
        stub = Running(python("-m", "benchmarks.stub", str(port), PATH, SECRET), {}, folder, load_core)
        try:
            telegram = f"http://127.0.0.1:{json.loads(stub.line())['port']}"
            place = Place(folder, port, telegram, bot_core)
            with running(contestant, place) as bot:
                stage = Stage(stub, bot, place, contestant)
                stage.do(do="closed", residents=5, seconds=0.5)
                yield stage
                stage.check()
        finally:
            stub.stop()


def talk(contestant: Contestant, residents: int, seconds: float, opened: int = 0) -> Figures:
    """So many residents at once for so long; `opened`: conversations begun before and left open."""
    with staged(contestant) as stage:
        if opened:
            stage.do(do="opened", residents=opened, steps=_OPEN_AFTER)
        return stage.do(do="closed", residents=residents, seconds=seconds)


def offer(contestant: Contestant, rate: float, seconds: float, residents: int = 500) -> Figures:
    """So many updates a second, whether they are answered or not."""
    with staged(contestant) as stage:
        stage.do(do="offered", residents=residents, rate=rate / 4, seconds=1)
        return stage.do(do="offered", residents=residents, rate=rate, seconds=seconds)
