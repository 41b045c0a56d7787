"""Backup, restore and moving to another database, as somebody types them."""

import json
import shutil
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from domain.people import Person
from domain.policy import Policy
from storage.copying import contents
from storage.migrate import downgrade
from storage.unit_of_work import open_database
from storage.vault import Vault
from tests.bot.conftest import NOW, TOKEN


@dataclass
class Installation:
    """A configured installation, and somebody who types."""

    place: Path
    monkeypatch: pytest.MonkeyPatch

    def named(self, name: str) -> str:
        """From now on the memory and the files of this name are the configured ones; the address."""
        url = f"sqlite:///{self.place / name}.db"
        self.monkeypatch.setenv("MINQING_DATABASE_URL", url)
        self.monkeypatch.setenv("MINQING_FILES", str(self.place / f"files_{name}"))
        return url

    def files(self, name: str) -> dict[str, bytes]:
        """What is kept under this name."""
        return {path.name: path.read_bytes() for path in (self.place / f"files_{name}").iterdir()}

    def types(self, *words: str) -> tuple[int, str]:
        """Exit code and output of a command."""
        result = CliRunner().invoke(cli, words)
        return result.exit_code, result.output


@pytest.fixture
async def town(built: Path, tmp_path: Path, policy: Policy, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """Two kept files, one half-written, one person known."""
    monkeypatch.setenv("MINQING_TOKEN", TOKEN)
    monkeypatch.setenv("MINQING_KEY", b64encode(b"k" * 32).decode())
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    shutil.copy(built, tmp_path / "old.db")
    folder = tmp_path / "files_old"
    folder.mkdir()
    for name in ("one", "two", "three.part"):
        (folder / name).write_bytes(f"sealed {name}".encode())
    installation = Installation(tmp_path, monkeypatch)
    async with open_database(installation.named("old"), Vault([b"k" * 32]), policy) as database:
        await database.run(None, lambda uow: uow.people.put(Person("ann", 1, "en", NOW)))
    return installation


def test_what_was_backed_up_is_there_after_restoring(town: Installation) -> None:
    folder = str(town.place / "backup")
    before = contents(town.named("old"))
    assert town.types("backup", folder)[0] == 0
    url = town.named("new")
    code, output = town.types("restore", folder)
    assert (code, "Restored" in output) == (0, True)
    assert contents(url) == before
    assert town.files("new") == {"one": b"sealed one", "two": b"sealed two"}


def test_a_backup_of_an_older_release_is_brought_to_the_shape_of_this_one(town: Installation) -> None:
    folder = town.place / "backup"
    town.types("backup", str(folder))
    downgrade(f"sqlite:///{folder / 'minqing.db'}", "0006")
    listed = json.loads((folder / "contents.json").read_text())
    del listed["minqing.db"]
    (folder / "contents.json").write_text(json.dumps(listed))
    url = town.named("new")
    assert town.types("restore", str(folder))[0] == 0
    assert contents(url)["person"].rows == 1


@pytest.mark.parametrize("name", ["minqing.db", "files/one"])
def test_a_backup_that_changed_or_lost_something_is_not_used(town: Installation, name: str) -> None:
    folder = town.place / "backup"
    town.types("backup", str(folder))
    with (folder / name).open("ab") as changing:
        changing.write(b"x")
    url = town.named("new")
    assert "cannot be used" in town.types("restore", str(folder))[1]
    (folder / name).unlink()
    code, output = town.types("restore", str(folder))
    assert (code, "cannot be used" in output) == (1, True)
    assert not (town.place / "new.db").exists() or contents(url)["person"].rows == 0


def test_half_a_backup_and_a_full_folder_are_refused(town: Installation) -> None:
    folder = town.place / "backup"
    town.types("backup", str(folder))
    assert "not empty" in town.types("backup", str(folder))[1]
    (folder / "contents.json").unlink()
    town.named("new")
    assert "no whole backup" in town.types("restore", str(folder))[1]


def test_nothing_is_restored_over_what_is_there(town: Installation) -> None:
    folder = str(town.place / "backup")
    town.types("backup", folder)
    before = contents(town.named("old"))
    code, output = town.types("restore", folder)
    assert (code, "holds data already" in output) == (1, True)
    assert contents(town.named("old")) == before


def test_the_memory_moves_and_each_table_is_counted(town: Installation) -> None:
    target = f"sqlite:///{town.place / 'moved.db'}"
    code, output = town.types("move", target)
    assert code == 0
    assert any(line.startswith("person 1 ") for line in output.splitlines())
    assert contents(target) == contents(town.named("old"))


@pytest.mark.parametrize("address", ["nowhere", "mysql://host/name"])
def test_an_address_that_cannot_be_used_is_refused_in_words(town: Installation, address: str) -> None:
    code, output = town.types("move", address)
    assert code == 1
    assert "Traceback" not in output and "MINQING_DATABASE_URL" in output


def test_nobody_else_on_the_machine_can_look_into_a_backup(town: Installation) -> None:
    """The words of concerns stand in it in the clear. Seen to bite: only its folder of files was closed."""
    folder = town.place / "new" / "backup"
    town.types("backup", str(folder))
    assert folder.stat().st_mode & 0o077 == 0
    given = town.place / "given"
    given.mkdir()
    town.types("backup", str(given))
    assert (given / "minqing.db").stat().st_mode & 0o077 == 0


def test_a_folder_beside_the_files_holds_up_no_backup(town: Installation) -> None:
    """A disk of its own has one, lost+found."""
    (town.place / "files_old" / "lost+found").mkdir()
    assert town.types("backup", str(town.place / "backup"))[0] == 0
    assert {path.name for path in (town.place / "backup" / "files").iterdir()} == {"one", "two"}


def test_a_new_machine_has_no_folders_yet(town: Installation) -> None:
    """Seen to bite: "the database cannot be opened"."""
    folder = str(town.place / "backup")
    town.types("backup", folder)
    url = town.named("var/new")
    assert town.types("restore", folder)[0] == 0
    assert contents(url)["person"].rows == 1
    assert town.types("move", f"sqlite:///{town.place / 'far' / 'off' / 'moved.db'}")[0] == 0
