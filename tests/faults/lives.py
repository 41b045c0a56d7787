"""Lives of the bot that end by force: where strace or a line of our own code says, or by a signal."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
from asyncio import Future
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

CHANGES = (
    *("write", "pwrite64", "writev", "fsync", "fdatasync", "ftruncate", "rename", "renameat", "unlink"),
    *("mkdir", "sendto", "sendmsg"),
)
"""What a process may do that somebody else can see afterwards."""
PATIENCE = 30
ROOT = Path(__file__).parents[2]


def find_strace() -> Path | None:
    """The program, None where it is not installed."""
    found = shutil.which("strace")
    return Path(found) if found else None


STRACE_ADVICE = "no strace: install the package of this name"


def may_trace() -> bool:
    """Whether strace can look into a process here (some containers forbid it)."""
    done = subprocess.run(["strace", "-qq", "-e", "trace=none", "true"], capture_output=True, check=False)
    return done.returncode == 0


@dataclass(frozen=True)
class Point:
    """The n-th time that some thread makes this system call."""

    call: str
    number: int

    def __str__(self) -> str:
        return f"{self.call}#{self.number}"


def _started(*words: str) -> subprocess.Popen[bytes]:
    """A program of ours, all its lines in our hands."""
    pipe = subprocess.PIPE
    errors = None if words[0] == sys.executable else pipe
    return subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=errors, cwd=ROOT)


class Life:
    """One process of ours."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.born: Future[int] = loop.create_future()
        self.ready: Future[None] = loop.create_future()
        self.gone: Future[int] = loop.create_future()

    async def comes_up(self) -> Self:
        """Wait until it answers."""
        async with asyncio.timeout(PATIENCE):
            either: list[Future[Any]] = [self.ready, self.gone]
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        assert not self.gone.done(), f"it ended with {self.gone.result()} instead of coming up"
        return self

    async def ends(self, by: signal.Signals | None = None) -> int:
        """End it, or wait until it has ended; its status or signal."""
        if by is not None and not self.gone.done():
            os.kill(await self.born, by)
        async with asyncio.timeout(PATIENCE):
            return await asyncio.shield(self.gone)


class Cradle:
    """The process that bears the others, started when the first is wanted; loading everything takes seconds."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self.lives = 0

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """It, running."""
        if self._process is None:
            self._process = _started(sys.executable, "-m", "tests.faults.nursery")
            assert self._process.stdout
            os.set_blocking(self._process.stdout.fileno(), False)
        return self._process

    def close(self) -> None:
        """Nobody is wanted any more."""
        if self._process is not None:
            assert self._process.stdin and self._process.stdout
            self._process.stdin.close()
            self._process.wait(PATIENCE)
            self._process.stdout.close()


class Nursery:
    """The lives of one test, out of the one cradle."""

    def __init__(self, cradle: Cradle, log: Path) -> None:
        self.log = log
        self._cradle = cradle
        self._lives: dict[str, Life] = {}

    async def __aenter__(self) -> Self:
        process = self._cradle.process
        assert process.stdin and process.stdout
        self._in, self._out, self._part = process.stdin, process.stdout, b""
        asyncio.get_running_loop().add_reader(self._out, self._listen)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for life in self._lives.values():
            await life.ends(signal.SIGKILL)
        asyncio.get_running_loop().remove_reader(self._out)

    async def bears(self, env: dict[str, str], do: Sequence[str] = (), **more: object) -> Life:
        """A new life; of the bot, or of a command in these words."""
        self._cradle.lives += 1
        key, life = f"life-{self._cradle.lives}", Life()
        self._lives[key] = life
        asked = {"id": key, "env": env, "do": list(do), "log": str(self.log)} | more
        self._in.write(json.dumps(asked).encode() + b"\n")
        self._in.flush()
        await life.born
        return life

    def _listen(self) -> None:
        *lines, self._part = (self._part + os.read(self._out.fileno(), 65536)).split(b"\n")
        for told in map(json.loads, lines):
            if "born" in told:
                self._lives[told["born"]].born.set_result(told["pid"])
            elif "ready" in told:
                self._lives[told["ready"]].ready.set_result(None)
            else:
                self._lives[told["gone"]].gone.set_result(told["status"])


class Strace:
    """Looks on what a life does: kills it at a point, lets a call fail, or only writes down what it sees."""

    def __init__(self, *words: str) -> None:
        self._words = words

    @classmethod
    def kills(cls, point: Point) -> Self:
        """It dies as it begins this call; the call is not made."""
        return cls("-e", f"trace={point.call}", "-e", f"inject={point.call}:signal=KILL:when={point.number}")

    @classmethod
    def fails(cls, calls: str, error: str, when: str = "1+") -> Self:
        """These calls are not made, but end with this error."""
        return cls("-e", f"trace={calls}", "-e", f"inject={calls}:error={error}:when={when}")

    @classmethod
    def notes(cls, log: Path) -> Self:
        """Only writes down every change."""
        return cls("-e", f"trace={','.join(CHANGES)}", "-o", str(log))

    async def looks_at(self, life: Life) -> Self:
        """Returns once it does."""
        words = ["strace", "-f", "-p", str(await life.born), *self._words]
        if "-o" not in words:
            words += ["-o", "/dev/null"]
        self._process = _started(*words)
        assert self._process.stderr
        told = await asyncio.to_thread(self._process.stderr.readline)
        assert b"attached" in told, told.decode()
        return self

    async def leaves(self) -> None:
        """Let go; what it looked at goes on."""
        self._process.send_signal(signal.SIGINT)
        await asyncio.to_thread(self._process.communicate)


def points_in(log: Path) -> list[Point]:
    """Every point of a life that strace wrote down, first those of the calls made most seldom."""
    begun = (line.split("(", 1)[0].split() for line in log.read_text().splitlines())
    by_thread = Counter((words[0], words[1]) for words in begun if len(words) == 2)
    most: Counter[str] = Counter()
    for (_, call), number in by_thread.items():
        most[call] = max(most[call], number)
    calls = sorted(most, key=lambda call: most[call])
    return [Point(call, number) for call in calls for number in range(1, most[call] + 1)]
