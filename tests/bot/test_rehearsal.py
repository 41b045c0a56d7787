"""`minqing rehearse` and `minqing rules dry-run`, as somebody types them."""

import shutil
from pathlib import Path

from domain.people import Role
from domain.policy import DEMO, NATIONAL
from domain.services.intake import submit_concern
from domain.services.ports import UnitOfWork
from tests.bot.test_office import NOW, REPORT, Installation, office

__all__ = ["office"]


async def submitted(office: Installation) -> str:
    """A concern at a unit where somebody works; its number."""
    await office.hires("林国栋", 11, Role.CADRE, "housing")
    resident = await office.hires("江河", 12, Role.CADRE, "police")

    def submit(uow: UnitOfWork) -> str:
        return submit_concern(uow, resident, REPORT, NOW).number

    return await office.run(submit)


async def test_a_month_is_printed_without_any_name(office: Installation) -> None:
    number = await submitted(office)
    code, lines = await office.types("rehearse", "--days", "20")
    printed = "\n".join(lines)
    assert code == 0 and number in printed and "cadre, " in printed
    assert "林国栋" not in printed and "person-11" not in printed
    assert lines[-1].endswith("Nothing was sent and nothing was changed.")
    assert await office.types("rehearse", "--days", "20") == (code, lines)


async def test_a_dry_run_tells_what_would_move(office: Installation, tmp_path: Path) -> None:
    number = await submitted(office)
    folder = Path(shutil.copytree(DEMO, tmp_path / "other"))
    assert await office.types("rules", "dry-run", str(folder)) == (
        0,
        ["These rules would move 0 running deadlines. Nothing was changed."],
    )
    text = (NATIONAL / "clocks.toml").read_text(encoding="utf-8")
    shorter = text.replace("length = 5\n", "length = 3\n")
    (folder / "clocks.toml").write_text(shorter, encoding="utf-8")
    code, lines = await office.types("rules", "dry-run", str(folder))
    assert code == 0 and len(lines) == 2 and lines[0].startswith(number) and "→" in lines[0]
    code, lines = await office.types("rehearse", "--rules", str(folder))
    assert code == 0 and any(number in line for line in lines)


async def test_a_folder_that_is_wrong_is_told(office: Installation, tmp_path: Path) -> None:
    code, lines = await office.types("rules", "dry-run", str(tmp_path / "nothing"))
    assert code == 1 and "cannot be read" in lines[0]
