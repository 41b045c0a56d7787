"""Starts the processes of a measure, tells what they use of the machine, and ends them."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).parent.parent
_TICKS = os.sysconf("SC_CLK_TCK")
_BEFORE_OTHERS = -15
_PAGE = os.sysconf("SC_PAGE_SIZE")
_ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONPATH": str(ROOT),
    "PYTHONUNBUFFERED": "1",
}
"""As installed: whoever starts a second time finds its own modules compiled, like those of the libraries."""


class DidNotStart(RuntimeError):
    """A process ended before it was ready; the words are the end of what it said."""


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """One process; what it says goes to a file of the folder."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], folder: Path, core: int | None
    ) -> None:
        self._said = folder / f"{free_port()}.log"
        with self._said.open("wb") as said:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**_ENVIRONMENT, **env},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
            )
        if core is not None:
            os.sched_setaffinity(self.process.pid, {core})
        if os.geteuid() == 0:  # what else runs on the machine disturbs less
            os.setpriority(os.PRIO_PROCESS, self.process.pid, _BEFORE_OTHERS)

    def line(self) -> str:
        """The next line it says; `DidNotStart` when it has ended."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise DidNotStart(self._said.read_text(errors="replace")[-2000:])
        return line.decode().rstrip("\n")

    def tell(self, line: str) -> None:
        """A line to it."""
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def until_said(self, word: str) -> None:
        """Wait until it has said this line."""
        while self.line() != word:
            continue

    @property
    def cpu(self) -> float:
        """Seconds of processor it has used."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text()
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def rss(self) -> float:
        """Megabytes of memory it holds."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * _PAGE / 1e6

    def stop(self) -> None:
        """End it, kindly at first."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


def cores() -> tuple[int | None, int | None]:
    """(core of the bot, core of the load): two different ones where there are two."""
    own = sorted(os.sched_getaffinity(0))
    return (own[0], own[1]) if len(own) > 1 else (None, None)


def until_open(port: int, seconds: float = 30.0) -> None:
    """Wait until somebody listens at the port. TimeoutError if nobody ever does."""
    until = monotonic() + seconds
    while monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.02)
    raise TimeoutError(f"nobody listens at port {port}")


def busy_seconds() -> tuple[float, float]:
    """(busy, all) seconds of all processors since the machine started."""
    fields = [int(one) for one in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / _TICKS, sum(fields) / _TICKS


def python(*words: str) -> list[str]:
    """A command of this Python."""
    return [sys.executable, *words]
