"""C6: what a second process adds on one PostgreSQL, the dialogue of C1 offered to one and to two by turns.

A second process can only add what the machine has left. Where there are fewer than four cores each process gets the
same small share of one (it is stopped and let go on, a hundred times a second): a core stays free for the second.
"""

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread

from sqlalchemy import text

from benchmarks.contestants import PATH, SECRET, Place, start_ours
from benchmarks.own import end_with, tell
from benchmarks.postgresql import earnest
from benchmarks.processes import Running, free_port, python
from storage.connection import writing_engine
from storage.migrate import upgrade

_CROWD = 40
_ENOUGH = 4
_SHARE, _TURN = 0.4, 0.01
_ROUNDS = 3


class Share:
    """Lets a process run for a part of each hundredth of a second, until ended."""

    def __init__(self, process: int, begins: float) -> None:
        self._process, self._begins = process, begins
        self._over = Event()
        self._thread = Thread(target=self._hold_back, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Let it run freely again."""
        self._over.set()
        self._thread.join()

    def _hold_back(self) -> None:
        self._over.wait(self._begins * _TURN)
        while not self._over.is_set():
            os.kill(self._process, signal.SIGSTOP)
            self._over.wait(_TURN * (1 - _SHARE))
            os.kill(self._process, signal.SIGCONT)
            self._over.wait(_TURN * _SHARE)


@contextmanager
def replicas(number: int, url: str, folder: Path) -> Iterator[Running]:
    """So many processes on one database behind the stand-in, which is told what to do."""
    ports = [free_port() for _ in range(number)]
    with ExitStack() as ending:
        stub = Running(
            python("-m", "benchmarks.stub", ",".join(map(str, ports)), PATH, SECRET), {}, folder, None
        )
        ending.callback(stub.stop)
        telegram = f"http://127.0.0.1:{json.loads(stub.line())['port']}"
        hook = f"http://127.0.0.1:{ports[0]}{PATH}"
        shared = {"MINQING_DATABASE_URL": url, "MINQING_REPLICA": "true", "MINQING_WEBHOOK_URL": hook}
        for place, port in enumerate(ports):
            bot = start_ours(Place(folder, port, telegram, None), shared)
            ending.callback(bot.stop)
            if (os.cpu_count() or 1) < _ENOUGH:
                ending.callback(Share(bot.process.pid, place / number).end)
        yield stub


def talk(number: int, url: str, folder: Path, seconds: float) -> float:
    """Updates answered in a second by so many processes; every dialogue that came to its end is kept.

    The database is a new one: the residents of each round are the same, and what was seen once is not answered again.
    """
    upgrade(url)
    with replicas(number, url, folder) as stub:
        dialogues = kept = 0
        steps = 0.0
        for residents, so_long in ((5, 0.5), (_CROWD, seconds)):
            stub.tell(json.dumps({"do": "closed", "residents": residents, "seconds": so_long}))
            told = json.loads(stub.line())
            dialogues += told["dialogues"]
            steps = told["steps"] / told["seconds"]
        kept = _kept(url)
    if kept < dialogues:
        raise RuntimeError(f"{number} replicas kept {kept} concerns of {dialogues}")
    return steps


def _kept(url: str) -> int:
    engine = writing_engine(url)
    try:
        with engine.connect() as connection:
            return int(connection.execute(text("SELECT count(*) FROM concern")).scalar_one())
    finally:
        engine.dispose()


def main(seconds: float) -> None:
    """Rounds of one and two by turns; the median of their ratios."""
    rounds = []
    with TemporaryDirectory(prefix="minqing-replicas-") as folder, earnest() as new:
        for number in range(_ROUNDS):
            one, two = (talk(replica, new(), Path(folder), seconds) for replica in (1, 2))
            rounds.append(two / max(one, 1e-9))
            tell(f"C6 round {number + 1}: {one:.0f} updates a second by one, {two:.0f} by two")
    end_with({"c6.times": median(rounds)})


if __name__ == "__main__":
    main(float(sys.argv[1]))
