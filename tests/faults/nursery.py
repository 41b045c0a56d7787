"""Bears processes that may be killed: one that has everything loaded already and forks for each life.

Run as `python -m tests.faults.nursery`. Reads one JSON object a line: {"id", "env", "do"}, and if wanted "log",
"held" (the child stops itself until SIGCONT), "lines" (it notes there which lines it executes after SIGUSR1) or
"dies_at" (it kills itself where it comes to that line after SIGUSR1). `do`: words of a command, [] for the bot.
Tells {"born": id, "pid"}, {"ready": id}, {"gone": id, "status"}.
"""

import asyncio
import ctypes
import gc
import json
import os
import select
import signal
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

import storage.postgresql
from bot.app import App
from bot.cli import build, cli
from bot.config import Settings
from handlers.features import COMMANDS
from tests.reading_once import reading_once

HOME = str(Path(__file__).parents[2]) + "/"
OURS = tuple(HOME + name + "/" for name in ("bot", "handlers", "domain", "storage", "locales"))
LOADED = (storage.postgresql, COMMANDS)
reading_once()
_PARENT_DEATH = 1  # PR_SET_PDEATHSIG
Json = dict[str, Any]


def tell(**facts: object) -> None:
    """One line to whoever started us."""
    os.write(1, (json.dumps(facts) + "\n").encode())


class Tracer:
    """Sees every line of ours that is executed, in every thread, once it is armed."""

    def __init__(self, noted_in: str, dies_at: str) -> None:
        self._noted_in, self._dies_at = noted_in, dies_at
        self._seen: dict[str, None] = {}
        self._armed = False

    def begin(self) -> None:
        """Trace from now on; SIGUSR1 arms, SIGUSR2 writes down what was seen and ends it."""
        import threading

        signal.signal(signal.SIGUSR1, self._arm)
        signal.signal(signal.SIGUSR2, self._write)
        threading.settrace(self._call)
        sys.settrace(self._call)

    def _arm(self, *_: object) -> None:
        self._armed = True

    def _write(self, *_: object) -> None:
        self._armed = False
        Path(self._noted_in).write_text("\n".join(self._seen), encoding="utf-8")
        os.kill(os.getpid(), signal.SIGKILL)

    def _call(self, frame: FrameType, _event: str, _argument: object) -> Any:
        name = frame.f_code.co_filename
        return self._line if name.startswith(OURS) and "/playground/" not in name else None

    def _line(self, frame: FrameType, event: str, _argument: object) -> Any:
        if self._armed and event == "line":
            place = f"{frame.f_code.co_filename[len(HOME) :]}:{frame.f_lineno}"
            self._seen.setdefault(place)
            if place == self._dies_at:
                os.kill(os.getpid(), signal.SIGKILL)
        return self._line


async def _serve(key: str) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    app: App = build(Settings())
    await app.serve(stop, lambda: tell(ready=key))


def _live(asked: Json) -> None:
    """The whole life of a child; ends the process."""
    ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGKILL)
    os.environ.update(asked["env"])
    log = os.open(asked.get("log", os.devnull), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(log, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    if asked.get("lines") or asked.get("dies_at"):
        Tracer(asked.get("lines", ""), asked.get("dies_at", "")).begin()
    if asked.get("held"):
        os.kill(os.getpid(), signal.SIGSTOP)
    if asked["do"]:
        os.dup2(log, 1)
        try:
            cli(asked["do"])
        except SystemExit as end:
            os._exit(int(end.code or 0))
    else:
        asyncio.run(_serve(asked["id"]))
    os._exit(0)


def _bear(asked: Json) -> tuple[int, str]:
    pid = os.fork()
    if not pid:
        try:
            _live(asked)
        finally:
            os._exit(1)
    tell(born=asked["id"], pid=pid)
    return os.pidfd_open(pid), asked["id"]


def main() -> None:
    """Bear and bury until there is nobody to listen."""
    alive: dict[int, str] = {}
    waiting = b""
    gc.freeze()  # what stands by now is not looked through, and so not copied, in every life
    while True:
        ready, _, _ = select.select([0, *alive], [], [])
        for line in (found for found in ready if found):
            told = os.waitid(os.P_PIDFD, line, os.WEXITED)
            with suppress(BrokenPipeError):
                tell(gone=alive.pop(line), status=told.si_status if told else -1)
            os.close(line)
        if 0 in ready:
            part = os.read(0, 65536)
            if not part:
                return
            *lines, waiting = (waiting + part).split(b"\n")
            alive |= dict(_bear(json.loads(line)) for line in lines)


if __name__ == "__main__":
    main()
