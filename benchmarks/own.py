"""The measures of ours alone that need a PostgreSQL: each a command in the bot's own environment, which has one."""

import json
import subprocess
import sys
from collections.abc import Callable

from benchmarks.processes import ROOT

OWN = ROOT / ".venv" / "bin" / "python"


def measured(module: str, *words: str, note: Callable[[str], None]) -> dict[str, float]:
    """The figures of `python -m benchmarks.<module>`: its last line, in JSON; empty when it came to no end.

    `note` gets what it says on the way.
    """
    python = str(OWN) if OWN.exists() else sys.executable
    command = [python, "-m", f"benchmarks.{module}", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    *told, last = done.stdout.splitlines() or [""]
    for line in told:
        note(line)
    if not last.startswith("{"):
        note(f"{module} came to no end: {done.stderr[-2000:]}")
        return {}
    return {name: float(value) for name, value in json.loads(last).items()}


def tell(line: str) -> None:
    """One line on the way."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def end_with(figures: dict[str, float]) -> None:
    """The last line."""
    tell(json.dumps(figures))
