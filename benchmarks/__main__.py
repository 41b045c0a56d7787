"""The command behind `make bench`: measures, prints the table, says which gates hold, writes RESULTS.md."""

import signal
import sys
from pathlib import Path
from time import monotonic

from rich.console import Console
from rich.table import Table

from benchmarks.contestants import present
from benchmarks.gates import Judged, judge, read_gates
from benchmarks.machine import facts, load
from benchmarks.plan import FULL, QUICK, Measure

RESULTS = Path(__file__).with_name("RESULTS.md")
_COLUMNS = ("load", "bot", "dialogues/s", "updates/s", "p50 ms", "p99 ms", "µs/step", "foreign cores")


def main(full: bool) -> int:
    """0 when all gates hold that were measured."""
    console = Console(stderr=True)
    began, before = monotonic(), load()
    contestants, left_out = present()
    for words in left_out:
        console.print(f"[bold yellow]LEFT OUT[/] {words}")
    measure = Measure(FULL if full else QUICK, contestants, lambda line: console.print(line, highlight=False))
    measure.all()
    judged = judge(read_gates(), measure.figures)
    _show(console, measure, judged)
    how = f"{'FULL=1' if full else 'quick'}, {(monotonic() - began) / 60:.0f} minutes"
    how = f"{how}; load average before {before}, after {load()} (the run itself makes about 2)."
    RESULTS.write_text(_paper(measure, judged, left_out, how), "utf-8")
    return int(any(one.word == "FAILS" for one in judged))


def _show(console: Console, measure: Measure, judged: list[Judged]) -> None:
    table = Table(*_COLUMNS)
    for line in measure.lines:
        table.add_row(*line)
    console.print(table)
    gates = Table("gate", "wanted", "measured", "")
    for one in judged:
        gates.add_row(one.gate.says, one.gate.wanted, _figure(one), one.word)
    console.print(gates)


def _paper(measure: Measure, judged: list[Judged], left_out: list[str], how: str) -> str:
    lines = [
        "# Results of `make bench`",
        "",
        how,
        "Why a gate fails, and where the time goes: docs/speed.md.",
        "",
    ]
    lines += [f"- {fact}" for fact in facts()] + [f"- LEFT OUT: {words}" for words in left_out]
    lines += [
        "",
        "Rounds A B A B; a ratio is the median of the rounds' ratios; a line shows the middle round.",
        "",
    ]
    lines += _rows(_COLUMNS, measure.lines)
    rows = [(one.gate.says, one.gate.wanted, _figure(one), one.word) for one in judged]
    lines += ["", *_rows(("gate", "wanted", "measured", ""), rows), ""]
    return "\n".join(lines)


def _rows(head: tuple[str, ...], rows: list[tuple[str, ...]] | list[tuple[str, str, str, str]]) -> list[str]:
    shown = [f"| {' | '.join(cells)} |" for cells in (head, *rows)]
    return [shown[0], f"|{'---|' * len(head)}", *shown[1:]]


def _figure(one: Judged) -> str:
    return (
        "—"
        if one.measured is None
        else f"{one.measured:.3g}"
        if one.measured < 100
        else f"{one.measured:.0f}"
    )


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is ended too
    sys.exit(main("--full" in sys.argv[1:]))
