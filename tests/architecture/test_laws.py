"""The laws that ruff keeps are really switched on, and broken only where the house allows it."""

import ast
import subprocess
import sys
from collections.abc import Iterable

import pytest

from tests.architecture.source import ROOT, named, python_files, tree

LOOPS = {
    "bot/desk.py",
    "bot/delivery.py",
    "bot/fetching.py",
    "bot/reception.py",
    "bot/scheduler.py",
    "storage/engine.py",
}
CLOCKS = {"bot/clock.py", "bot/playground/clock.py"}
TASKS = {"bot/app.py"}

CATCH_ALL = "try:\n    pass\nexcept Exception:\n    pass\n"
READ_CLOCK = "from datetime import UTC, datetime\n\nNOW = datetime.now(UTC)\n"
START_TASK = "import asyncio\n\nTASK = asyncio.create_task\n"


def codes(name: str, body: str) -> set[str]:
    """What ruff finds in a file of this name under our settings."""
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format=concise", "-"]
    ran = subprocess.run(
        [*command, "--config", str(ROOT / "pyproject.toml"), "--stdin-filename", str(ROOT / name)],
        input=f'"""What it is for."""\n\n{body}', capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    return {line.split()[1] for line in ran.stdout.splitlines() if line.startswith(name)}


def catch_alls(module: ast.Module) -> int:
    """How often everything is caught."""
    handlers = (node for node in ast.walk(module) if isinstance(node, ast.ExceptHandler))
    return sum(any(name in _caught(one) for name in ("Exception", "BaseException", "")) for one in handlers)


def _caught(handler: ast.ExceptHandler) -> set[str]:
    if handler.type is None:
        return {""}
    return {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}


def test_too_much_caught_is_seen() -> None:
    bad = ("except Exception", "except (OSError, BaseException)", "except")
    assert [catch_alls(ast.parse(f"try: pass\n{one}: pass")) for one in bad] == [1, 1, 1]
    assert catch_alls(ast.parse("try: pass\nexcept OSError: pass")) == 0


def test_everything_is_caught_once_per_loop_and_nowhere_else() -> None:
    found = {named(path): catch_alls(tree(path)) for path in python_files()}
    assert {name: times for name, times in found.items() if times > (name in LOOPS)} == {}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (CATCH_ALL, "BLE001"),
        (READ_CLOCK, "TID251"),
        ("import time\n\nNOW = time.monotonic()\n", "TID251"),
        (START_TASK, "TID251"),
        ("from . import errors\n", "TID252"),
        ('print("x")\n', "T201"),
        ("def told() -> None:\n    pass\n", "D103"),
        ("class Told:\n    pass\n", "D101"),
        ("x = 1  # TODO\n", "FIX002"),
        ("x = 1  # noqa\n", "PGH004"),
        ("x = 1  # type: ignore\n", "PGH003"),
        ("import os\n", "F401"),
    ],
)
def test_ruff_bites(body: str, code: str) -> None:
    assert code in codes("domain/bad.py", body)


def test_a_module_without_a_first_line_is_found() -> None:
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--stdin-filename", "domain/bad.py", "-"]
    ran = subprocess.run(command, input="X = 1\n", capture_output=True, text=True, check=False, cwd=ROOT)
    assert "D100" in ran.stdout


@pytest.mark.parametrize("name", sorted(LOOPS))
def test_loops_may_catch_everything(name: str) -> None:
    assert "BLE001" not in codes(name, CATCH_ALL)


@pytest.mark.parametrize("name", sorted(CLOCKS))
def test_clocks_may_read_the_time(name: str) -> None:
    assert "TID251" not in codes(name, READ_CLOCK)


@pytest.mark.parametrize("name", sorted(TASKS))
def test_wiring_may_start_tasks(name: str) -> None:
    assert "TID251" not in codes(name, START_TASK)


def silenced(lines: Iterable[str]) -> list[str]:
    """Comments that switch a check off."""
    return [line for line in lines if any(mark in line for mark in ("# noqa", "# type: ignore", "# pragma"))]


def test_no_check_is_switched_off_in_a_comment() -> None:
    assert silenced(["x = 1  # noqa: E501"])
    paths = [path for path in python_files(*PLACES) if path.name != "test_laws.py"]
    assert {named(path): silenced(path.read_text(encoding="utf-8").splitlines()) for path in paths} == {
        named(path): [] for path in paths
    }


PLACES = ("bot", "handlers", "storage", "domain", "locales", "tests")
