"""Imports point one way: the contracts of pyproject.toml hold, and each of them bites."""

import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from tests.architecture.source import PACKAGES, ROOT

LINTER = "import sys; sys.path.insert(0, ''); from importlinter.cli import lint_imports_command as run; run()"
HOUSE = (
    "bot/app.py", "bot/playground/world.py", "handlers/conversation.py", "handlers/report_concern.py",
    "handlers/rate_reply.py", "handlers/kit/talk.py", "storage/engine.py", "domain/clocks.py",
    "domain/calendar.py", "domain/services/intake.py", "locales/markup.py",
)  # fmt: skip


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    config = str(ROOT / "pyproject.toml")
    command = [sys.executable, "-c", LINTER, "--config", config, "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def build_house(folder: Path) -> None:
    """Empty rooms with the names of ours."""
    for name in HOUSE:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        for room in (path.parent, path.parent.parent):
            if room != folder:
                (room / "__init__.py").touch()


def playground_breaches(graph: grimp.ImportGraph) -> set[str]:
    """What the playground imports of the rest of bot."""
    playground = {"bot.playground", *graph.find_descendants("bot.playground")}
    imported = {name for one in playground for name in graph.find_modules_directly_imported_by(one)}
    return {name for name in imported - playground if name.split(".")[0] == "bot"}


def test_the_contracts_hold() -> None:
    ran = lint(ROOT)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_an_empty_house_keeps_all_contracts(tmp_path: Path) -> None:
    build_house(tmp_path)
    ran = lint(tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("domain/clocks.py", "handlers.kit.talk"),
        ("handlers/report_concern.py", "storage.engine"),
        ("storage/engine.py", "locales.markup"),
        ("domain/clocks.py", "domain.services.intake"),
        ("domain/clocks.py", "sqlite3"),
        ("domain/services/intake.py", "asyncio"),
        ("handlers/kit/talk.py", "telegram"),
        ("storage/engine.py", "apscheduler.triggers"),
        ("bot/app.py", "sqlalchemy"),
        ("handlers/report_concern.py", "handlers.rate_reply"),
        ("handlers/kit/talk.py", "handlers.rate_reply"),
        ("bot/playground/world.py", "domain.clocks"),
    ],
)
def test_a_wrong_import_is_found(tmp_path: Path, importer: str, imported: str) -> None:
    build_house(tmp_path)
    (tmp_path / importer).write_text(f"import {imported}\n")
    ran = lint(tmp_path)
    assert ran.returncode == 1 and "BROKEN" in ran.stdout, ran.stdout + ran.stderr
    assert importer.removesuffix(".py").replace("/", ".") in ran.stdout


def test_a_cycle_is_found(tmp_path: Path) -> None:
    build_house(tmp_path)
    (tmp_path / "domain/clocks.py").write_text("import domain.calendar\n")
    (tmp_path / "domain/calendar.py").write_text("import domain.clocks\n")
    ran = lint(tmp_path)
    assert ran.returncode == 1 and "No cycles BROKEN" in ran.stdout, ran.stdout + ran.stderr


def test_the_playground_imports_nothing_else_of_bot() -> None:
    assert not playground_breaches(grimp.build_graph(*PACKAGES, cache_dir=None))


def test_a_playground_that_does_is_found() -> None:
    graph = grimp.ImportGraph()
    for name in ("bot.playground", "bot.playground.world", "bot.config"):
        graph.add_module(name)
    graph.add_import(importer="bot.playground.world", imported="bot.config")
    assert playground_breaches(graph) == {"bot.config"}
