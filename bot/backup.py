"""A backup is a folder: the memory as one SQLite file, the files beside it, and a list by which both can be trusted."""

import json
import shutil
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.copying import Contents, calm, copy_all
from storage.shape import build_up

_LIST, _MEMORY, _FILES = "contents.json", "minqing.db", "files"


class NoBackup(Exception):
    """The folder holds no whole backup, or is not empty; `why` is "there", "missing" or "broken"."""

    def __init__(self, why: str, path: Path) -> None:
        super().__init__(why)
        self.why = why
        self.path = path


def back_up(database_url: str, files: Path, folder: Path) -> Contents:
    """Makes a backup in an empty or new folder; the bot may go on meanwhile.

    The list is written last: a folder without it is no backup. Files are copied before the memory and once
    more after it, so that each that the memory speaks of is there.
    Raises `NoBackup`, `Uncopied`, `Unavailable`, OSError.
    """
    if folder.exists() and any(folder.iterdir()):
        raise NoBackup("there", folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / _FILES).mkdir(mode=0o700)
    _copy_files(files, folder / _FILES)
    given = copy_all(database_url, _url(folder / _MEMORY))
    _copy_files(files, folder / _FILES)
    kept = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    listed = {str(path.relative_to(folder)): _digest(path) for path in kept}
    (folder / _LIST).write_text(json.dumps(listed, indent=1), encoding="utf-8")
    return given


def restore(folder: Path, database_url: str, files: Path, now: datetime) -> Contents:
    """Brings a backup into an empty database and its files into their folder; also one of an older release.

    Each file is compared with the list first. What waited to be sent and comes again anyway is dropped.
    Raises `NoBackup`, `Uncopied`, `Unavailable`, OSError.
    """
    _trust(folder)
    with TemporaryDirectory() as place:
        memory = _url(Path(shutil.copy(folder / _MEMORY, place)))
        build_up(memory)
        given = copy_all(memory, database_url)
    calm(database_url, now)
    files.mkdir(parents=True, exist_ok=True, mode=0o700)
    _copy_files(folder / _FILES, files)
    return given


def _trust(folder: Path) -> None:
    try:
        listed = json.loads((folder / _LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise NoBackup("missing", folder) from None
    for name, digest in listed.items():
        path = folder / name
        if not path.is_file() or _digest(path) != digest:
            raise NoBackup("broken", path)


def _copy_files(source: Path, target: Path) -> None:
    """Those that are not there yet; content never changes under an id."""
    for path in source.iterdir() if source.exists() else ():
        if path.is_file() and path.suffix != ".part" and not (target / path.name).exists():
            part = target / f"{path.name}.part"
            shutil.copyfile(path, part)
            part.replace(target / path.name)


def _digest(path: Path) -> str:
    with path.open("rb") as reading:
        return file_digest(reading, "sha256").hexdigest()


def _url(path: Path) -> str:
    return f"sqlite:///{path.absolute()}"
