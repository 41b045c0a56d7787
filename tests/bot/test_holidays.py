"""A published holiday table is taken into the district's folder, whole or not at all (D3, D9)."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from domain.clocks import recompute
from domain.policy import DEMO, HOLIDAYS, read_policy
from tests.domain.times import clock_at, rule_named

TABLE = """[[year]]
year = 2027
version = "made up for a test"
rest = [
  { from = 2027-01-01, to = 2027-01-03 },
  { from = 2027-01-25, to = 2027-01-27 },
  { from = 2027-05-01, to = 2027-05-03 },
  { from = 2027-10-01, to = 2027-10-07 },
]
work = [2027-01-30]
"""


@pytest.fixture
def district(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(DEMO, tmp_path / "district"))
    monkeypatch.setenv("MINQING_DISTRICT", str(folder))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return folder


def imports(tmp_path: Path, text: str) -> tuple[int, str]:
    """Exit code and output of the command for a file with this text."""
    file = tmp_path / "2027.toml"
    file.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cli, ("calendar", "import", str(file)))
    return result.exit_code, result.output


def test_a_new_year_is_known_afterwards_and_moves_what_was_provisional(
    district: Path, tmp_path: Path
) -> None:
    before = read_policy(district)
    clock = clock_at(before, "K6", "2026-11-24 10:00")
    assert (clock.due_on, clock.provisional) == (date(2027, 1, 25), True)
    code, output = imports(tmp_path, TABLE)
    assert code == 0 and "2027" in output
    after = read_policy(district)
    certain = recompute(clock, rule_named(after, "K6"), after.calendar)
    assert (certain.due_on, certain.provisional) == (date(2027, 1, 28), False)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("2027-10-07", "2027-10-02"), "2027-10-03 is a statutory holiday"),
        (("year = 2027", "year = 2026"), "all days must lie in 2026"),
        (("[2027-01-30]", "[2027-01-26]"), "named as rest and as work"),
        (("to = 2027-01-03", "to = 2026-12-31"), "to lies before from"),
        (("version", "versoin"), "version must be a text"),
        (("[[year]]", "[[yaer]]"), "unknown key yaer"),
        (("[[year]]", "[[year"), "is not valid TOML"),
    ],
)
def test_a_wrong_table_is_refused_and_changes_nothing(
    district: Path, tmp_path: Path, change: tuple[str, str], why: str
) -> None:
    code, output = imports(tmp_path, TABLE.replace(*change))
    assert code == 1 and why in " ".join(output.split())
    assert not (district / HOLIDAYS).exists()


def test_a_known_year_is_not_taken_twice(district: Path, tmp_path: Path) -> None:
    assert imports(tmp_path, TABLE)[0] == 0
    written = (district / HOLIDAYS).read_text(encoding="utf-8")
    code, output = imports(tmp_path, TABLE)
    assert code == 1 and "2027 is known already" in output
    assert (district / HOLIDAYS).read_text(encoding="utf-8") == written


def test_a_second_year_stands_behind_the_first(district: Path, tmp_path: Path) -> None:
    assert imports(tmp_path, TABLE)[0] == 0
    assert imports(tmp_path, TABLE.replace("2027", "2028"))[0] == 0
    assert {2027, 2028} <= read_policy(district).calendar.years.keys()
