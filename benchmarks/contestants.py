"""The bots under measure: how each is started, how ready it is, and how many concerns it has kept."""

import pickle
import shutil
import socket
import sqlite3
import subprocess
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import Running, free_port, python, until_open

SECRET = "s" * 32
PATH = "/telegram"
OURS = "ours"
_PACE = "1000000"


@dataclass(frozen=True)
class Place:
    """Where one run of a bot lives: its folder, the port it listens at, the address of Telegram, its core."""

    folder: Path
    port: int
    telegram: str
    core: int | None


@dataclass(frozen=True)
class Contestant:
    """`start`: the running processes, the bot first; `kept`: how many concerns it holds after the run."""

    name: str
    title: str
    start: Callable[[Place], list[Running]]
    kept: Callable[[Place], int]


def env_of_ours(place: Place) -> dict[str, str]:
    """Our settings; the pace is left open, for it is Telegram's and not ours."""
    return {
        "MINQING_TOKEN": "1:bench",
        "MINQING_TELEGRAM_URL": place.telegram,
        "MINQING_DATABASE_URL": f"sqlite:///{place.folder / 'ours.db'}",
        "MINQING_FILES": str(place.folder / "files"),
        "MINQING_WEBHOOK_URL": f"http://127.0.0.1:{place.port}{PATH}",
        "MINQING_WEBHOOK_SECRET": SECRET,
        "MINQING_LISTEN": f"127.0.0.1:{place.port}",
        "MINQING_KEY": b64encode(b"k" * 32).decode(),
        "MINQING_PACE": _PACE,
    }


def start_ours(place: Place, env: Mapping[str, str] | None = None) -> Running:
    """`minqing run`; it says itself when it is ready."""
    command = python("-c", "from bot.cli import main; main()", "run")
    ours = Running(command, {**env_of_ours(place), **(env or {})}, place.folder, place.core)
    ours.until_said("ready")
    return ours


def _peer(module: str, place: Place, env: Mapping[str, str]) -> Running:
    shared = {"BENCH_TELEGRAM": place.telegram, "BENCH_PORT": str(place.port), "BENCH_SECRET": SECRET}
    peer = Running(python("-m", f"benchmarks.peers.{module}"), {**shared, **env}, place.folder, place.core)
    until_open(place.port)
    return peer


def _start_orm(place: Place) -> list[Running]:
    return [_peer("ptb_orm", place, {"BENCH_DATABASE": f"sqlite+aiosqlite:///{place.folder / 'orm.db'}"})]


def _start_pickle(place: Place) -> list[Running]:
    return [_peer("ptb_pickle", place, {"BENCH_PICKLE": str(place.folder / "state.pickle")})]


def _start_aiogram(place: Place) -> list[Running]:
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", str(place.folder)]
    redis = Running([*command, "--appendonly", "yes", "--appendfsync", "always"], {}, place.folder, None)
    until_open(port)
    (place.folder / "redis.port").write_text(str(port))
    return [_peer("aiogram_redis", place, {"BENCH_REDIS": f"redis://127.0.0.1:{port}"}), redis]


def _in_table(file: str) -> Callable[[Place], int]:
    def kept(place: Place) -> int:
        connection = sqlite3.connect(place.folder / file)
        try:
            return int(connection.execute("SELECT count(*) FROM concern").fetchone()[0])
        finally:
            connection.close()

    return kept


def _in_pickle(place: Place) -> int:
    with (place.folder / "state.pickle").open("rb") as file:
        kept = pickle.load(file)
    return sum(len(one.get("concerns", ())) for one in kept["user_data"].values())


def _in_redis(place: Place) -> int:
    """Asked while it still runs."""
    port = int((place.folder / "redis.port").read_text())
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"EVAL \"return #redis.call('keys','concern:*')\" 0\r\n")
        return int(line.recv(100)[1:])


def ours_only(place: Place) -> list[Running]:
    """The bot alone."""
    return [start_ours(place)]


CONTESTANTS = (
    Contestant(OURS, "民情通", ours_only, _in_table("ours.db")),
    Contestant("ptb_orm", "PTB + async ORM", _start_orm, _in_table("orm.db")),
    Contestant("aiogram_redis", "aiogram + Redis (always)", _start_aiogram, _in_redis),
    Contestant("ptb_pickle", "PTB ConversationHandler + pickle", _start_pickle, _in_pickle),
)


def present() -> tuple[list[Contestant], list[str]]:
    """Those that can run here, and why the others cannot. Debian's redis-server is fetched when we are root."""
    if shutil.which("redis-server") is None:
        subprocess.run(["sh", Path(__file__).with_name("fetch-redis")], check=False)
    left_out = [] if shutil.which("redis-server") else ["aiogram + Redis: there is no redis-server here"]
    return [one for one in CONTESTANTS if not (left_out and one.name == "aiogram_redis")], left_out


@contextmanager
def running(contestant: Contestant, place: Place) -> Iterator[list[Running]]:
    """The bot's processes, ended afterwards."""
    processes = contestant.start(place)
    try:
        yield processes
    finally:
        for process in processes:
            process.stop()
